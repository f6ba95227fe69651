import { isAnsweredNo } from './denial.ts';
import type { Sentence } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import { sign } from './words.ts';

/** Whether a question or a box, which a place stands in, is answered with "no" and nothing else, here or in the next line. */
export function isAnsweredWithNo(sentence: Sentence, place: Place): boolean {
  const { span, tokens } = sentence;
  if (span.section === 'denied' && asking.has(tokens.at(-1)?.word ?? '')) return true;
  if (!span.hasSign(sign.question | sign.form)) return false;
  if (!isAnsweredNo(sentence, place)) return false;
  // "Bladder normal? No problems", "trouble controlling the bladder? No".
  const asked = tokens.findLastIndex(({ word }, at) => at < place.from && word === '?') + 1;
  return !tokens.slice(asked).some(({ word }) => troubles.has(word));
}

const asking: ReadonlySet<string> = new Set(['?', ':']);
const troubles: ReadonlySet<string> = new Set(
  'problem trouble issue difficulty change complaint concern symptom abnormality deficit loss'.split(
    ' ',
  ),
);

/** What a rule makes of a sentence, as far as it is looked at here. */
interface Told {
  readonly linkId: string;
  readonly found: object;
  readonly isNotInOrder?: true;
}

/** "Bladder and bowel normal [ ] yes [x] no": the "no" denies that all is in order, and no trouble of either. */
export function withoutDenied<One extends Told>(readings: readonly One[]): readonly One[] {
  const open = readings.filter(({ isNotInOrder }) => isNotInOrder === true);
  if (open.length === 0) return readings;
  return readings.filter(
    ({ linkId, found }) =>
      !('value' in found && found.value === false) || !open.some((one) => one.linkId === linkId),
  );
}
