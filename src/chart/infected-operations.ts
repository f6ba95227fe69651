import type { Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { isCurrentCondition } from './condition-facts.ts';
import { chartDate, today } from './dates.ts';
import { type Fields, hasCode, shortened, wordsWithCode } from './fields.ts';
import { referenceTo } from './references.ts';
import type { ConditionFact, SurgeryFact } from './types.ts';

/** ICD-10-CM, infection following a procedure: not specified, superficial, other; the operation is not named. */
const isInfected = ofConcept((code) =>
  hasCode(code, (one) => /^T81\.?4[019][0-9A-Z]*$/i.test(one.trim()) && !/S$/i.test(one.trim())),
);

/** So long after an operation its wound or implants may be what is infected. */
const daysAfter = 90;

const infection: ReadonlySet<Concept> = new Set<Concept>(['possible-spinal-infection']);

/** An infection that follows an operation of which its code does not tell, within weeks of one on the spine: it is asked about. */
export function infectedOperations(
  records: readonly Fields[],
  surgeries: readonly SurgeryFact[],
  asOf: Date,
): readonly ConditionFact[] {
  const recent = surgeries.flatMap(({ date, regions }) => {
    const age = date === undefined ? Number.NaN : today(asOf) - date.latest;
    return age >= 0 && age <= daysAfter ? [regions] : [];
  });
  if (recent.length === 0) return [];
  return records.flatMap((record) => {
    if (record.resourceType !== 'Condition' || !isInfected(record.code)) return [];
    if (!isCurrentCondition(record)) return [];
    const date = chartDate(record.recordedDate) ?? chartDate(record.onsetDateTime);
    const evidence = cite(referenceTo(record), date, shortened(wordsWithCode(record.code)));
    const fact = askedFact(infection, [...new Set(recent.flat())], date, evidence);
    return [{ ...fact, certainty: 'known', current: true, spokenOn: undefined }];
  });
}
