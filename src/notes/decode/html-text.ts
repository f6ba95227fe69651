import { Parser } from 'htmlparser2';

/** Elements that begin a line of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td th tr ul'.split(
    ' ',
  ),
);

/** Elements whose content nobody reads. */
const unseen: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template', 'title']);

/** The words of HTML or XHTML as plain text, a line for each block. Nothing is ever shown as HTML. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (unseen.has(name)) hidden += 1;
      else if (blocks.has(name)) parts.push('\n');
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden -= 1;
      else if (blocks.has(name)) parts.push('\n');
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
