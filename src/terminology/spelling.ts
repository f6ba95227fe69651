import { remembering } from './remember.ts';

/** Words for what cannot wait, as they are usually written. */
const usual =
  `abscess anesthesia paresthesia paresthesias hypoesthesia hematoma aneurysm fracture fractures fractured paraparesis paraplegia progressive incontinence retention
  osteomyelitis discitis diskitis dissection metastasis metastases metastatic malignancy weakness numbness myelopathy paralysis paralyzed saddle`.split(
    /\s+/,
  );
const known: ReadonlySet<string> = new Set(usual);

/** By their first letter. */
const byLetter = new Map<string, readonly string[]>();
for (const word of usual) {
  const letter = word[0] ?? '';
  byLetter.set(letter, [...(byLetter.get(letter) ?? []), word]);
}

const shortest = 6;

/** A word as it is usually written: American, and without one letter wrong, missing or too many in a word that must not be missed. */
export function usualSpelling(word: string): string {
  return word.length < shortest ? word : spelledUsually(word);
}

const spelledUsually = remembering((word: string): string => {
  const american = word
    .replaceAll('ae', 'e')
    .replace(/(?<=tum)our/, 'or')
    .replace(/paralysed$/, 'paralyzed');
  if (known.has(american)) return american;
  return byLetter.get(american[0] ?? '')?.find((one) => isOneSlipFrom(american, one)) ?? american;
});

/** Whether two words differ by one letter, or by two that changed places. */
function isOneSlipFrom(word: string, other: string): boolean {
  const longer = word.length - other.length;
  if (longer < -1 || longer > 1 || other.length < 7) return false;
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  const rest = word.slice(same);
  const otherRest = other.slice(same);
  if (longer === 1) return rest.slice(1) === otherRest;
  if (longer === -1) return rest === otherRest.slice(1);
  if (rest.slice(1) === otherRest.slice(1)) return true;
  return (
    rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2)
  );
}

/** Where the mark of a number stands for a fracture: "# L1", "C-spine #". */
const fractureMark =
  /#(?=\s?(?:[ctl]\d|of\b|(?:lumbar|thoracic|cervical|[ctl][- ]?spine|vertebra)))|(?<=(?:spine|vertebrae?|\b[ctl]\d{1,2})\s?)#(?!\d)/gi;

/** Marks as typesetters and web pages write them: "can’t", "foot&nbsp;drop", "2⁄5". */
export function withPlainMarks(text: string): string {
  if (!/[&’‘ʼ⁄∕\u00a0\u202f]/.test(text)) return text;
  return text
    .replaceAll(/&nbsp;|&#(?:160|x0*a0);|[\u00a0\u202f]/gi, ' ')
    .replaceAll(/[’‘ʼ]|&(?:apos|rsquo|#39|#8217);/g, "'")
    .replaceAll(/[⁄∕]|&frasl;/g, '/')
    .replaceAll('&amp;', '&');
}

/** A text in the usual spelling, a mark for a fracture written out. */
export function inUsualSpelling(given: string): string {
  const text = withPlainMarks(given);
  const marked = text.includes('#') ? text.replaceAll(fractureMark, ' fracture ') : text;
  const written = marked
    .replaceAll(/\bprog\.(?=\s)/gi, 'progressive')
    .replaceAll(/\bbil(?:at)?\.(?=\s)/gi, 'bilateral');
  return written.replaceAll(/[a-z]{6,}/gi, (word) => {
    const lower = word.toLowerCase();
    const usually = usualSpelling(lower);
    return usually === lower ? word : usually;
  });
}

/** What word processors and web pages write for the characters of a keyboard. */
const typographic =
  /[\u2018\u2019\u201b\u02bc\u2044\u2215\u00a0]|&(?:nbsp|amp|lt|gt|quot|apos|[lr]squo|frasl|#\d{2,4}|#x[\da-f]{2,4});/gi;

const plainCharacters: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u2044': '/',
  '\u2215': '/',
  '\u00a0': ' ',
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
  frasl: '/',
};

/** A text with its typographic apostrophes, fraction bars and hard spaces, and the entities of HTML, as a keyboard writes them. */
export function withPlainCharacters(text: string): string {
  return text.search(typographic) === -1 ? text : text.replaceAll(typographic, plainCharacter);
}

function plainCharacter(written: string): string {
  const name = written.replace(/^&|;$/g, '').toLowerCase();
  if (!name.startsWith('#')) return plainCharacters[name] ?? written;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const character = String.fromCharCode(code);
  return plainCharacters[character] ?? character;
}
