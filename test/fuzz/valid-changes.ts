import { allVignettes, moveDates } from '../../src/vignettes/vignette.ts';
import { type Call, callOf, prefetchKeys, type Writable } from './chart.ts';
import { fields, isFields, list, text } from './json.ts';

/** Changes a call so that it stays valid FHIR: `at` says where, `value` to what; any number will do. */
export type ValidChange = (call: Call, at: number, value: number) => void;

const cpt = 'http://www.ama-assn.org/go/cpt';
const snomed = 'http://snomed.info/sct';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const loinc = 'http://loinc.org';
const hl7 = 'http://terminology.hl7.org/CodeSystem';

function pick<One>(from: readonly One[], index: number): One | undefined {
  return from[index % from.length];
}

/** One resource of the chart, of the types that are wanted where any are. */
function one({ chart }: Call, at: number, ...types: readonly string[]): Writable | undefined {
  const wanted = chart.filter(
    ({ resourceType }) =>
      resourceType !== 'Patient' && (types.length === 0 || types.includes(text(resourceType))),
  );
  return wanted.length === 0 ? undefined : pick(wanted, at);
}

function coded(system: string, code: string | undefined): Writable {
  return { coding: [{ system, code: code ?? '' }] };
}

function systemOf(code: string): string {
  if (/^\d{5}$|T$/.test(code)) return cpt;
  if (/^[A-Z]/.test(code)) return icd;
  return code.includes('-') ? loinc : snomed;
}

const steps = [
  -400, -200, -90, -84, -43, -42, -41, -14, -7, -2, -1, 1, 2, 7, 14, 41, 42, 43, 90, 400,
];

const shift = (resource: Writable, value: number): void => {
  Object.assign(resource, moveDates({ ...resource }, pick(steps, value) ?? 1));
};

const statuses: Readonly<Record<string, readonly string[]>> = {
  Observation: ['final', 'preliminary', 'amended', 'registered', 'cancelled', 'entered-in-error'],
  DiagnosticReport: ['final', 'partial', 'amended', 'registered', 'cancelled', 'entered-in-error'],
  Procedure: ['completed', 'in-progress', 'not-done', 'stopped', 'preparation', 'entered-in-error'],
  Encounter: ['finished', 'in-progress', 'planned', 'cancelled', 'arrived', 'entered-in-error'],
  MedicationRequest: ['active', 'completed', 'stopped', 'draft', 'cancelled', 'entered-in-error'],
  QuestionnaireResponse: ['completed', 'amended', 'in-progress', 'entered-in-error'],
  ServiceRequest: ['active', 'completed', 'revoked', 'draft', 'on-hold', 'entered-in-error'],
  CarePlan: ['active', 'completed', 'revoked', 'draft', 'entered-in-error'],
  Device: ['active', 'inactive', 'entered-in-error'],
};

const conditionCodes =
  'M54.16 M54.17 M54.41 M51.16 M54.12 M54.2 M54.6 M54.50 M51.26 M48.061 M48.062 M43.16 M43.06 M47.12 G95.0 Q06.8 M41.26 M45.0 M48.56XA M80.08XA S32.010A S32.010D S12.9XXA M53.3 M46.1 M08.00 M46.46 M46.42 G83.4 C79.51 C34.90 Z85.3 Z80.3 M96.1 M96.0 Z98.1 M21.371 G82.20 R33.9 R29.2 R63.4 R50.9 I71.4 V43.52XA Z95.0 M81.0 G89.4 M17.11 K76.0 I10 128196005 192970008 76107001 279039007 102568007'.split(
    ' ',
  );
const reportCodes =
  '72020 72040 72070 72080 72100 72110 72082 72202 72220 72148 72158 72141 72146 72131 70551 71046'.split(
    ' ',
  );
const procedureCodes =
  '97110 97140 97161 98941 62323 20552 97810 22612 63030 22551 22514 63650 29881 91251008 410289001'.split(
    ' ',
  );
const studies =
  '72141 72142 72156 72125 72126 72127 72146 72157 72128 72129 72148 72149 72158 72131 72132 72133 72195 72197 72192 72193 78306 78803 78830 78315 78813 78815 76498 76800 72198 74185 74174 72265 62284 76377 76390 0648T 77003 72100 73721 70551'.split(
    ' ',
  );
const conclusions = [
  'No fracture.',
  'Acute fracture of L1.',
  'Equivocal findings.',
  'Non-diagnostic study, limited by motion.',
  'Compression fracture of indeterminate age.',
  'Degenerative disc disease. No fracture.',
  'Normal.',
  'Disc protrusion contacting the left L5 root.',
  'Syrinx from C5 to T2.',
  'Not equivocal: no fracture is seen.',
];
const techniques = [
  'Upright MRI',
  'Positional MRI',
  'Cone beam CT',
  'CT myelogram',
  'With IV contrast',
  'Post-discography CT',
  'PET/MRI',
  'Whole body',
  'Supine, not a standing study.',
];

/** Resources of types, and with elements, that the vignettes have none of. */
const rare: readonly Writable[] = [
  {
    resourceType: 'Observation',
    status: 'final',
    code: coded(loinc, '72514-3'),
    effectivePeriod: { start: '2026-11-10', end: '2026-11-12' },
    component: [{ code: { text: 'reflexes' }, valueString: 'absent' }],
    bodySite: { text: 'lumbar' },
  },
  {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { text: 'Naproxen' },
    effectivePeriod: { start: '2026-09-05', end: '2026-10-30' },
  },
  {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Ibuprofen' },
    authoredOn: '2026-09-05',
    dispenseRequest: {
      expectedSupplyDuration: { value: 30, unit: 'd' },
      numberOfRepeatsAllowed: 1,
    },
  },
  {
    resourceType: 'ImagingStudy',
    status: 'available',
    started: '2026-10-10',
    procedureCode: [coded(cpt, '72148')],
    modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'MR' }],
  },
  {
    resourceType: 'Procedure',
    status: 'in-progress',
    code: { text: 'Physical therapy' },
    performedPeriod: { start: '2026-09-10' },
    reasonCode: [{ text: 'Knee pain' }],
    reasonReference: [{ reference: 'Condition/leg-1' }],
  },
];

/** Items of the documentation form, with the answers that it takes (evidence contract, "Attestation"). */
const yesOrNo =
  'in-person-evaluation trial-of-treatment clinical-re-evaluation plain-radiograph neurological-examination neurological-examination.dermatomal-sensation neurological-examination.motor neurological-examination.reflexes trial-of-treatment.ongoing trial-of-treatment.provider-directed symptoms-improving symptoms-longstanding-stable surveillance-only mri-contraindicated mri-nondiagnostic mri-insufficient-for-planning surgeon-request preoperative-planning severe-pain-over-one-week insufficiency-fracture-predisposition augmentation-candidate location-concordant severe-neurogenic-claudication multi-level-stenosis high-suspicion-of-spondylolysis pars-healing-monitoring post-surgical-symptoms augmentation-complication stimulator-planned neurological-deterioration abnormal-vasculature high-risk-mechanism discography-approved post-discography-verified repeat-imaging-need simultaneous-studies-need rendering-answers-question plan-relies-on-rendering multiplanar-insufficient pet-ct-criteria pet-ct-unavailable whole-body-syndrome mri-limited-by-hardware contrast-rationale long-tract-signs complex-osseous-deformity incomplete-vertebral-ossification documentation.unlisted-rationale red-flag.foot-drop red-flag.bilateral-leg-weakness red-flag.progressive-deficit red-flag.cauda-equina red-flag.fracture red-flag.infection severe-radicular.functional-loss severe-radicular.planned-intervention cancer-feature.night-pain cancer-feature.refractory-pain syrinx-identified'.split(
    ' ',
  );
const typed: readonly (readonly [linkId: string, answer: string, values: readonly unknown[]])[] = [
  ['episode.onset', 'valueDate', ['2026-09-01', '2026-11-15', '2026-08', '2025-01-01']],
  ['episode.change', 'valueDate', ['2026-10-01', '2026-11-10', '2026-11']],
  [
    'trial-of-treatment.start',
    'valueDate',
    ['2026-09-07', '2026-10-07', '2026-10-08', '2026-01-01'],
  ],
  ['trial-of-treatment.end', 'valueDate', ['2026-10-26', '2026-11-17', '2026-08-26', '2026-08-25']],
  ['trial-of-treatment.outcome', 'valueString', ['failed', 'improved', 'resolved']],
  ['plain-radiograph.date', 'valueDate', ['2026-09-03', '2026-11-02', '2026-08-30', '2025']],
  ['plain-radiograph.region', 'valueString', ['lumbar', 'cervical', 'sacroiliac', 'full-spine']],
  [
    'plain-radiograph.result',
    'valueString',
    ['no-fracture', 'equivocal', 'non-diagnostic', 'other'],
  ],
  ['neurological-examination.date', 'valueDate', ['2026-10-28', '2026-01-01']],
  ['red-flag.motor-grade', 'valueInteger', [2, 3, 4, 5]],
  ['red-flag.motor-grade.onset', 'valueDate', ['2026-11-10', '2020-01-01']],
  ['red-flag.motor-grade.region', 'valueString', ['lumbar', 'cervical']],
  ['severe-radicular.pain-score', 'valueInteger', [8, 9, 10]],
  ['spect.result', 'valueString', ['negative', 'positive']],
  ['mri.result', 'valueString', ['nondiagnostic', 'diagnostic']],
  ['augmentation.performed', 'valueDateTime', ['2026-11-18T02:00:00Z', '2026-11-16T02:00:00Z']],
  ['spine-surgery.date', 'valueDate', ['2026-05-01', '2025-01-01', '2026-05-18']],
  ['planned-surgery.kind', 'valueString', ['kyphoplasty', 'anterior-initial', 'fusion']],
];

function attest(call: Call, item: Writable, isNew: boolean): void {
  const known = call.chart.find(({ resourceType }) => resourceType === 'QuestionnaireResponse');
  if (known !== undefined && !isNew) {
    known.item = [...list(known.item).filter(({ linkId }) => linkId !== item.linkId), item];
    return;
  }
  call.chart.push({
    resourceType: 'QuestionnaireResponse',
    id: `form-${call.chart.length}`,
    status: 'completed',
    questionnaire:
      'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
    subject: { reference: `Patient/${call.patientId}` },
    authored: '2026-11-18T09:00:00Z',
    item: [item],
  });
}

/** Every place in a resource where a date that may be partial stands. */
function shorten(value: unknown, length: number, skip: number): unknown {
  let left = skip;
  const visit = (part: unknown, key: string): unknown => {
    if (typeof part === 'string' && /^\d{4}-\d{2}-\d{2}/.test(part) && key !== 'issued') {
      left -= 1;
      return left === -1 ? part.slice(0, length) : part;
    }
    if (Array.isArray(part)) return part.map((item) => visit(item, key));
    if (!isFields(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, visit(inner, name)]),
    );
  };
  return visit(value, '');
}

const vignettes = allVignettes();

/** The changes by name. */
export const validChanges: Readonly<Record<string, ValidChange>> = {
  'drop a resource': (call, at) => {
    const dropped = one(call, at);
    call.chart = call.chart.filter((resource) => resource !== dropped);
  },
  'drop the patient': (call) => {
    call.chart = call.chart.filter(({ resourceType }) => resourceType !== 'Patient');
  },
  'move a resource in time': (call, at, value) => {
    const moved = one(call, at);
    if (moved !== undefined) shift(moved, value);
  },
  'move the whole chart in time': (call, _at, value) => {
    for (const resource of call.chart) shift(resource, value);
  },
  'shorten a date': (call, at, value) => {
    const shortened = one(call, at);
    if (shortened === undefined) return;
    Object.assign(shortened, shorten({ ...shortened }, value % 2 === 0 ? 7 : 4, value % 3));
  },
  'change a status': (call, at, value) => {
    const changed = one(call, at, ...Object.keys(statuses));
    if (changed === undefined) return;
    changed.status = pick(statuses[text(changed.resourceType)] ?? [], value);
  },
  'change whether a condition is current': (call, at, value) => {
    const condition = one(call, at, 'Condition');
    const clinical = pick(
      ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'],
      value,
    );
    if (condition === undefined) return;
    condition.clinicalStatus = coded(`${hl7}/condition-clinical`, clinical);
    if (value % 7 === 6) {
      condition.clinicalStatus = coded(`${hl7}/condition-clinical`, 'resolved');
      condition.abatementDateTime = '2026-10-01';
    }
  },
  'change whether a condition is confirmed': (call, at, value) => {
    const condition = one(call, at, 'Condition');
    const known = [
      'confirmed',
      'provisional',
      'differential',
      'unconfirmed',
      'refuted',
      'entered-in-error',
    ];
    if (condition === undefined) return;
    const verification = pick(known, value);
    condition.verificationStatus = coded(`${hl7}/condition-ver-status`, verification);
    if (verification === 'entered-in-error') delete condition.clinicalStatus;
  },
  'change a condition’s code': (call, at, value) => {
    const code = pick(conditionCodes, value) ?? '';
    const condition = one(call, at, 'Condition');
    if (condition !== undefined) condition.code = coded(systemOf(code), code);
  },
  'change a code': (call, at, value) => {
    const changed = one(call, at, 'Procedure', 'DiagnosticReport');
    if (changed === undefined) return;
    const codes = changed.resourceType === 'Procedure' ? procedureCodes : reportCodes;
    const code = pick(codes, value) ?? '';
    changed.code = coded(systemOf(code), code);
  },
  'change a conclusion': (call, at, value) => {
    const report = one(call, at, 'DiagnosticReport');
    if (report === undefined) return;
    if (value % 11 === 10) delete report.conclusion;
    else report.conclusion = pick(conclusions, value);
  },
  'change an outcome': (call, at, value) => {
    const treated = one(call, at, 'Procedure', 'Goal');
    if (treated?.resourceType === 'Procedure') {
      treated.outcome = coded(snomed, pick(['385669000', '385671000', '385670003'], value));
      if (value % 4 === 3) delete treated.outcome;
    } else if (treated !== undefined) {
      const goals = ['not-achieved', 'no-change', 'worsening', 'improving', 'achieved'];
      treated.achievementStatus = coded(`${hl7}/goal-achievement`, pick(goals, value));
    }
  },
  'change an encounter’s class': (call, at, value) => {
    const encounter = one(call, at, 'Encounter');
    if (encounter === undefined) return;
    const code = pick(['AMB', 'VR', 'EMER', 'IMP', 'HH', 'PRENC', 'SS'], value);
    encounter.class = { system: `${hl7}/v3-ActCode`, code };
  },
  'open a period': (call, at, value) => {
    const lasting = one(call, at, 'Procedure', 'Encounter', 'CarePlan');
    for (const key of ['performedPeriod', 'period']) {
      const period = fields(lasting?.[key]);
      if (lasting === undefined || period.start === undefined || period.end === undefined) continue;
      lasting[key] = value % 2 === 0 ? { start: period.start } : { end: period.end };
    }
  },
  'change the date of birth': (call, _at, value) => {
    const born = [
      '1956-11-18',
      '1955-11-18',
      '1955-11-17',
      '2008-11-19',
      '2026-06-01',
      '2022',
      '1955',
      '2025-11',
    ];
    const patient = call.chart.find(({ resourceType }) => resourceType === 'Patient');
    if (patient !== undefined) patient.birthDate = pick(born, value);
  },
  'give a resource to somebody else': (call, at, value) => {
    const given = one(call, at);
    if (given === undefined) return;
    const reference = pick(
      ['Patient/somebody-else', `https://ehr.example/fhir/Patient/${call.patientId}`],
      value,
    );
    given[given.resourceType === 'Device' ? 'patient' : 'subject'] = { reference };
  },
  'add a resource of another chart': (call, at, value) => {
    const other = pick(vignettes, at);
    if (other === undefined) return;
    const found = one(callOf(other), value);
    if (found !== undefined) call.chart.push({ ...found, id: `added-${call.chart.length}` });
  },
  'add a condition': (call, at, value) => {
    const code = pick(conditionCodes, value) ?? '';
    call.chart.push({
      resourceType: 'Condition',
      id: `condition-${call.chart.length}`,
      subject: { reference: `Patient/${call.patientId}` },
      clinicalStatus: coded(`${hl7}/condition-clinical`, 'active'),
      code: coded(systemOf(code), code),
      onsetDateTime: pick(['2026-11-15', '2026-09-01', '2026-11', '2024-01-01'], at),
    });
  },
  'add much that does not matter': (call, at) => {
    for (let index = 0; index < at % 60; index += 1) {
      call.chart.push({
        resourceType: 'Observation',
        id: `pressure-${call.chart.length}`,
        status: 'final',
        subject: { reference: `Patient/${call.patientId}` },
        code: coded(loinc, '8480-6'),
        effectiveDateTime: '2026-11-01',
        valueQuantity: { value: 120, unit: 'mmHg' },
      });
    }
  },
  'add a resource of a rare kind': (call, at) => {
    const subject = { reference: `Patient/${call.patientId}` };
    const added = structuredClone(pick(rare, at));
    call.chart.push({ ...added, id: `rare-${call.chart.length}`, subject });
  },
  'add a pain score': (call, at, value) => {
    call.chart.push({
      resourceType: 'Observation',
      id: `pain-${call.chart.length}`,
      status: 'final',
      subject: { reference: `Patient/${call.patientId}` },
      code: coded(loinc, '72514-3'),
      effectiveDateTime: pick(['2026-11-17', '2026-10', '2020-01-01'], at),
      valueQuantity: { value: value % 11 },
    });
  },
  'answer an item with yes or no': (call, at, value) => {
    const answer = [{ valueBoolean: value % 4 !== 3 }];
    attest(call, { linkId: pick(yesOrNo, at), answer }, value % 8 === 7);
  },
  'answer an item': (call, at, value) => {
    const [linkId, type, values] = pick(typed, at) ?? ['', '', []];
    attest(call, { linkId, answer: [{ [type]: pick(values, value) }] }, value % 8 === 7);
  },
  'order another study': (call, at, value) => {
    const order = pick(call.orders, at);
    if (order !== undefined)
      order.code = coded(systemOf(pick(studies, value) ?? ''), pick(studies, value));
  },
  'order another study as well': (call, at, value) => {
    const order = pick(call.orders, at);
    if (order === undefined) return;
    const code = coded(systemOf(pick(studies, value) ?? ''), pick(studies, value));
    call.orders.push({ ...order, id: `order-${call.orders.length}`, code });
  },
  'change the reason': (call, at, value) => {
    const order = pick(call.orders, value);
    const condition = one(call, at, 'Condition');
    if (order === undefined) return;
    delete order.reasonReference;
    delete order.reasonCode;
    if (value % 3 === 0) order.reasonCode = [coded(icd, pick(conditionCodes.slice(0, 30), at))];
    if (value % 3 === 1 && condition !== undefined) {
      order.reasonReference = [{ reference: `Condition/${text(condition.id)}` }];
    }
  },
  'say how to do it': (call, at, value) => {
    const order = pick(call.orders, at);
    if (order !== undefined) order.orderDetail = [{ text: pick(techniques, value) }];
  },
  'withdraw an order': (call, at, value) => {
    const order = pick(call.orders, at);
    if (order !== undefined) order.status = pick(['revoked', 'entered-in-error', 'on-hold'], value);
  },
  'change the hook': (call) => {
    call.hook = call.hook === 'order-sign' ? 'order-select' : 'order-sign';
  },
  'turn the chart round': (call) => {
    call.chart.reverse();
    call.orders.reverse();
  },
  'leave out a prefetch key': (call, at) => {
    call.left.add(pick(prefetchKeys, at) ?? '');
  },
  'send nothing for a prefetch key': (call, at) => {
    call.empty.add(pick(prefetchKeys, at) ?? '');
  },
};
