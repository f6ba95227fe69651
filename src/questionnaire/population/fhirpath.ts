/** Pieces of FHIRPath (2.0, normative) that expressions are put together from. */

/** The day of a date, a dateTime or an instant, as it was written. */
export function day(path: string): string {
  return `${path}.toString().substring(0, 10).toDate()`;
}

/** The latest of some days. */
export function latest(days: string): string {
  return `(${days}).aggregate(iif($total.empty() or $this > $total, $this, $total))`;
}

/** The earlier of two days. */
export function earlier(one: string, other: string): string {
  return `iif(${one} < ${other}, ${one}, ${other})`;
}

/** The values where all say the same; nothing where they contradict each other. */
export function agreed(values: string): string {
  return `iif((${values}).distinct().count() = 1, (${values}).first())`;
}

/** A set of codes to compare with `in`. */
export function oneOf(codes: readonly string[]): string {
  return `(${codes.map((code) => `'${code}'`).join(' | ')})`;
}

/** Words that stand by themselves in a text in lower case. */
export function words(phrases: readonly string[]): string {
  return `(^|[^a-z0-9])(${phrases.map((phrase) => phrase.replaceAll(' ', '[ -]')).join('|')})([^a-z0-9]|$)`;
}
