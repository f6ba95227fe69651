import { type Fields, fields, list, text } from '../json.ts';
import { isAugmentation, isSurgery, isTreatment, ofTheSpine } from './codes.ts';
import { type Days, days, isOnOrAfter } from './days.ts';
import { answers, codesOf, isProblem, type PatientRecord, wordsOf } from './record.ts';

/** Days during which a provider directed a treatment. */
interface Run {
  readonly start: number;
  readonly end: number;
  /** Sessions of therapy, which are one course where no more than 14 days lie between them (reading A57). */
  readonly isOfSessions?: boolean;
}

const daysBetweenSessions = 14;

function isForAnotherComplaint(treatment: Fields, record: PatientRecord): boolean {
  const references = list(treatment.reasonReference).map(({ reference }) => text(reference));
  const named = record.problems.filter((problem) =>
    references.some((reference) => `/${reference}`.endsWith(`/${problem.reference}`)),
  );
  return (
    named.length > 0 &&
    named.length === references.length &&
    named.every((problem) => !ofTheSpine.some((concept) => isProblem(problem, concept)))
  );
}

function period(value: unknown): { start: Days | undefined; end: Days | undefined } {
  const { start, end } = fields(value);
  return { start: days(start), end: days(end) };
}

/** By its name, where its code is no procedure's ("local code with text"). */
function isNamedTreatment(concept: unknown, codes: readonly string[]): boolean {
  const isProcedure = codes.some((code) => /^[A-Z0-9]\d{4}(-|$)/i.test(code));
  return !isProcedure && /therap|exercise|manipulat/.test(wordsOf(concept));
}

function procedureRun(procedure: Fields, today: number): Run | undefined {
  const status = text(procedure.status);
  const codes = codesOf(procedure.code);
  const counts =
    codes.some((code) => isTreatment(code) || /^\d{6,}$/.test(code)) ||
    codes.length === 0 ||
    isNamedTreatment(procedure.code, codes);
  if (!counts || codes.some((code) => isSurgery(code) || isAugmentation(code))) return undefined;
  if (status !== 'completed' && status !== 'in-progress') return undefined;
  const { start, end } = period(procedure.performedPeriod);
  const from = start ?? days(procedure.performedDateTime);
  const until = end?.first ?? (status === 'in-progress' ? today : from?.last);
  return from === undefined || until === undefined
    ? undefined
    : { start: from.last, end: until, isOfSessions: true };
}

function medicationRun(medication: Fields, today: number): Run | undefined {
  const intents = ['order', 'original-order', 'instance-order', 'filler-order'];
  const status = text(medication.status);
  if (!['active', 'completed', 'stopped'].includes(status)) return undefined;
  if (!intents.includes(text(medication.intent))) return undefined;
  const bounds = list(medication.dosageInstruction).map((dosage) =>
    period(fields(fields(dosage.timing).repeat).boundsPeriod),
  );
  const starts = [days(medication.authoredOn), ...bounds.map(({ start }) => start)];
  const from = Math.min(...starts.flatMap((start) => start?.last ?? []));
  const dispensed = fields(medication.dispenseRequest);
  const supply = Number(fields(dispensed.expectedSupplyDuration).value ?? 0);
  const repeats = Number(dispensed.numberOfRepeatsAllowed ?? 0) + 1;
  const ends = [
    ...bounds.flatMap(({ end }) => end?.first ?? []),
    ...(supply > 0 ? [from + supply * 31 * repeats] : []),
    ...(status === 'active' ? [today] : []),
  ];
  return Number.isFinite(from) && ends.length > 0
    ? { start: from, end: Math.max(...ends) }
    : undefined;
}

function planRuns(plan: Fields, today: number): readonly Run[] {
  const whole = period(plan.period);
  const activities = list(plan.activity).map((one) => fields(one.detail));
  return [plan, ...activities].flatMap((activity): Run[] => {
    const { start, end } = period(activity.scheduledPeriod);
    const from = start ?? whole.start;
    if (from === undefined) return [];
    return [{ start: from.last, end: (end ?? whole.end)?.first ?? today }];
  });
}

function attestedRuns(record: PatientRecord, coded: readonly Run[], start?: Days): readonly Run[] {
  if (says(record, 'trial-of-treatment.provider-directed', start) === false) return [];
  const dates = (linkId: string) =>
    answers(record, linkId, start).flatMap((value) => days(value) ?? []);
  const starts = dates('trial-of-treatment.start').map((date) => date.last);
  const ends = dates('trial-of-treatment.end').map((date) => date.first);
  if (starts.length === 0 && ends.length === 0) {
    const isOngoing = says(record, 'trial-of-treatment.ongoing', start) === true;
    return isOngoing ? coded.map((run) => ({ start: run.start, end: record.today })) : [];
  }
  const from = [...starts, ...coded.map((run) => run.start)];
  const until = [...ends, ...coded.map((run) => run.end)];
  if (says(record, 'trial-of-treatment.ongoing', start) === true) until.push(record.today);
  return from.flatMap((first) => until.map((last) => ({ start: first, end: last })));
}

/** What a yes-or-no item says, taken for a yes where equally new forms disagree; undefined where it is silent. */
export function says(record: PatientRecord, linkId: string, start?: Days): boolean | undefined {
  const given = answers(record, linkId, start).filter((value) => typeof value === 'boolean');
  return given.length === 0 ? undefined : given.includes(true);
}

/** The runs of treatment, overlapping and adjacent ones joined, of days on or after a day and until today. */
export function runsOfTreatment(record: PatientRecord, start?: Days): readonly Run[] {
  const coded = record.all
    .filter((resource) => !isForAnotherComplaint(resource, record))
    .flatMap((resource): readonly Run[] => {
      if (resource.resourceType === 'Procedure')
        return [procedureRun(resource, record.today)].flatMap((run) => run ?? []);
      if (resource.doNotPerform === true) return [];
      if (resource.resourceType === 'MedicationRequest') {
        return [medicationRun(resource, record.today)].flatMap((run) => run ?? []);
      }
      const isPlan = resource.resourceType === 'CarePlan';
      const counts = !['draft', 'entered-in-error', 'revoked'].includes(text(resource.status));
      return isPlan && counts ? planRuns(resource, record.today) : [];
    });
  const clipped = [...coded, ...attestedRuns(record, coded, start)]
    .map((run) => ({
      ...run,
      start: Math.max(run.start, start?.first ?? run.start),
      end: Math.min(run.end, record.today),
    }))
    .filter((run) => run.start <= run.end)
    .sort((one, other) => one.start - other.start);
  const joined: Run[] = [];
  for (const run of clipped) {
    const last = joined.at(-1);
    const isCourse = last?.isOfSessions === true && run.isOfSessions === true;
    if (last !== undefined && run.start <= last.end + (isCourse ? daysBetweenSessions : 1)) {
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, run.end) };
    } else joined.push(run);
  }
  return joined;
}

/** Whether anything says that a treatment did not help, and nothing newer that it did. */
export function hasFailed(record: PatientRecord, start?: Days): boolean {
  if (says(record, 'trial-of-treatment.failed', start) === true) return true;
  const attested = answers(record, 'trial-of-treatment.outcome', start);
  if (attested.includes('failed')) return true;
  return record.all.some((resource) => {
    if (resource.resourceType === 'Procedure') {
      const codes = codesOf(resource.outcome);
      if (isForAnotherComplaint(resource, record)) return false;
      return (
        codes.includes('385671000') || (codes.length === 0 && wordsOf(resource.outcome) !== '')
      );
    }
    const failed = ['not-achieved', 'no-change', 'worsening', 'not-attainable'];
    return (
      resource.resourceType === 'Goal' &&
      resource.lifecycleStatus !== 'entered-in-error' &&
      !/weight|knee/i.test(wordsOf(resource.description)) &&
      codesOf(resource.achievementStatus).some((code) => failed.includes(code))
    );
  });
}

/** What a trial of treatment lacks, and the clinical re-evaluation after it. */
export function lacksOfTrial(record: PatientRecord, start?: Days): readonly string[] {
  const lacks: string[] = [];
  const runs = runsOfTreatment(record, start);
  const whole = says(record, 'trial-of-treatment', start);
  if (whole === false) lacks.push('trial-of-treatment: attested as missing');
  if (whole === undefined) {
    const part = (id: string): boolean | undefined =>
      says(record, `trial-of-treatment.${id}`, start);
    const long = runs.filter((run) => run.end - run.start >= 42);
    if (part('duration') === false || (part('duration') === undefined && long.length === 0)) {
      lacks.push('trial-of-treatment.duration: no 42 days');
    }
    const recent = runs.some((run) => record.today - run.end <= 84);
    if (part('recent') === false || (part('recent') === undefined && !recent)) {
      lacks.push('trial-of-treatment.recent: none within 84 days');
    }
    if (part('failed') === false || !hasFailed(record, start)) {
      lacks.push('trial-of-treatment.failed: nothing says that it failed');
    }
    if (start === undefined) lacks.push('trial-of-treatment: no start of the episode');
  }
  const again = says(record, 'clinical-re-evaluation', start);
  if (
    again === false ||
    (again === undefined && !isSeenAfter(record, [...runs, ...ownRuns(record, start)]))
  ) {
    lacks.push('clinical-re-evaluation: no contact after the trial');
  }
  return lacks;
}

/** The days of an Encounter that happened. */
export function encounterDays(encounter: Fields, record: PatientRecord): readonly Days[] {
  const { start, end } = period(encounter.period);
  const status = text(encounter.status);
  const known = [start, end].flatMap((date) => date ?? []);
  if (status === 'finished') return known.filter((date) => date.first <= record.today);
  const isUnderWay = status === 'in-progress' || status === 'arrived';
  return isUnderWay ? known.filter((date) => date.first <= record.today) : [];
}

/** What the patient took without a provider: no trial, but a re-evaluation can follow it (general-eval-2). */
function ownRuns(record: PatientRecord, start?: Days): readonly Run[] {
  return record.all.flatMap((resource) => {
    if (resource.resourceType !== 'MedicationStatement') return [];
    const taken = period(resource.effectivePeriod);
    const from = taken.start ?? days(resource.effectiveDateTime);
    if (from === undefined) return [];
    const first = Math.max(from.first, start?.first ?? from.first);
    return [{ start: first, end: taken.end?.first ?? record.today }];
  });
}

function isSeenAfter(record: PatientRecord, runs: readonly Run[]): boolean {
  const due = Math.min(...runs.map((run) => Math.min(run.end, run.start + 42)));
  return record.all.some(
    (resource) =>
      resource.resourceType === 'Encounter' &&
      encounterDays(resource, record).some((date) => isOnOrAfter(date, { first: due, last: due })),
  );
}
