import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';

/** Items of the documentation Questionnaire under the heading that they stand under there. */
export interface FormGroup {
  readonly title: string;
  readonly items: readonly QuestionnaireItem[];
}

/** The part of the Questionnaire that asks for some linkIds, in its own order. Unknown linkIds ask for nothing. */
export function groupsOf(
  questionnaire: Questionnaire,
  linkIds: readonly string[],
): readonly FormGroup[] {
  return (questionnaire.item ?? []).flatMap(({ text = '', item = [] }) => {
    const items = item.filter(({ linkId }) => linkIds.includes(linkId));
    return items.length === 0 ? [] : [{ title: text, items }];
  });
}

/** The guideline's sentence that stands beside a question (SDC: a display item below it). */
export function helpOf(item: QuestionnaireItem): string | undefined {
  return item.item?.find(({ type }) => type === 'display')?.text;
}
