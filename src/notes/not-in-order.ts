import { isAnsweredNo } from './denial.ts';
import type { Sentence } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import { isStop } from './tokens.ts';
import { sign } from './words.ts';

/** Whether a question, a box or a label, which a place stands in, is answered with "no" and nothing else, here or in the next line. */
export function isAnsweredWithNo(sentence: Sentence, place: Place): boolean {
  const { span, tokens } = sentence;
  if (span.section === 'denied' && asking.has(tokens.at(-1)?.word ?? '')) return true;
  const isAnswered =
    isLabelledNo(sentence, place) ||
    (span.hasSign(sign.question | sign.form) && isAnsweredNo(sentence, place));
  if (!isAnswered) return false;
  // "Bladder normal? No problems", "trouble controlling the bladder? No".
  const asked = tokens.findLastIndex(({ word }, at) => at < place.from && word === '?') + 1;
  return !tokens.slice(asked).some(({ word }) => troubles.has(word));
}

/** "Sphincter control intact: no". */
function isLabelledNo({ tokens }: Sentence, { to }: Place): boolean {
  const colon = tokens.findIndex(({ word }, at) => at >= to && word === ':');
  if (colon < 0 || colon - to > mostToColon || !noes.has(tokens[colon + 1]?.word ?? ''))
    return false;
  const next = tokens[colon + 2];
  return next === undefined || isStop(next);
}

const mostToColon = 3;
const noes: ReadonlySet<string> = new Set(['no', 'n', 'nope', 'never']);

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
