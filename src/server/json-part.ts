/**
 * The text of a member of a JSON object. Of several members with one name the last counts, as for JSON.parse.
 * @param text a JSON text that JSON.parse has taken
 * @param path the names that lead to the member: `['context', 'draftOrders']`
 */
export function jsonPart(text: string, path: readonly string[]): string | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return text;
  let found: string | undefined;
  let at = afterBlanks(text, 0);
  if (text[at] !== '{') return undefined;
  at = afterBlanks(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = afterString(text, at);
    const start = afterBlanks(text, afterBlanks(text, nameEnd) + 1);
    const end = afterValue(text, start);
    if (JSON.parse(text.slice(at, nameEnd)) === name) found = text.slice(start, end);
    at = afterBlanks(text, end);
    if (text[at] === ',') at = afterBlanks(text, at + 1);
  }
  return found === undefined ? undefined : jsonPart(found, rest);
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** @param from where its opening quotation mark stands */
function afterString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === backslash) at += 1;
    else if (character === quotationMark) return at + 1;
  }
  return text.length;
}

const backslash = 0x5c;
const quotationMark = 0x22;

/** Not by recursion: what others wrote may be nested deeper than calls can be. */
function afterValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const character = text[at] ?? '';
    if (depth === 0 && /[,}\]\s]/.test(character)) return at;
    if (character === '"') {
      at = afterString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return text.length;
}
