import { regionsInText } from '../terminology/body-sites.ts';
import {
  isEpiduralInjection,
  isSpineSurgeryReferral,
  type SurgeryMatch,
  surgeryOfCoding,
} from '../terminology/procedures.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  regionsOfSites,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import type { PlannedProcedureFact, SurgeryFact } from './types.ts';

function surgeryCoded(concept: unknown): SurgeryMatch | undefined {
  return firstMeaning(concept, surgeryOfCoding);
}

/** Where it was done: the code's own regions, else the body sites', else those its words name. */
function regionsOfProcedure(match: SurgeryMatch, resource: Fields): readonly BodyRegion[] {
  if (match.regions.length > 0) return match.regions;
  const sites = regionsOfSites(resource.bodySite);
  return sites.length > 0 ? sites : regionsInText(wordsOf(resource.code));
}

/** A completed operation on the spine, an augmentation or a stimulator procedure. */
export function surgeryFact(
  procedure: Fields,
  reference: string,
  asOf: Date,
): SurgeryFact | undefined {
  if (procedure.status !== 'completed') return undefined;
  const match = surgeryCoded(procedure.code);
  if (match === undefined) return undefined;
  const period = fieldsOf(procedure.performedPeriod);
  const date =
    chartDate(procedure.performedDateTime) ?? chartDate(period?.end) ?? chartDate(period?.start);
  if (date !== undefined && isFuture(date, asOf)) return undefined;
  return {
    kind: match.kind,
    regions: regionsOfProcedure(match, procedure),
    date,
    evidence: cite(reference, date, wordsWithCode(procedure.code)),
  };
}

/** A procedure in preparation (Procedure `preparation` or `not-started`). */
export function preparedProcedure(
  procedure: Fields,
  reference: string,
): PlannedProcedureFact | undefined {
  if (procedure.status !== 'preparation' && procedure.status !== 'not-started') return undefined;
  const period = fieldsOf(procedure.performedPeriod);
  return planned(
    procedure,
    reference,
    chartDate(procedure.performedDateTime) ?? chartDate(period?.start),
  );
}

const urgent = new Set(['urgent', 'asap', 'stat']);

/** An active order of an intervention: epidural injection, spine surgery, or urgent referral to a spine surgeon. */
export function orderedProcedure(
  request: Fields,
  reference: string,
): PlannedProcedureFact | undefined {
  if (request.status !== 'active' || request.doNotPerform === true) return undefined;
  const period = fieldsOf(request.occurrencePeriod);
  const date = chartDate(request.occurrenceDateTime) ?? chartDate(period?.start);
  const found = planned(request, reference, date);
  if (found !== undefined) return found;
  const { priority } = request;
  if (typeof priority !== 'string' || !urgent.has(priority)) return undefined;
  const words = [request.code, ...listOf(request.performerType)].map(wordsOf).join(' ');
  const referral = codingsOf(request.code).some(({ system, code, display }) =>
    isSpineSurgeryReferral(system, code, display),
  );
  if (!referral && !isSpineSurgeryReferral(undefined, undefined, words)) return undefined;
  return {
    kind: 'urgent-spine-referral',
    date,
    evidence: { reference, text: wordsOf(request.code) },
  };
}

function planned(
  resource: Fields,
  reference: string,
  date: PlannedProcedureFact['date'],
): PlannedProcedureFact | undefined {
  const injection = codingsOf(resource.code).some(({ system, code }) =>
    isEpiduralInjection(system, code),
  );
  const kind = injection ? 'epidural-injection' : surgeryCoded(resource.code)?.kind;
  if (kind === undefined) return undefined;
  return {
    kind: kind === 'augmentation' ? 'kyphoplasty' : kind,
    date,
    evidence: cite(reference, date, wordsWithCode(resource.code)),
  };
}
