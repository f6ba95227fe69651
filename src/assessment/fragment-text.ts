/**
 * Text in the characters that the fragment of a URL may hold (RFC 3986, section 3.5), for JSON in a link: most of it
 * stays as it is, what JSON is made of becomes one character that texts hardly use, and all else `$` and four hexadecimal
 * digits of its UTF-16 unit. It takes a tenth of the time of compressing, and no more than percent-encoding would
 * make of the letters alone.
 */
export function asFragment(text: string): string {
  const known = text.replace(others, (character) => {
    const digits = character.charCodeAt(0).toString(16);
    return `$${digits.padStart(4, '0')}`;
  });
  const bytes = new Uint8Array(known.length);
  for (let at = 0; at < known.length; at += 1) {
    bytes[at] = written[known.charCodeAt(at)] ?? 0;
  }
  return ascii.decode(bytes);
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

const ascii = new TextDecoder();

/** Characters that are written as `$` and four hexadecimal digits. */
const others = /[^A-Za-z0-9.,:;/?=()@ "[\]-]/g;

/** For each ASCII character the one that is written in its place. */
const written = Uint8Array.from({ length: 128 }, (_none, code) => {
  const character = String.fromCharCode(code);
  const [, fragment = character] = stead.find(([text]) => text === character) ?? [];
  return fragment.charCodeAt(0);
});
