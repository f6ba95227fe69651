import { isOnOrAfter } from '../../chart/dates.ts';
import type { ChartDate, EncounterFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { Finding } from '../../logic/finding.ts';
import { dayFrom, isForThis } from './trial-record.ts';

/**
 * general-eval-1, standard-1, prereq-1, precond-1: an in-person evaluation for the current episode,
 * initial or re-evaluation. Silence is `not-documented`: nobody is assumed to have been seen.
 */
export const inPersonEvaluation = criterion({
  id: 'in-person-evaluation',
  question: 'Was the patient evaluated in person during the current episode?',
  statements: ['general-eval-1', 'standard-1', 'prereq-1', 'precond-1'],
  asks: ['in-person-evaluation', 'episode.onset'],
  decide: decideInPerson,
});

function decideInPerson(orderCase: Case): Finding {
  const { start } = orderCase.episode;
  if (start === undefined) {
    const visited = orderCase.chart.encounters.some(
      (encounter) => encounter.inPerson && encounter.date !== undefined,
    );
    return notDocumented(
      'The onset of the current episode is not documented, so no visit can be placed in it',
      [],
      visited ? ['episode.onset'] : undefined,
    );
  }
  const remote: EncounterFact[] = [];
  const unknown: EncounterFact[] = [];
  const undecided: EncounterFact[] = [];
  const leftOut: EncounterFact[] = [];
  let last: EncounterFact | undefined;
  for (const encounter of orderCase.chart.encounters) {
    if (isNoEvaluation(encounter)) continue;
    const day = lastDay(encounter);
    const since = day === undefined ? 'not-documented' : isOnOrAfter(day, start);
    if (since === 'not-met') continue;
    if (!isForThis(encounter, orderCase)) leftOut.push(encounter);
    else if (since === 'not-documented') {
      if (encounter.inPerson) undecided.push(encounter);
    } else if (encounter.inPerson) last = encounter;
    else if (encounter.kind === 'unknown') unknown.push(encounter);
    else remote.push(encounter);
  }
  if (last !== undefined) {
    return met(
      `In-person evaluation on ${lastDay(last)?.text ?? ''}, since onset on ${start.text}`,
      [last.evidence],
    );
  }
  if (undecided.length > 0) {
    return notDocumented(
      'A visit is recorded, but its date does not show that it fell in the current episode',
      undecided.map((encounter) => encounter.evidence),
    );
  }
  if (unknown.length > 0) {
    return notDocumented(
      'A contact is recorded, but not whether the patient was seen in person',
      unknown.map((encounter) => encounter.evidence),
    );
  }
  if (leftOut.length > 0) {
    return notDocumented(
      `The visits since onset on ${start.text} were for another complaint: ${reasonsOf(leftOut)}`,
      leftOut.map((encounter) => encounter.evidence),
    );
  }
  if (remote.length > 0) {
    return notMet(
      `Since onset on ${start.text} only virtual or telephone visits are recorded`,
      remote.map((encounter) => encounter.evidence),
    );
  }
  return notDocumented(`No visit is recorded since onset on ${start.text}`);
}

/** The day of a visit, and the last one of a stay: the patient was seen on each day of it. */
function lastDay({ date, until }: EncounterFact): ChartDate | undefined {
  return until ?? date;
}

/** A session of therapy, a refill, a laboratory visit: nobody evaluated the complaint (reading A58). */
function isNoEvaluation({ kind }: EncounterFact): boolean {
  return kind === 'therapy' || kind === 'no-evaluation';
}

/** What visits were for, in words. */
function reasonsOf(encounters: readonly EncounterFact[]): string {
  const words = encounters.flatMap(({ reasons }) => reasons.map(({ evidence }) => evidence.text));
  return [...new Set(words)].slice(0, 3).join('; ');
}

/**
 * general-eval-2, standard-2, prereq-2, precond-3: clinical re-evaluation after the trial, in person or
 * by other meaningful contact. Judged against the longest treatment record, whoever directed it.
 */
export const clinicalReEvaluation = criterion({
  id: 'clinical-re-evaluation',
  question:
    'Was the patient re-evaluated after the trial of treatment (in person or by other meaningful contact)?',
  statements: ['general-eval-2', 'standard-2', 'prereq-2', 'precond-3'],
  decide: decideReEvaluation,
});

function decideReEvaluation(orderCase: Case): Finding {
  const record = orderCase.trial();
  const longest = record.longest;
  if (longest === undefined) {
    return notDocumented(
      'No trial of treatment is recorded after which a re-evaluation could stand',
    );
  }
  const due = Math.min(longest.end.latest, longest.start.latest + orderCase.readings.trialDays);
  let last: EncounterFact | undefined;
  for (const encounter of orderCase.chart.encounters) {
    const day = lastDay(encounter);
    if (day === undefined || day.earliest < due) continue;
    // Clinicians among themselves re-evaluate nobody.
    if (isNoEvaluation(encounter) || encounter.kind === 'among-clinicians') continue;
    if (isForThis(encounter, orderCase)) last = encounter;
  }
  if (last !== undefined) {
    return met(`Re-evaluated on ${lastDay(last)?.text ?? ''}`, [last.evidence]);
  }
  return notDocumented(
    `No contact is recorded on or after ${dayFrom(due)}, when the trial had been given its time`,
  );
}
