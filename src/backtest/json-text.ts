/**
 * Values in the text of a JSON object that has no blanks between its parts, found without parsing it. Patterns and
 * comparisons of whole texts do it: going through a text character by character takes as long as to parse it.
 */

const text = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"';
const plain = '[^"{}[\\]]*';

/** A list or an object with others in it, so many levels deep. */
function nested(levels: number): string {
  const inner = levels === 0 ? text : `(?:${text}|${nested(levels - 1)})`;
  return `[{[]${plain}(?:${inner}${plain})*[}\\]]`;
}

/** A text, a list or an object. Whether it is JSON it doesn't tell, only where it ends if it is. */
const value = new RegExp(`${text}|${nested(5)}`, 'y');

/** The place behind the text, list or object that begins at a place; -1 where none does that is as simple as most are. */
function endOfValue(json: string, from: number): number {
  value.lastIndex = from;
  return value.test(json) ? value.lastIndex : -1;
}

/** A JSON value; undefined where a text is none. */
export function parsed(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

/** The value of the member of a name that begins at a place, and the place behind it; undefined where none does. */
export function memberAt(
  name: string,
  json: string,
  at: number,
): { readonly value: unknown; readonly end: number } | undefined {
  if (!json.startsWith(`"${name}":`, at)) return undefined;
  const from = at + name.length + '"":'.length;
  const end = endOfValue(json, from);
  const read = end < 0 ? undefined : parsed(json.slice(from, end));
  return read && { value: read.value, end };
}

/** A member as it is written, and what its value means. */
interface Remembered<Result> {
  readonly text: string;
  readonly result: Result;
}

/** A comma or a closing brace. */
function isEnd(character: number): boolean {
  return character === 0x2c || character === 0x7d;
}

/** What is remembered is what many records share: codes, categories, units. */
const longestText = 600;
const mostTexts = 2000;
/** Of the members that came last so many are looked for first. */
const mostRecent = 8;

/**
 * The member that begins at a place, remembered by its text: those of an export repeat each other. Bounded, as memory is
 * not to grow with the export. Undefined where no member of the name begins there.
 * @param read what its value means; gives the same for the same value
 */
export function remembered<Result>(
  name: string,
  read: (value: unknown) => Result,
): (json: string, at: number) => Remembered<Result> | undefined {
  const known = new Map<string, Remembered<Result>>();
  const recent: Remembered<Result>[] = [];
  let next = 0;
  return (json, at) => {
    for (let which = 0; which < recent.length; which += 1) {
      const one = recent[which];
      if (one === undefined) continue;
      const end = at + one.text.length;
      if (isEnd(json.charCodeAt(end)) && json.slice(at, end) === one.text) return one;
    }
    if (!json.startsWith(`"${name}":`, at)) return undefined;
    const from = at + name.length + '"":'.length;
    const end = endOfValue(json, from);
    if (end < 0) return undefined;
    const given = json.slice(at, end);
    let found = known.get(given);
    if (found === undefined) {
      const fresh = parsed(json.slice(from, end));
      if (fresh === undefined) return undefined;
      // A copy: the text is a part of a line, which would be kept with it.
      found = { text: Buffer.from(given).toString(), result: read(fresh.value) };
      if (given.length > longestText) return found;
      if (known.size >= mostTexts) known.clear();
      known.set(found.text, found);
    }
    recent[next] = found;
    next = (next + 1) % mostRecent;
    return found;
  };
}
