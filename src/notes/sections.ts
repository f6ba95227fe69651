import sectionNames from './data/sections.json' with { type: 'json' };
import { Tokens } from './tokens.ts';
import { addSign, sign } from './words.ts';

/**
 * The kinds of part that a note or a report has, as `data/sections.json` names their headings; and what the note
 * itself takes back, what it denies in a list or an answer, and what an answer affirms.
 */
export type Section = keyof typeof sectionNames | 'none' | 'withdrawn' | 'denied' | 'affirmed';

const kinds = new Map<string, Section>();
for (const kind of keysOf(sectionNames)) {
  for (const name of sectionNames[kind].split(/,\s*/))
    kinds.set(nameOf(tokensOfLine(name, 0, name.length), 0, 0, name.length), kind);
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}

function tokensOfLine(text: string, from: number, to: number): Tokens {
  const tokens = new Tokens(text);
  tokens.read(from, to);
  return tokens;
}

/** The letters of a heading between two places, in lower case. @param first its first token */
function nameOf(tokens: Tokens, first: number, from: number, to: number): string {
  const end = withoutBrackets(tokens.text, from, to);
  let name = '';
  for (let at = first; at < tokens.count && tokens.startAt(at) < end; at += 1) {
    const word = tokens.wordAt(at);
    if (word >= 'a' && word < '{') name += name === '' ? word : ` ${word}`;
  }
  return name;
}

/** "PATIENT INSTRUCTIONS (after visit summary)" is named by what stands before the bracket. */
function withoutBrackets(text: string, from: number, to: number): number {
  const name = text.slice(from, to);
  const at = name.indexOf('(');
  return at > 0 && name.trimEnd().endsWith(')') ? from + at : to;
}

const longestHeading = 40;

/** Words that headings of advice begin with: "Wound care instructions". */
const adviceBegins =
  'post postop postoperative procedure injection wound activity home care aftercare written verbal spine back safety exercise medication'.split(
    ' ',
  );

/** The words that headings begin with. */
addSign(
  sign.heading,
  [...kinds.keys(), ...adviceBegins].flatMap((name) => name.split(' ')[0] ?? []),
);

/** Whether a line's first words up to a blank have one that headings begin with; most lines have none. */
function beginsAsHeading(tokens: Tokens, first: number, to: number): boolean {
  const { text } = tokens;
  let at = first;
  while (at < tokens.count && !isLetter(text.charCodeAt(tokens.startAt(at)))) at += 1;
  for (let end = tokens.startAt(at); at < tokens.count; at += 1) {
    // A blank parts this token from the one before.
    if (tokens.startAt(at) >= to || hasBlank(text, end, tokens.startAt(at))) return false;
    if ((tokens.signsAt(at) & sign.heading) !== 0) return true;
    end = tokens.endAt(at);
  }
  return false;
}

function hasBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) <= 32) return true;
  return false;
}

function isLetter(code: number): boolean {
  const folded = code | 0x20;
  return folded >= 97 && folded <= 122;
}

/** A heading at the beginning of a line, and where what it heads begins. */
export interface Heading {
  readonly section: Section;
  readonly name: string;
  readonly end: number;
}

/** The heading of the line between two places, which was not taken apart: see {@link headingAt}. */
export function headingOf(text: string, from: number, to: number): Heading | undefined {
  return headingAt(tokensOfLine(text, from, Math.min(to, from + longestHeading + 1)), 0, from, to);
}

/**
 * The heading of the line between two places: "PLAN:", "Past Medical History - …" or a line that is nothing but
 * the name of a section. Undefined where the line begins with none that is known.
 * @param first the first token of the line
 */
export function headingAt(
  tokens: Tokens,
  first: number,
  from: number,
  to: number,
): Heading | undefined {
  const last = Math.min(to, from + longestHeading);
  if (!beginsAsHeading(tokens, first, last)) return undefined;
  const { text } = tokens;
  let end = from;
  while (end < last && !isColon(text, end, to)) end += 1;
  if ((end === last && last < to) || !beginsAsHeading(tokens, first, end)) return undefined;
  const name = nameOf(tokens, first, from, end);
  const section = kinds.get(name) ?? (adviceEnds.test(name) ? 'instructions' : undefined);
  return section === undefined ? undefined : { section, name, end: end === to ? to : end + 1 };
}

/** "Post-procedure instructions", "wound care teaching": what their last word names is advice. */
const adviceEnds =
  /^[a-z]+(?: [a-z]+){0,3} (?:instructions?|precautions?|teaching|advice|education|handout)$/;

const [colon, tabulator, hyphen, enDash, emDash] = [0x3a, 0x09, 0x2d, 0x2013, 0x2014];

/** A colon, a tabulator, or a dash with a space on either side. */
function isColon(text: string, at: number, to: number): boolean {
  const code = text.charCodeAt(at);
  if (code === colon || code === tabulator) return true;
  if (code !== hyphen && code !== enDash && code !== emDash) return false;
  return at + 1 < to && text.charAt(at + 1) === ' ' && text.charAt(at - 1) === ' ';
}
