import { remembering } from '../terminology/remember.ts';

/** Characters that mean something in GitHub-flavoured Markdown within a line. */
const special = /[\\`*_[\]<>~&|$]/g;
/** What means something at the beginning of a line only: a list, a heading, a rule, a quotation. */
const leading = /^([-+=#]|\d+[.)])/;
/**
 * Characters that steer a terminal, a text direction or a line, that nobody sees, or that are no
 * characters (half of a surrogate pair, U+FFFD, unassigned ones).
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u202f\ufffd]+/gu;
/**
 * What becomes a link without any mark-up: schemes, `www.` and e-mail addresses (GitHub-flavoured
 * Markdown, "Autolinks"), and bare domains, which some renderers link by their ending. Renderers look for
 * these after undoing escapes, so only a character in between keeps them apart.
 */
const automatic =
  /\/\/|www\.|@|mailto:|xmpp:|\.(?=(?:\p{L}{2,3}|aero|asia|coop|info|museum|name|shop)(?![\p{L}\p{N}]))/giu;
/**
 * Text in which no character can begin mark-up or a link. Most sentences are such, and this one test saves the
 * others.
 */
const plain = /^[a-z](?:[a-z0-9 ,()'"%;-]|\/(?!\/)|(?<![op]):|(?<!w)\.(?![a-z]))*$/i;
/** Word joiner: it is not seen, and no line breaks at it. */
const joiner = '\u2060';

/**
 * Text from a chart as text: it can begin no Markdown or HTML construct, no link, no line of its own.
 * Control, invisible and direction-changing characters become a space.
 */
export const escapeMarkdown = remembering((text: string): string => {
  if (plain.test(text) && !text.endsWith(' ')) return text;
  return text
    .replace(unseen, ' ')
    .trim()
    .replace(special, escaped)
    .replace(automatic, apart)
    .replace(leading, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
});

function escaped(mark: string): string {
  if (mark === '<') return '&lt;';
  if (mark === '>') return '&gt;';
  if (mark === '&') return '&amp;';
  return `\\${mark}`;
}

function apart(found: string): string {
  return joiner + [...found].join(joiner) + joiner;
}

/** Text for a label, which is plain text: only unseen characters are taken out. */
function plainText(text: string): string {
  return text.replace(unseen, ' ').trim();
}

/** One line of plain text, cut to `longest` UTF-16 units without halving a character. */
export function oneLine(text: string, longest: number): string {
  const plain = plainText(text);
  if (plain.length <= longest) return plain;
  return `${plainText(plain.slice(0, longest - 1))}…`;
}
