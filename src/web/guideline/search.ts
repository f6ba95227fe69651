import type {
  ListedGuideline,
  ListedSection,
  ListedStatement,
} from '../../server/routes/web-types.ts';

/** The sections with the statements that hold every word, in their own text, their encoding or their readings. */
export function searched(
  { sections, encodings, readings, settings }: ListedGuideline,
  words: string,
  disposition: string,
): readonly ListedSection[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return sections.flatMap((section) => {
    const kept = section.statements.filter((one) => {
      if (disposition !== '' && one.disposition !== disposition) return false;
      const text = [
        ...[section.title, one.id, one.text],
        ...one.encodedBy.flatMap((id) => [id, encodings[id]?.title ?? '']),
        ...readings
          .filter(({ statements }) => statements.includes(one.id))
          .flatMap(({ id, open, reading }) => [id, open, reading]),
        ...settings.filter(({ statement }) => statement === one.id).map(({ name }) => name),
      ]
        .join(' ')
        .toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    return kept.length === 0 ? [] : [{ ...section, statements: kept }];
  });
}

/** What the statements of a section decide, each id once: under the first sentence that says it, the heading's last. */
export function decidedAt(
  { statements }: ListedSection,
  { decisions }: ListedGuideline,
): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Set<string>();
  const isHeading = ({ id }: ListedStatement): number => (/-(title|stance)$/.test(id) ? 1 : 0);
  return new Map(
    statements
      .toSorted((one, other) => isHeading(one) - isHeading(other))
      .map(({ id, encodedBy }) => {
        const here = encodedBy.filter((by) => Object.hasOwn(decisions, by) && !seen.has(by));
        for (const by of here) seen.add(by);
        return [id, new Set(here)];
      }),
  );
}
