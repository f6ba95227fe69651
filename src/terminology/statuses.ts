/** The codes of FHIR's condition statuses, by the words that systems write in their place. */
const statuses: ReadonlyMap<string, string> = new Map([
  ...each('entered-in-error', 'entered in error, error, erroneous, in error'),
  ...each('refuted', 'refuted, ruled out, disproved, disproven, excluded'),
  ...each('inactive', 'inactive, not active, no longer active, closed, past, historical'),
  ...each('resolved', 'resolved, abated, healed, recovered'),
  ...each('remission', 'remission, in remission, in full remission, in partial remission'),
  ...each('unconfirmed', 'unconfirmed, not confirmed, suspected, possible, probable, presumptive'),
  ...each('provisional', 'provisional, working, working diagnosis, tentative'),
  ...each('differential', 'differential, differential diagnosis'),
  ...each('active', 'active, current'),
  ...each('recurrence', 'recurrence, recurrent'),
  ...each('relapse', 'relapse'),
  ...each('confirmed', 'confirmed, established'),
]);

function each(code: string, words: string): readonly (readonly [string, string])[] {
  return words.split(', ').map((word) => [word, code] as const);
}

/** The status that a code, a display or a text stands for, in whatever case; undefined for words that no list knows. */
export function statusNamed(text: string): string | undefined {
  return (
    statuses.get(text) ??
    statuses.get(
      text
        .trim()
        .toLowerCase()
        .replaceAll(/[-_\s]+/g, ' '),
    )
  );
}
