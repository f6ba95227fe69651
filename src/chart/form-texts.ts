import { mayNameEmergency } from '../terminology/emergency-words.ts';
import { type Fields, listOf, textOf, wordsOf } from './fields.ts';

const mostItems = 300;
const shortAnswer = 60;

const yes = /^\W*(?:yes|y|yeah|yep|yup|true|positive|present)\b/i;
const plainYes = /^\s*(?:yes|y|true)\s*$/i;
const noAnswer =
  /^\W*(?:no|none|n|nope|nil|never|not|denie[sd]|negative|neg|normal|ok|okay|fine|good|n\/a|na|unknown|unsure)\b/i;

/**
 * What the answers of a form say in words: a question that was answered with yes, with what was written behind it; and a
 * written answer, with its question where only both together make sense ("Bladder function: retention").
 */
export function textsOfForm(response: Fields): readonly string[] {
  return itemsOfForm(response).flatMap(({ text, answer }) => {
    const question = (textOf(text) ?? '').replace(/[?:.\s]+$/, '');
    return listOf(answer).flatMap((one): readonly string[] => {
      const said = textOf(one.valueString) ?? wordsOf(one.valueCoding);
      if (one.valueBoolean === true || plainYes.test(said)) return [`${question}? Yes.`];
      if (said === '') return [];
      if (yes.test(said)) return [`${question}? ${said}`];
      const isOfBoth =
        question !== '' &&
        said.length <= shortAnswer &&
        !noAnswer.test(said) &&
        mayNameEmergency(question) &&
        !mayNameEmergency(said);
      return isOfBoth ? [said, `${question}: ${said}`] : [said];
    });
  });
}

/** The items of a form, however deep. */
export function itemsOfForm(response: Fields): readonly Fields[] {
  const found: Fields[] = [];
  const waiting = [...listOf(response.item)];
  while (waiting.length > 0 && found.length < mostItems) {
    const one = waiting.shift();
    if (one === undefined) break;
    found.push(one);
    waiting.push(...listOf(one.item), ...listOf(one.answer).flatMap(({ item }) => listOf(item)));
  }
  return found;
}
