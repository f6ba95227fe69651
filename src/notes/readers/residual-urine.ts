import type { Sentence } from '../sentence.ts';
import { isStop, type Token } from '../tokens.ts';
import { sign } from '../words.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/** So many millilitres left in the bladder may be a retention. */
const mayBeRetention = 150;
const mostMillilitres = 4000;

/**
 * Urine that was measured in the bladder after voiding: "PVR in clinic 450 cc", "post-void residual by ultrasound 0.4 L". It is the
 * first number behind its name that is no day, no time and no count of something else.
 */
function readResidualUrine(sentence: Sentence, { since }: NoteContext): readonly Found[] {
  const [place] = sentence.of('residual-urine');
  if (place === undefined || sentence.has('retention-of-other-cause')) return [];
  const amount = amountBehind(sentence, place.to);
  if (amount === undefined || amount < mayBeRetention || amount > mostMillilitres) return [];
  if (isLowNow(sentence, place.to)) return [];
  const at = { linkId: 'red-flag.cauda-equina', rule: 'residual-urine', place } as const;
  const why = sentence.doubtAt(place, { suspected: true, since });
  return [foundOf(at.linkId, at, why === undefined ? { value: true } : { why })];
}

/** "PVR 450 on arrival, down to 30 after a bowel movement". */
function isLowNow({ tokens }: Sentence, from: number): boolean {
  const first = tokens.findIndex(({ word }, at) => at >= from && Number(word) >= 0);
  return tokens.some(({ word }, at) => {
    if (at < first || !laters.has(word)) return false;
    const number = tokens.slice(at + 1, at + 1 + mostToLater).find((one) => Number(one.word) >= 0);
    return number !== undefined && Number(number.word) < mayBeRetention;
  });
}

const laters: ReadonlySet<string> = new Set('down now repeat repeated recheck today'.split(' '));
const mostToLater = 3;

/** So many words at most lie between a residual and its amount: "by bladder scan in the office today was". */
const mostBetween = 10;

function amountBehind({ tokens, pastDates }: Sentence, from: number): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + mostBetween); at += 1) {
    const token = tokens[at];
    if (token === undefined || (isStop(token) && token.word !== ')')) return undefined;
    const number = Number(token.word);
    if (!(number >= 0)) continue;
    const dated = pastDates.find((one) => one.from <= at && at < one.to);
    if (dated !== undefined && !millilitres.has(tokens[at + 1]?.word ?? '')) {
      at = dated.to - 1;
      continue;
    }
    const isBefore = [at + 1, at + 2].some((next) => befores.has(tokens[next]?.word ?? ''));
    if (!isBefore && !isOfOther(tokens, at)) return number * unitAt(tokens, at + 1);
  }
  return undefined;
}

const millilitres: ReadonlySet<string> = new Set('ml cc mls ccs milliliter millilitre'.split(' '));
const litres: ReadonlySet<string> = new Set('l liter litre'.split(' '));
/** "450 mL before voiding, 10 mL after". */
const befores: ReadonlySet<string> = new Set('before pre prior'.split(' '));
const others: ReadonlySet<string> = new Set(
  '% : / day d week wk month mo year yr hour hr h min minute am pm x time ago st nd rd th'.split(
    ' ',
  ),
);

function unitAt(tokens: readonly Token[], at: number): number {
  return litres.has(tokens[at]?.word ?? '') ? 1000 : 1;
}

/** A time of the day, how long ago, or the number of a day. */
function isOfOther(tokens: readonly Token[], at: number): boolean {
  return others.has(tokens[at + 1]?.word ?? '') || tokens[at - 1]?.word === '#';
}

export const residualUrineReader = readerOf(['residual-urine'], readResidualUrine, {
  needs: sign.digit,
});
