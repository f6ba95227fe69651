import lists from './data/rules/lists.json' with { type: 'json' };
import { addLead, setOf } from './kinds.ts';
import { addPhrases } from './phrases.ts';
import { sentenceOf } from './sentence.ts';
import type { Span } from './span.ts';

const sources = addPhrases('fever-source', lists['fever-source'], 'source of a fever');
const leads = addLead(setOf([sources]));

/** Whether a note tells of an infection elsewhere that may be what a fever is of: a cough, a burning urination. */
export function tellsOfOtherSource(spans: readonly Span[], noteDate: string): boolean {
  return spans.some((span) => {
    if (!span.mayLead(leads)) return false;
    const sentence = sentenceOf(span, noteDate);
    if (sentence.has('negation-after')) return false;
    return sentence
      .ofKind(sources)
      .some((place) => sentence.doubtAt(place) === undefined && !sentence.isDenied(place));
  });
}
