import type { Cells } from './html-text.ts';
import { characterOf } from './windows-1252.ts';

/** Groups that hold no words of the document. */
const unseen: ReadonlySet<string> = new Set(
  'fonttbl colortbl stylesheet info pict object themedata listtable listoverridetable rsidtbl generator header footer fldinst xmlnstbl datastore latentstyles'.split(
    ' ',
  ),
);

/** Control words that stand for a character. */
const characters: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: ' ',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};

interface Group {
  readonly hidden: boolean;
  /** How many characters stand in for one of Unicode, to be left out. */
  readonly skip: number;
}

/** The words of a document in RTF as plain text, in one pass; formatting, pictures and tables of fonts are left out. */
export function textOfRtf(rtf: string, cells: Cells = '\n'): string {
  const parts: string[] = [];
  const stack: Group[] = [];
  let group: Group = { hidden: false, skip: 1 };
  let toSkip = 0;
  const say = (text: string): void => {
    if (toSkip > 0) toSkip -= 1;
    else if (!group.hidden) parts.push(text);
  };
  const control = /\\(?:([a-zA-Z]+)(-?\d+)? ?|'([0-9a-fA-F]{2})|([\s\S]))/y;
  let at = 0;
  while (at < rtf.length) {
    const mark = rtf.charAt(at);
    if (mark === '{') {
      stack.push(group);
      at += 1;
    } else if (mark === '}') {
      group = stack.pop() ?? group;
      at += 1;
    } else if (mark === '\\') {
      control.lastIndex = at;
      const found = control.exec(rtf);
      if (found === null) break;
      at = control.lastIndex;
      const [, word, value, byte, symbol] = found;
      if (byte !== undefined) say(characterOf(Number.parseInt(byte, 16)));
      else if (symbol !== undefined) {
        if (symbol === '*') group = { ...group, hidden: true };
        else if (symbol === '~') say(' ');
        else if ('{}\\'.includes(symbol)) say(symbol);
        else if (symbol === '_') say('-');
        else if (symbol === '\n' || symbol === '\r') say('\n');
      } else if (word === 'u' && value !== undefined) {
        toSkip = 0;
        say(String.fromCharCode((Number(value) + 65_536) % 65_536));
        toSkip = group.skip;
      } else if (word === 'uc') group = { ...group, skip: Number(value ?? 1) };
      else if (word !== undefined && unseen.has(word)) group = { ...group, hidden: true };
      else if (word === 'cell') say(cells);
      else if (word !== undefined && Object.hasOwn(characters, word)) say(characters[word] ?? '');
    } else {
      let end = at + 1;
      if (toSkip === 0) while (end < rtf.length && !'{}\\\r\n'.includes(rtf.charAt(end))) end += 1;
      if (mark !== '\n' && mark !== '\r') say(rtf.slice(at, end).replaceAll(/[\r\n]/g, ''));
      at = end;
    }
  }
  return parts.join('').trim();
}
