import type { Condition, Encounter, MedicationRequest, Procedure } from 'fhir/r4.js';
import { systems } from '../../terminology/systems.ts';

/** Resources that the plain controls write, and the changes that they make to those of the chart. */

const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

export type VisitKind = 'in-person' | 'video' | 'phone';

const visitWords: Readonly<Record<VisitKind, string>> = {
  'in-person': 'Visit in person',
  video: 'Video visit',
  phone: 'Telephone visit',
};

/** A visit that is over. */
export function visit(id: string, patientId: string, kind: VisitKind, day: string): Encounter {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: actCode, code: kind === 'in-person' ? 'AMB' : 'VR' },
    type: [{ text: visitWords[kind] }],
    subject: { reference: `Patient/${patientId}` },
    period: { start: day, end: day },
  };
}

/** Which of the three kinds an Encounter is. */
export function visitKind(encounter: Encounter, inPerson: boolean): VisitKind {
  if (inPerson) return 'in-person';
  return /phone/i.test(encounter.type?.[0]?.text ?? '') ? 'phone' : 'video';
}

/** A visit with its kind and its day changed. */
export function withVisit(encounter: Encounter, kind: VisitKind, day: string): Encounter {
  return {
    ...encounter,
    class: { system: actCode, code: kind === 'in-person' ? 'AMB' : 'VR' },
    type: [{ text: visitWords[kind] }],
    period: { start: day, end: day },
  };
}

/** A condition that began on a day; on an empty one it says nothing of its beginning. */
export function withOnset(condition: Condition, day: string): Condition {
  const { onsetPeriod, onsetAge, onsetString, onsetRange, onsetDateTime, ...rest } = condition;
  return day === '' ? rest : { ...rest, onsetDateTime: day };
}

export type TreatmentOutcomeName = 'failed' | 'improved' | 'unknown';

const outcomes: Readonly<Record<'failed' | 'improved', readonly [string, string]>> = {
  failed: ['385671000', 'Unsuccessful'],
  improved: ['385669000', 'Successful'],
};

export interface TreatmentDates {
  readonly start: string;
  /** Empty while it is under way. */
  readonly end: string;
  readonly outcome: TreatmentOutcomeName;
}

/** A course of physical therapy. */
export function therapy(id: string, patientId: string, dates: TreatmentDates): Procedure {
  return withTherapy(
    {
      resourceType: 'Procedure',
      id,
      status: 'completed',
      code: {
        coding: [{ system: systems.cpt, code: '97110' }],
        text: 'Physical therapy exercises',
      },
      subject: { reference: `Patient/${patientId}` },
    },
    dates,
  );
}

/** A course of therapy with its days and its outcome changed. */
export function withTherapy(procedure: Procedure, dates: TreatmentDates): Procedure {
  const { performedDateTime, performedPeriod, outcome, ...rest } = procedure;
  const { start, end } = dates;
  return {
    ...rest,
    status: end === '' ? 'in-progress' : 'completed',
    performedPeriod: { ...(start === '' ? {} : { start }), ...(end === '' ? {} : { end }) },
    ...(dates.outcome === 'unknown' ? {} : { outcome: outcomeConcept(dates.outcome) }),
  };
}

function outcomeConcept(outcome: 'failed' | 'improved') {
  const [code, display] = outcomes[outcome];
  return { coding: [{ system: systems.snomed, code, display }] };
}

/** A medicine for two weeks. */
export function prescription(id: string, patientId: string, day: string): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: { text: 'Naproxen 500 mg' },
    subject: { reference: `Patient/${patientId}` },
    authoredOn: day,
    dispenseRequest: { expectedSupplyDuration: { value: 14, unit: 'days', code: 'd' } },
  };
}

/** A prescription from one day to another; without an end it goes on. */
export function withPrescription(
  request: MedicationRequest,
  start: string,
  end: string,
): MedicationRequest {
  const { dispenseRequest, dosageInstruction, ...rest } = request;
  const days = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
  return {
    ...rest,
    authoredOn: start,
    status: end === '' ? 'active' : 'completed',
    ...(Number.isFinite(days) && days >= 0
      ? { dispenseRequest: { expectedSupplyDuration: { value: days, unit: 'days', code: 'd' } } }
      : {}),
  };
}
