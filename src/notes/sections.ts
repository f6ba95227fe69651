import sectionNames from './data/sections.json' with { type: 'json' };
import { Tokens, tokensOf } from './tokens.ts';
import { addSign, sign } from './words.ts';

/**
 * The kinds of part that a note or a report has, as `data/sections.json` names their headings; and what the note
 * itself takes back, and what it denies in a list.
 */
export type Section = keyof typeof sectionNames | 'none' | 'withdrawn' | 'denied';

const kinds = new Map<string, Section>();
for (const kind of keysOf(sectionNames)) {
  for (const name of sectionNames[kind].split(/,\s*/))
    kinds.set(nameOf(name, 0, name.length), kind);
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}

/** The letters of a heading, in lower case. */
function nameOf(text: string, from: number, to: number): string {
  return tokensOf(text, from, withoutBrackets(text, from, to))
    .map(({ word }) => word)
    .filter((word) => word >= 'a' && word < '{')
    .join(' ');
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

/** Whether the first word of a line is one that headings begin with; most lines begin with none of theirs. */
function beginsAsHeading(text: string, from: number, to: number): boolean {
  let start = from;
  while (start < to && !isLetter(text.charCodeAt(start))) start += 1;
  let end = start;
  while (end < to && text.charCodeAt(end) > 32) end += 1;
  const tokens = new Tokens(text);
  tokens.read(start, end);
  for (let at = 0; at < tokens.count; at += 1)
    if ((tokens.signsAt(at) & sign.heading) !== 0) return true;
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

/**
 * The heading of the line between two places: "PLAN:", "Past Medical History - …" or a line that is nothing but
 * the name of a section. Undefined where the line begins with none that is known.
 */
export function headingOf(text: string, from: number, to: number): Heading | undefined {
  const last = Math.min(to, from + longestHeading);
  let end = from;
  while (end < last && !isColon(text, end, to)) end += 1;
  if (end === last && last < to) return undefined;
  if (!beginsAsHeading(text, from, end)) return undefined;
  const name = nameOf(text, from, end);
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
