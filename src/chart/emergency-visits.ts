import { regionsInText } from '../terminology/body-sites.ts';
import { emergencyOfReason } from '../terminology/emergency-reasons.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { today } from './dates.ts';
import {
  codingOf,
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  shortened,
  wordsOf,
} from './fields.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/** So many days after an emergency visit what it was for may be what the order is for. */
const acuteDays = 7;

/** What an emergency visit of the last days was for in a word or two ("MVC", "Extremity Weakness"): it is asked about. */
export function emergencyVisitFacts(
  encounter: Fields,
  date: ChartDate | undefined,
  asOf: Date,
): readonly ConditionFact[] {
  if (date === undefined || !isOfEmergency(encounter)) return [];
  const age = today(asOf) - date.latest;
  if (age < 0 || age > acuteDays) return [];
  return listOf(encounter.reasonCode).flatMap((reason) => {
    const said = wordsOf(reason);
    const concept = emergencyOfReason(said);
    if (concept === undefined) return [];
    const evidence = cite(referenceTo(encounter), date, shortened(said));
    return [askedFact(new Set([concept]), regionsInText(said), date, evidence)];
  });
}

/** By its class, or by what it is called. */
function isOfEmergency({ class: ofClass, type }: Fields): boolean {
  const fields = fieldsOf(ofClass);
  const coding = fields === undefined ? undefined : (codingOf(fields) ?? codingsOf(fields)[0]);
  if (coding?.code === 'EMER' || coding?.code === 'E') return true;
  return listOf(type).some((one) =>
    /\b(?:emergency|trauma activation|ED visit)\b/i.test(wordsOf(one)),
  );
}
