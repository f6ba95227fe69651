import { allVignettes, moveDates } from '../../src/vignettes/vignette.ts';
import { type Call, callOf, prefetchKeys, type Writable } from './chart.ts';
import { fields, isFields, list, text } from './json.ts';
import {
  coded,
  conclusions,
  conditionCodes,
  cpt,
  hl7,
  icd,
  loinc,
  procedureCodes,
  rare,
  reportCodes,
  snomed,
  statuses,
  studies,
  techniques,
  typed,
  yesOrNo,
} from './valid-values.ts';

/** Changes a call so that it stays valid FHIR: `at` says where, `value` to what; any number will do. */
export type ValidChange = (call: Call, at: number, value: number) => void;

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
