import sectionNames from './data/sections.json' with { type: 'json' };
import { tokensOf } from './tokens.ts';

/** The kinds of part that a note or a report has, as `data/sections.json` names their headings. */
export type Section = keyof typeof sectionNames | 'none';

const kinds = new Map<string, Section>();
for (const kind of keysOf(sectionNames)) {
  for (const name of sectionNames[kind].split(/,\s*/)) kinds.set(keyOf(name), kind);
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}

function keyOf(heading: string): string {
  return tokensOf(heading, 0, heading.length)
    .map(({ word }) => word)
    .filter((word) => /[a-z]/.test(word))
    .join(' ');
}

const longestHeading = 40;

/** A heading at the beginning of a line, and where what it heads begins. */
export interface Heading {
  readonly section: Section;
  readonly end: number;
}

/**
 * The heading of the line between two places: "PLAN:", "Past Medical History - …" or a line that is nothing but
 * the name of a section. Undefined where the line begins with none that is known.
 */
export function headingOf(text: string, from: number, to: number): Heading | undefined {
  const colon = text.indexOf(':', from);
  const end = colon !== -1 && colon < to && colon - from <= longestHeading ? colon : to;
  if (end - from > longestHeading) return undefined;
  const section = kinds.get(keyOf(text.slice(from, end)));
  return section === undefined ? undefined : { section, end: end === to ? to : end + 1 };
}
