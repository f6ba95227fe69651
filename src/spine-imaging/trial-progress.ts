import { isoDay } from '../chart/dates.ts';
import type { Case } from '../guideline/case.ts';
import type { TrialProgress } from '../guideline/roles.ts';
import { duration } from './criteria/trial-record.ts';

/** standard-3: how much of the trial of treatment is documented, and when it will be complete. */
export function trialProgress(orderCase: Case): TrialProgress {
  const { run, treatments, forAnother } = orderCase.trial();
  const requiredDays = orderCase.readings.trialDays;
  if (run === undefined) {
    return {
      ongoing: false,
      documentedDays: 0,
      requiredDays,
      completeOn: isoDay(orderCase.today + requiredDays),
      ...(treatments.length === 0 && forAnother.length > 0 ? { isForAnother: true } : {}),
    };
  }
  const documentedDays = Math.max(0, duration(run).least);
  const start = isoDay(run.start.latest);
  const recent = orderCase.today - run.end.latest <= orderCase.readings.trialRecentDays;
  // A trial that was interrupted, or ended too long ago, begins anew; one under way or just ended goes on.
  const goesOn =
    run.ongoing ||
    (recent && orderCase.today - run.end.latest <= orderCase.readings.adjacentTreatmentGapDays);
  const complete = goesOn ? run.start.latest + requiredDays : orderCase.today + requiredDays;
  return {
    start,
    end: isoDay(run.end.earliest),
    ongoing: run.ongoing,
    documentedDays,
    requiredDays,
    ...(documentedDays >= requiredDays && recent ? {} : { completeOn: isoDay(complete) }),
  };
}
