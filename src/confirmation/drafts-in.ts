import type { QuestionnaireResponse } from 'fhir/r4.js';
import { draftsOf } from '../cards/drafts-of.ts';
import type { HookResponse } from '../cds/types.ts';

/** The forms that notes have filled in, in the tasks of an answer's cards. */
export function draftsIn({ cards }: Pick<HookResponse, 'cards'>): readonly QuestionnaireResponse[] {
  return draftsOf(cards.flatMap(({ suggestions = [] }) => suggestions));
}
