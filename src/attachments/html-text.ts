import { Parser } from 'htmlparser2';

/** Elements that begin a line of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody tr ul'.split(
    ' ',
  ),
);

/** How the cells of a table's row are parted: each on a line of its own, or as words of one line. */
export type Cells = '\n' | ' ';

const cellNames: ReadonlySet<string> = new Set(['td', 'th']);

/** Elements whose content nobody reads. */
const unseen: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template', 'title']);

/** The words of HTML or XHTML as plain text, a line for each block. Nothing is ever shown as HTML. */
export function textOfHtml(html: string, cells: Cells = '\n'): string {
  const parts: string[] = [];
  const breakAt = (name: string): void => {
    if (blocks.has(name)) parts.push('\n');
    else if (cellNames.has(name)) parts.push(cells);
  };
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (unseen.has(name)) hidden += 1;
      else breakAt(name);
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden -= 1;
      else breakAt(name);
    },
    ontext(text) {
      if (hidden === 0) parts.push(text.replaceAll(/\s+/g, ' '));
    },
  });
  parser.end(html);
  return parts
    .join('')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
