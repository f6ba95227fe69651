import { escapeMarkdown } from './escape-markdown.ts';

/** A card is read in five seconds: of the statements that decide, one that is no longer than this is quoted. */
const mostWords = 30;

/** Of statements that are all longer, the shortest is quoted as far as this. */
const mostOfLong = 45;

/** The guideline's sentence that a card quotes, with its id; none where all are too long. */
export function quoted(
  statements: readonly string[],
  statementText: (id: string) => string,
): { readonly id: string; readonly text: string } | undefined {
  let shortest: { readonly id: string; readonly sentence: Sentence } | undefined;
  for (const id of statements) {
    const sentence = sentenceOf(statementText(id));
    if (sentence.words <= mostWords) return { id, text: sentence.quotation };
    if (sentence.words > mostOfLong) continue;
    if (shortest === undefined || sentence.length < shortest.sentence.length)
      shortest = { id, sentence };
  }
  return shortest === undefined
    ? undefined
    : { id: shortest.id, text: shortest.sentence.quotation };
}

interface Sentence {
  readonly words: number;
  /** Characters. */
  readonly length: number;
  readonly quotation: string;
}

/** The guideline's sentences, each read once: they are few, and every card quotes one of them. */
const sentences = new Map<string, Sentence>();

function sentenceOf(text: string): Sentence {
  const known = sentences.get(text);
  if (known !== undefined) return known;
  const sentence = {
    words: text.split(' ').length,
    length: text.length,
    quotation: `> Guideline: “${escapeMarkdown(text)}”`,
  };
  sentences.set(text, sentence);
  return sentence;
}
