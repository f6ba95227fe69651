import type {
  Condition,
  DiagnosticReport,
  Encounter,
  FhirResource,
  MedicationRequest,
  Procedure,
  QuestionnaireResponse,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { systems } from '../../terminology/systems.ts';
import { addDays } from '../shared/days.ts';

/** Resources that the plain controls write, and the changes that they make to those of the chart. */

const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

export type VisitKind = 'in-person' | 'video' | 'phone';

const visitWords: Readonly<Record<VisitKind, string>> = {
  'in-person': 'Visit in person',
  video: 'Video visit',
  phone: 'Telephone visit',
};

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

export function withVisit(encounter: Encounter, kind: VisitKind, day: string): Encounter {
  return {
    ...encounter,
    class: { system: actCode, code: kind === 'in-person' ? 'AMB' : 'VR' },
    type: [{ text: visitWords[kind] }],
    period: { start: day, end: day },
  };
}

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

/** What a plain film can be said to show. The words are those that a radiologist's conclusion would use. */
export const filmResults = {
  'no-fracture': 'No fracture.',
  fracture: 'Acute fracture.',
  equivocal: 'Equivocal for fracture.',
  none: 'Result not available yet',
} as const;

export type FilmResult = keyof typeof filmResults;

export function film(
  id: string,
  patientId: string,
  cpt: string,
  day: string,
  result: FilmResult,
): DiagnosticReport {
  const label = studyByCpt(cpt)?.label ?? cpt;
  return withFilm(
    {
      resourceType: 'DiagnosticReport',
      id,
      status: 'final',
      code: { coding: [{ system: systems.cpt, code: cpt, display: label }], text: label },
      subject: { reference: `Patient/${patientId}` },
    },
    day,
    result,
  );
}

/** `result` undefined keeps what the report concludes. */
export function withFilm(
  report: DiagnosticReport,
  day: string,
  result: FilmResult | undefined,
): DiagnosticReport {
  const { effectivePeriod, effectiveDateTime, conclusion, conclusionCode, ...rest } = report;
  const dated = day === '' ? rest : { ...rest, effectiveDateTime: day };
  if (result === undefined) {
    return {
      ...dated,
      ...(conclusion === undefined ? {} : { conclusion }),
      ...(conclusionCode === undefined ? {} : { conclusionCode }),
    };
  }
  return result === 'none'
    ? { ...dated, status: 'registered' }
    : { ...dated, status: 'final', conclusion: filmResults[result] };
}

/** Which result a report's conclusion is; undefined for words of its own. */
export function filmResult(report: DiagnosticReport): FilmResult | undefined {
  if (report.conclusion === undefined) return 'none';
  for (const name of ['no-fracture', 'fracture', 'equivocal'] as const) {
    if (filmResults[name] === report.conclusion) return name;
  }
  return undefined;
}

/** A red flag as the controls add it: resources whose ids begin with `flag-<name>`. */
export interface RedFlagControl {
  readonly name: string;
  readonly label: string;
  readonly add: (patientId: string, day: string) => readonly FhirResource[];
}

function suspected(
  name: string,
  coding: { readonly system: string; readonly code: string },
  words: string,
  certainty: 'confirmed' | 'unconfirmed',
) {
  return (patientId: string, day: string): Condition => ({
    resourceType: 'Condition',
    id: `flag-${name}`,
    clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
    verificationStatus: { coding: [{ system: verification, code: certainty }] },
    code: { coding: [coding], text: words },
    subject: { reference: `Patient/${patientId}` },
    onsetDateTime: day,
  });
}

const snomed = (code: string) => ({ system: systems.snomed, code });

const caudaEquina = suspected(
  'cauda-equina',
  snomed('192970008'),
  'Cauda equina syndrome',
  'unconfirmed',
);
const footDrop = suspected('foot-drop', snomed('6077001'), 'Foot drop', 'confirmed');
const infection = suspected('infection', snomed('2304001'), 'Discitis', 'unconfirmed');
const tumour = suspected(
  'cancer',
  snomed('94602001'),
  'Metastasis to the vertebral column',
  'unconfirmed',
);
const weightLoss = suspected(
  'cancer-weight-loss',
  snomed('422868009'),
  'Unexplained weight loss',
  'confirmed',
);
const dissection = suspected(
  'aorta',
  snomed('308546005'),
  'Dissection of the aorta',
  'unconfirmed',
);

export const redFlagControls: readonly RedFlagControl[] = [
  {
    name: 'cauda-equina',
    label: 'Cauda equina syndrome suspected',
    add: (patientId, day) => [caudaEquina(patientId, day)],
  },
  {
    name: 'foot-drop',
    label: 'New foot drop',
    add: (patientId, day) => [footDrop(patientId, day)],
  },
  {
    name: 'motor-grade',
    label: 'New leg weakness, grade 3/5',
    add: (patientId, day) => [
      attestation('flag-motor-grade', patientId, new Date().toISOString(), {
        'red-flag.motor-grade': { valueInteger: 3 },
        'red-flag.motor-grade.onset': { valueDate: day },
        'red-flag.motor-grade.region': { valueCoding: { code: 'lumbar' } },
      }),
    ],
  },
  {
    name: 'infection',
    label: 'Spinal infection suspected',
    add: (patientId, day) => [infection(patientId, day)],
  },
  {
    name: 'cancer',
    label: 'Spinal malignancy suspected, with weight loss',
    add: (patientId, day) => [tumour(patientId, day), weightLoss(patientId, addDays(day, -20))],
  },
  {
    name: 'aorta',
    label: 'Aortic dissection suspected',
    add: (patientId, day) => [dissection(patientId, day)],
  },
];

export type Answers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;

const questionnaire =
  'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation';

/** A completed documentation form: one item a linkId (evidence contract, "Attestation"). */
export function attestation(
  id: string,
  patientId: string,
  authored: string,
  answers: Answers,
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire,
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    authored,
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  };
}
