import type { QuestionnaireResponse } from 'fhir/r4.js';
import type { CdsService, HookAnswer, ServiceInput } from '../cds/service.ts';
import { draftsIn } from './drafts-in.ts';
import { confirmedDraft } from './note-answers.ts';

/** An answer, and the one that follows it once everything that notes offer in its cards is confirmed. */
export interface WithConfirmedNotes {
  readonly answer: HookAnswer;
  /** Absent where nothing is offered. */
  readonly confirmed?: HookAnswer;
  /** How many answers were confirmed. */
  readonly answers: number;
}

/**
 * Answers a call, confirms all answers that its cards offer from notes, as a clinician would who agrees with every
 * sentence, and answers again.
 * @param input with the notes among its resources
 */
export function assessWithConfirmedNotes(
  service: CdsService,
  input: ServiceInput,
): WithConfirmedNotes {
  const answer = service.answer(input);
  const drafts = draftsIn(answer.response);
  if (drafts.length === 0) return { answer, answers: 0 };
  const responses = confirmed(drafts);
  const resources = [...input.resources, ...responses];
  return {
    answer,
    confirmed: service.answer({ ...input, resources }),
    answers: responses.reduce((sum, { item = [] }) => sum + item.length, 0),
  };
}

/** What a clinician says who confirms all that drafts offer from notes. */
export function confirmed(
  drafts: readonly QuestionnaireResponse[],
): readonly QuestionnaireResponse[] {
  return drafts.map((draft, at) => ({ ...confirmedDraft(draft), id: `confirmed-${at}` }));
}
