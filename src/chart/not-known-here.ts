import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { isImagingSection } from '../terminology/report-codes.ts';
import { namesImaging, namesSpine } from '../terminology/study-words.ts';
import { canonicalSystem } from '../terminology/systems.ts';
import { chartDate, isFuture, today } from './dates.ts';
import { effectiveOf } from './effective-date.ts';
import { codingsOf, type Fields, fieldsOf, hasCode, listOf, shortened, wordsOf } from './fields.ts';
import { unknownRecordDays } from './how-long.ts';
import type { ChartDate, UnreadEvidence } from './types.ts';

/** A report of imaging whose study no list knows: named, since it may be the film that is missed. Undefined for any other. */
export function unknownReport(
  report: Fields,
  reference: string,
  asOf: Date,
): UnreadEvidence | undefined {
  const isImaging = listOf(report.category).some((one) => hasCode(one, isImagingSection));
  const date = effectiveOf(report);
  if (!isImaging || !isOfLately(date, asOf)) return undefined;
  const words = wordsOf(report.code);
  if (!isLocal(report.code) || isElsewhereInWords(words)) return undefined;
  if (namesImaging(words) && !namesSpine(words)) return undefined;
  const text = `A radiology report${of(date)} is there whose study ("${shortened(words)}") is not known here`;
  return { reference, text, counts: true, onCard: { about: 'imaging', text } };
}

/** So many procedures of one unknown code look like sessions of a treatment. */
const fewestSessions = 3;

/** Procedures of one local code, again and again: named, since they may be the treatment that is missed. */
export function unknownSessions(
  procedures: readonly (readonly [fields: Fields, reference: string])[],
  asOf: Date,
): readonly UnreadEvidence[] {
  const byName = new Map<string, string[]>();
  for (const [{ code, performedDateTime, performedPeriod, status }, reference] of procedures) {
    const words = wordsOf(code);
    const date = chartDate(performedDateTime) ?? chartDate(fieldsOf(performedPeriod)?.start);
    if (status !== 'completed' || words === '' || !isOfLately(date, asOf)) continue;
    if (!isLocal(code) || isElsewhereInWords(words)) continue;
    byName.set(words, [...(byName.get(words) ?? []), reference]);
  }
  return [...byName].flatMap(([words, references]) => {
    const [reference] = references;
    if (reference === undefined || references.length < fewestSessions) return [];
    const text = `${references.length} procedures "${shortened(words)}" are there that are not known here`;
    return [
      { reference, text, counts: true as const, onCard: { about: 'treatment' as const, text } },
    ];
  });
}

/** Only a site's own codes stand there, or none. */
function isLocal(concept: unknown): boolean {
  return codingsOf(concept).every(({ system }) => !published.has(canonicalSystem(system) ?? ''));
}

const published: ReadonlySet<string> = new Set(['cpt', 'hcpcs', 'loinc', 'snomed', 'icd10pcs']);

function isOfLately(date: ChartDate | undefined, asOf: Date): boolean {
  return (
    date === undefined || (!isFuture(date, asOf) && today(asOf) - date.latest <= unknownRecordDays)
  );
}

function of(date: ChartDate | undefined): string {
  return date === undefined ? '' : ` of ${date.text.slice(0, 10)}`;
}
