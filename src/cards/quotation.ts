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
  const known = statements.map((id) => ({ id, text: statementText(id) }));
  const short = known.find(({ text }) => wordsIn(text) <= mostWords);
  const chosen =
    short ??
    known
      .filter(({ text }) => wordsIn(text) <= mostOfLong)
      .toSorted((one, other) => one.text.length - other.text.length)[0];
  return chosen === undefined
    ? undefined
    : { id: chosen.id, text: `> Guideline: “${escapeMarkdown(chosen.text)}”` };
}

function wordsIn(text: string): number {
  return text.split(' ').length;
}
