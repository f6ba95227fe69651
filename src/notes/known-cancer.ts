import { cancersIn } from '../terminology/history-words.ts';
import { wordsOf } from '../terminology/words.ts';
import lists from './data/rules/lists.json' with { type: 'json' };
import type { Allowance } from './doubt.ts';
import { addLead, setOf } from './kinds.ts';
import { addPhrases } from './phrases.ts';
import { type Sentence, sentenceOf } from './sentence.ts';
import type { Span } from './span.ts';

const named = addPhrases('cancer-named', lists.cancer, 'known cancer');
const leads = addLead(setOf([named]));

const allowed: ReadonlySet<Allowance> = new Set(['history', 'historical']);

/** Whether a note names a cancer of the patient, now or in the past, of which it does not say that it is over. */
export function tellsOfCancer(spans: readonly Span[], noteDate: string): boolean {
  return spans.some((span) => span.mayLead(leads) && isOfPatient(sentenceOf(span, noteDate)));
}

function isOfPatient(sentence: Sentence): boolean {
  if (sentence.has('cancer-over')) return false;
  return sentence
    .ofKind(named)
    .some(
      (place) =>
        sentence.doubtAt(place, { allowed }) === undefined &&
        (!sentence.isDenied(place) ||
          cancersIn(wordsOf(sentence.tokens.map(({ word }) => word).join(' '))).length > 0),
    );
}
