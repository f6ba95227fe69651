import { type Json, objectOf, objectsOf, text, without } from './fields.ts';
import { updatedAt } from './known-at.ts';
import { isBy, momentOf } from './moment.ts';

/** A resource as it stood at an instant, and whether that had to be assumed. */
export interface Rewound {
  readonly resource: Json;
  /** As it stands on the chart of recorded times alone, where that is something else. */
  readonly strict?: Json;
  readonly assumed: boolean;
}

/**
 * Takes back what was written into a resource after an instant at which it was known already: an end, an abatement,
 * a status, an outcome. Where `meta.lastUpdated` lies before the instant, nothing was. A state whose own date is
 * not recorded is taken back to the one that the resource began with, and that is marked as assumed.
 */
export function rewind(resource: Json, instant: number): Rewound {
  const updated = updatedAt(resource);
  if (updated !== undefined && isBy(updated, instant)) return { resource, assumed: false };
  switch (resource.resourceType) {
    case 'Condition':
      return rewindCondition(resource, instant);
    case 'Encounter':
      return rewindPeriod(resource, instant, 'period', 'in-progress');
    case 'Procedure':
      return rewindProcedure(resource, instant);
    case 'MedicationStatement':
      return rewindPeriod(resource, instant, 'effectivePeriod', 'active');
    case 'MedicationRequest':
      return rewindPrescription(resource, instant);
    case 'ServiceRequest':
      return rewindRequest(resource);
    case 'CarePlan':
      return rewindPeriod(resource, instant, 'period', 'active');
    case 'Goal':
      return rewindGoal(resource, instant);
    default:
      return { resource, assumed: false };
  }
}

function later(value: unknown, instant: number): boolean {
  const moment = momentOf(value);
  return moment !== undefined && !isBy(moment, instant);
}

function statusOf(concept: unknown): string | undefined {
  const [first] = objectsOf(objectOf(concept)?.coding);
  return text(first?.code);
}

const ended: ReadonlySet<string> = new Set(['resolved', 'inactive', 'remission']);

/** Whether the `clinicalStatus` of a Condition says that it is over. */
export function isEnded(clinicalStatus: unknown): boolean {
  return ended.has(statusOf(clinicalStatus) ?? '');
}

/** An abatement that came later was none yet; an ended problem without a date of its end may have been active. */
function rewindCondition(condition: Json, instant: number): Rewound {
  const abatement = ['abatementDateTime', 'abatementPeriod'].find(
    (name) => condition[name] !== undefined,
  );
  const abated =
    abatement === undefined
      ? undefined
      : (momentOf(condition[abatement]) ?? momentOf(objectOf(condition[abatement])?.start));
  if (abated !== undefined) {
    if (isBy(abated, instant)) return { resource: condition, assumed: false };
    return { resource: active(without(condition, abatement ?? '')), assumed: false };
  }
  if (!isEnded(condition.clinicalStatus)) return { resource: condition, assumed: false };
  // Written to after the order, it may have ended after it; where nothing says, only the lenient chart takes it so.
  const isLater = updatedAt(condition) !== undefined;
  return { resource: active(condition), ...(isLater ? {} : { strict: condition }), assumed: true };
}

function active(condition: Json): Json {
  return {
    ...condition,
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
      ],
    },
  };
}

const over: ReadonlySet<string> = new Set(['finished', 'completed', 'stopped', 'revoked']);

/** What had begun and ended only later was still under way. */
function rewindPeriod(resource: Json, instant: number, name: string, underWay: string): Rewound {
  const period = objectOf(resource[name]);
  if (later(period?.end, instant)) {
    return {
      resource: { ...resource, status: underWay, [name]: without(period ?? {}, 'end') },
      assumed: false,
    };
  }
  const undated =
    period !== undefined && period.end === undefined && over.has(text(resource.status) ?? '');
  if (!undated || resource.resourceType === 'Encounter') return { resource, assumed: false };
  return { resource: { ...resource, status: underWay }, assumed: true };
}

/** A procedure that went on has no outcome yet. */
function rewindProcedure(procedure: Json, instant: number): Rewound {
  const rewound = rewindPeriod(procedure, instant, 'performedPeriod', 'in-progress');
  return rewound.resource.status === 'in-progress'
    ? { ...rewound, resource: without(rewound.resource, 'outcome', 'statusReason') }
    : rewound;
}

/**
 * A prescription says how long it lasts, not when it was ended: of a later status nothing was known. Within its bounds or
 * its supply it was active. Where it has neither, how long it went on is not known: strictly its end is unknown,
 * leniently it went on.
 */
function rewindPrescription(prescription: Json, instant: number): Rewound {
  if (!begun.has(text(prescription.status) ?? ''))
    return { resource: prescription, assumed: false };
  const plain = without(prescription, 'statusReason');
  const end = endOfSupply(prescription);
  if (end === undefined) {
    return {
      resource: { ...plain, status: 'active' },
      strict: { ...plain, status: 'stopped' },
      assumed: true,
    };
  }
  return { resource: { ...plain, status: end > instant ? 'active' : 'completed' }, assumed: false };
}

const begun: ReadonlySet<string> = new Set(['active', 'completed', 'stopped', 'on-hold']);

/** The end of a prescription's bounds, or of its first supply. */
function endOfSupply(prescription: Json): number | undefined {
  const dispense = objectOf(prescription.dispenseRequest);
  const bounds = objectsOf(prescription.dosageInstruction).map(
    (dosage) => objectOf(objectOf(objectOf(dosage.timing)?.repeat)?.boundsPeriod)?.end,
  );
  for (const given of [...bounds, objectOf(dispense?.validityPeriod)?.end]) {
    const end = momentOf(given);
    if (end !== undefined) return end.to;
  }
  const supply = objectOf(dispense?.expectedSupplyDuration);
  const start = momentOf(prescription.authoredOn);
  const days = daysOf(supply?.value, supply?.code ?? supply?.unit);
  return start === undefined || days === undefined ? undefined : start.to + days * 86_400_000;
}

function daysOf(value: unknown, unit: unknown): number | undefined {
  if (typeof value !== 'number') return undefined;
  const length = { d: 1, day: 1, days: 1, wk: 7, week: 7, weeks: 7, mo: 30, month: 30, months: 30 };
  const found = Object.entries(length).find(([name]) => name === unit);
  return found === undefined ? undefined : value * found[1];
}

/** A request was active from the day on which it was written. */
function rewindRequest(request: Json): Rewound {
  const status = text(request.status);
  if (status !== 'completed' && status !== 'revoked') return { resource: request, assumed: false };
  return { resource: { ...request, status: 'active' }, assumed: status === 'revoked' };
}

/** An achievement that was stated later, or on no known day, was not yet there. */
function rewindGoal(goal: Json, instant: number): Rewound {
  const stated = momentOf(goal.statusDate);
  if (stated !== undefined && isBy(stated, instant)) return { resource: goal, assumed: false };
  const assumed = stated === undefined && goal.achievementStatus !== undefined;
  return {
    resource: { ...without(goal, 'achievementStatus', 'statusDate'), lifecycleStatus: 'active' },
    assumed,
  };
}
