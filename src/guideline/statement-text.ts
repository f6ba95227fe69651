import { sections } from './sections/index.ts';

const texts: ReadonlyMap<string, string> = new Map(
  sections
    .flatMap((section) => section.statements)
    .map((statement) => [statement.id, statement.text]),
);

/** The guideline's own sentence. An unknown id is a bug and throws. */
export function statementText(id: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new Error(`no statement ${id} in the guideline`);
  return text;
}
