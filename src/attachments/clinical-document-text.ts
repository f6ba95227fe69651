import { Parser } from 'htmlparser2';

/** Elements of a section's text that begin a line of their own. */
const blocks: ReadonlySet<string> = new Set(
  'title text paragraph list item caption table thead tbody tfoot tr td th br section'.split(' '),
);

/**
 * The words of a C-CDA document as plain text: the titles and texts of its sections, a line for each block. What
 * its header and its coded entries hold is left out. Nothing where the XML is of another kind.
 */
export function textOfClinicalDocument(xml: string): string {
  const parts: string[] = [];
  const open: string[] = [];
  /** How many elements stood open where a section's title or text began. */
  let told = Number.POSITIVE_INFINITY;
  const parser = new Parser(
    {
      onopentagname(name) {
        const isOfSection = open.at(-1) === 'section' && (name === 'title' || name === 'text');
        open.push(name);
        if (isOfSection && told > open.length) told = open.length;
        if (blocks.has(name)) parts.push('\n');
      },
      onclosetag(name) {
        if (blocks.has(name)) parts.push('\n');
        open.pop();
        if (open.length < told) told = Number.POSITIVE_INFINITY;
      },
      ontext(text) {
        if (open.length >= told) parts.push(text.replaceAll(/\s+/g, ' '));
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return parts
    .join('')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
