import type { Policy } from './policy.ts';

const known = new WeakMap<Policy['sections'], ReadonlyMap<string, string>>();

/** A policy's own sentence. An unknown id is a bug and throws. */
export function statementText({ sections }: Pick<Policy, 'sections'>, id: string): string {
  const text = textsOf(sections).get(id);
  if (text === undefined) throw new Error(`no statement ${id} in the guideline`);
  return text;
}

function textsOf(sections: Policy['sections']): ReadonlyMap<string, string> {
  const found = known.get(sections);
  if (found !== undefined) return found;
  const texts = new Map(
    sections.flatMap(({ statements }) => statements.map(({ id, text }) => [id, text])),
  );
  known.set(sections, texts);
  return texts;
}
