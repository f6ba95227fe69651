/**
 * Text in the characters that the fragment of a URL may hold (RFC 3986, section 3.5), for JSON in a link: most of it
 * stays as it is, what JSON is made of becomes one character that texts hardly use, and all else `$` and four hexadecimal
 * digits of its UTF-16 unit. It takes a tenth of the time of compressing, and no more than percent-encoding would
 * make of the letters alone.
 */
export function asFragment(text: string): string {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += 1) {
    const known = written[bytes[at] ?? 0] ?? 0;
    if (known === 0) return escaped(text);
    bytes[at] = known;
  }
  return decoder.decode(bytes);
}

/** The same, character by character, for a text that holds some that have to be written in digits. */
function escaped(text: string): string {
  let fragment = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const known = written[unit] ?? 0;
    fragment += known === 0 ? `$${unit.toString(16).padStart(4, '0')}` : String.fromCharCode(known);
  }
  return fragment;
}

/** The text of a fragment that was written so. */
export function ofFragment(fragment: string): string {
  return fragment.replace(/[_~*!]|\$([0-9a-f]{4})/g, (found, digits: string | undefined) =>
    digits === undefined
      ? (meant.get(found) ?? found)
      : String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

const stead = [
  [' ', '_'],
  ['"', '~'],
  ['[', '*'],
  [']', '!'],
] as const;
const meant: ReadonlyMap<string, string> = new Map(
  stead.map(([text, fragment]) => [fragment, text]),
);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Characters that stay as they are, beside letters and digits. */
const plain = '.,:;/?=()@-';

/** For each ASCII character the one that is written in its place; 0 for those that are written in digits. */
const written = Uint8Array.from({ length: 128 }, (_none, code) => {
  const character = String.fromCharCode(code);
  const [, fragment] = stead.find(([text]) => text === character) ?? [];
  if (fragment !== undefined) return fragment.charCodeAt(0);
  return /[A-Za-z0-9]/.test(character) || plain.includes(character) ? code : 0;
});
