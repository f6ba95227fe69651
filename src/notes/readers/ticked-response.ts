import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { sign } from '../words.ts';
import { type Found, type NoteContext, readerOf } from './reader.ts';
import { trial } from './trial-items.ts';

/**
 * The box that is ticked behind a question for the response: "Response to treatment: [ ] improved [x] no change". It
 * counts where the note tells of a treatment.
 */
function readTickedResponse(sentence: Sentence, { note }: NoteContext): readonly Found[] {
  const place = tickedIn(sentence);
  const mark = place === undefined ? undefined : sentence.tokens[place.from - 1];
  if (place === undefined || mark === undefined || !isOfResponse(note.text, mark.start)) return [];
  const value = answerIn(sentence, place);
  if (value === undefined) return [];
  const found = { value };
  return [{ linkId: trial.outcome, rule: 'treatment-outcome', place, found, onlyWith: 'a trial' }];
}

export const tickedResponseReader = readerOf(
  ['same-or-worse', 'comparably-better', 'complaint-eased'],
  readTickedResponse,
  { needs: sign.form },
);

/** The words behind the box that is ticked, up to the next box. */
function tickedIn({ tokens }: Sentence): Place | undefined {
  const mark = tokens.findIndex(
    ({ word }, at) =>
      word === '☒' || word === '☑' || (word === ']' && tokens[at - 1]?.word === 'x'),
  );
  if (mark < 0) return undefined;
  const next = tokens.findIndex(({ word }, at) => at > mark && (word === '[' || word === '☐'));
  return { from: mark + 1, to: next < 0 ? tokens.length : next };
}

function answerIn(
  sentence: Sentence,
  place: Place,
): 'failed' | 'improved' | 'resolved' | undefined {
  if (sentence.hasWithin('same-or-worse', place)) return 'failed';
  if (sentence.tokens.slice(place.from, place.to).some(({ word }) => word === 'resolved'))
    return 'resolved';
  return sentence.hasWithin('comparably-better', place) ? 'improved' : undefined;
}

/** Whether the line asks for a response before a place. */
function isOfResponse(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).toLowerCase();
  const isAsked = asked.some((word) => line.includes(word));
  return isAsked && line.includes(':');
}

const asked = ['response', 'outcome', 'result:', 'result of t', 'effect of t', 'benefit'];
