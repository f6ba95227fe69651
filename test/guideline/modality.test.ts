import { describe, expect, test } from 'vitest';
import { abnormalVasculature } from '../../src/spine-imaging/criteria/anterior-surgery.ts';
import { contrastRationale } from '../../src/spine-imaging/criteria/contrast-rationale.ts';
import { ctBonyIndication } from '../../src/spine-imaging/criteria/ct-instead-of-mri.ts';
import { priorSurgery } from '../../src/spine-imaging/criteria/ct-myelography.ts';
import { neurologicalDeterioration } from '../../src/spine-imaging/criteria/deterioration.ts';
import { mriContraindicated } from '../../src/spine-imaging/criteria/mri-contraindicated.ts';
import {
  ctNondiagnostic,
  mriInsufficientForPlanning,
  mriLimitedByHardware,
  mriNondiagnostic,
} from '../../src/spine-imaging/criteria/nondiagnostic-study.ts';
import {
  preoperativePlanning,
  surgeonRequest,
  surgeryScheduled,
} from '../../src/spine-imaging/criteria/planned-surgery.ts';
import { type Content, concept, cpt, icd, status, subject } from '../chart/support.ts';
import { type CaseDefinition, condition, decided, report, response, surgery } from './support.ts';

const resolved = { clinicalStatus: status('resolved') };
const refuted = { verificationStatus: status('refuted') };
const provisional = { verificationStatus: status('provisional') };

type Row = readonly [name: string, definition: CaseDefinition, expected: string];
const chart = (...resources: Content[]): CaseDefinition => ({ resources });

describe('a reason for contrast', () => {
  const none = 'not-met []';
  const found = (reference: string): string => `met [${reference}]`;
  test.each<Row>([
    ['nothing', {}, none],
    ['a tumour', chart(condition('c', 'C72.0')), found('Condition/c')],
    ['a suspected tumour', chart(condition('c', 'C72.0', provisional)), found('Condition/c')],
    ['an infection', chart(condition('c', 'M46.46')), found('Condition/c')],
    [
      'a reason of the order',
      { order: { reasonCode: [concept(icd, 'M46.46', 'Discitis')] } },
      found('ServiceRequest/order'),
    ],
    ['multiple sclerosis', chart(condition('c', 'G35')), found('Condition/c')],
    ['a known syrinx', chart(condition('c', 'G95.0')), found('Condition/c')],
    ['a suspected syrinx is none yet', chart(condition('c', 'G95.0', provisional)), none],
    [
      'juvenile arthritis, of the joints that a pelvis MRI shows',
      {
        study: '72195',
        resources: [condition('c', 'M08.00', { bodySite: [{ text: 'sacroiliac joint' }] })],
      },
      found('Condition/c'),
    ],
    ['what is refuted is none', chart(condition('c', 'C72.0', refuted)), none],
    ['what is over is none', chart(condition('c', 'M46.46', resolved)), none],
    ['what lies elsewhere is none', chart(condition('c', 'M46.42')), none],
    ['another condition is none', chart(condition('c', 'M54.50')), none],
    ['surgery of the region', chart(surgery('s', '63030', '2020-01-01')), found('Procedure/s')],
    ['surgery of another region is none', chart(surgery('s', '22551', '2020-01-01')), none],
    ['an augmentation is none', chart(surgery('s', '22514', '2020-01-01')), none],
    [
      'the state after surgery of the region',
      chart(condition('c', 'M96.1', { bodySite: [{ text: 'lumbar spine' }] })),
      found('Condition/c'),
    ],
    ['the state after surgery of nobody says where is none', chart(condition('c', 'M96.1')), none],
    [
      'the state after surgery elsewhere is none',
      chart(condition('c', 'M96.1', { bodySite: [{ text: 'cervical spine' }] })),
      none,
    ],
    ['a suspected state after surgery is none', chart(condition('c', 'M96.1', provisional)), none],
    ['a state after surgery that is over is none', chart(condition('c', 'M96.1', resolved)), none],
    [
      'an MRI that settled nothing',
      chart(report('r', '72148', '2026-10-01', 'Non-diagnostic study.')),
      found('DiagnosticReport/r'),
    ],
    ['an MRI that settled it is none', chart(report('r', '72148', '2026-10-01', 'Normal.')), none],
    [
      'each is cited once',
      {
        order: { reasonReference: [{ reference: 'Condition/c' }] },
        resources: [condition('c', 'M46.46')],
      },
      found('Condition/c'),
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(contrastRationale, definition)).toBe(expected);
  });
});

test.each<Row>([
  [
    'a fracture',
    chart(condition('c', 'S32.010A', { onsetDateTime: '2026-11-10' })),
    'met [Condition/c]',
  ],
  // Of a first encounter that nobody dated (reading A62).
  ['a fracture without a day', chart(condition('c', 'S32.010A')), 'not-met []'],
  ['pseudoarthrosis', chart(condition('c', 'M96.0')), 'met [Condition/c]'],
  [
    'a fracture elsewhere',
    chart(condition('c', 'S12.000A', { onsetDateTime: '2026-11-10' })),
    'not-met []',
  ],
])('bony indication for CT: %s', (_name, definition, expected) => {
  expect(decided(ctBonyIndication, definition)).toBe(expected);
});

describe('earlier surgery of the region', () => {
  const none = 'not-met []';
  const found = 'met';
  test.each<Row>([
    ['none', {}, none],
    ['there', chart(surgery('s', '63030', '2020-01-01')), `${found} [Procedure/s]`],
    ['elsewhere', chart(surgery('s', '22551', '2020-01-01')), none],
    ['by the state that it left', chart(condition('c', 'M96.1')), `${found} [Condition/c]`],
    [
      'by the state that it left elsewhere',
      chart(condition('c', 'M96.1', { bodySite: [{ text: 'cervical spine' }] })),
      none,
    ],
    ['by a state that is only suspected', chart(condition('c', 'M96.1', provisional)), none],
  ])('%s', (_name, definition, expected) => {
    expect(decided(priorSurgery, definition)).toBe(expected);
  });
});

test.each([
  ['red-flag.motor-grade', true],
  ['red-flag.foot-drop', true],
  ['red-flag.bilateral-leg-weakness', true],
  ['red-flag.progressive-deficit', true],
  ['red-flag.cauda-equina', true],
  ['red-flag.infection', false],
  ['red-flag.fracture', false],
])('%s is neurological deterioration: %s', (flag, is) => {
  expect(decided(neurologicalDeterioration, { redFlags: [flag, 'red-flag.cancer'] })).toBe(
    is ? `met [Observation/${flag}]` : 'not-met []',
  );
});

describe('MRI is contraindicated', () => {
  const device = (id: string, text: string): Content => ({
    resourceType: 'Device',
    id,
    patient: subject,
    status: 'active',
    safety: [{ text }],
  });
  const none = 'not-documented []';
  const pacemaker = (id: string, text?: string): Content => ({
    ...device(id, text ?? ''),
    type: { text: 'Dual-chamber pacemaker' },
    ...(text === undefined ? { safety: undefined } : {}),
  });
  test.each<Row>([
    ['not where nothing says so', {}, none],
    ['by a pacemaker', chart(condition('c', 'Z95.0')), 'met [Condition/c]'],
    ['not by one that was removed', chart(condition('c', 'Z95.0', resolved)), none],
    [
      'not by one that is suspected, which leaves it open',
      chart(condition('c', 'Z95.0', provisional)),
      'not-documented [Condition/c]',
    ],
    [
      'by an unsafe device',
      chart(device('d', 'MR Unsafe'), condition('c', 'Z95.0')),
      'met [Device/d]',
    ],
    [
      'by an unsafe device beside a conditional one',
      chart(device('d', 'MR Unsafe'), device('e', 'MR Conditional')),
      'met [Device/d]',
    ],
    [
      'not by a conditional pacemaker, whatever a code says of it',
      chart(pacemaker('e', 'MR Conditional'), condition('c', 'Z95.0')),
      'not-met [Device/e, Condition/c]',
    ],
    [
      'by a pacemaker beside a conditional device of another kind',
      chart(device('hip', 'MR Conditional'), condition('c', 'Z95.0')),
      'met [Condition/c]',
    ],
    [
      'by a defibrillator beside a conditional pacemaker',
      chart(pacemaker('e', 'MR Conditional'), condition('c', 'Z95.810')),
      'met [Condition/c]',
    ],
    [
      'by a pacemaker of which another is conditional and one of unknown safety',
      chart(pacemaker('d'), pacemaker('e', 'MR Conditional'), condition('c', 'Z95.0')),
      'met [Condition/c]',
    ],
    [
      'perhaps by a pacemaker of which nobody says whether it is safe',
      chart(pacemaker('d'), device('hip', 'MR Conditional')),
      'not-documented [Device/d]',
    ],
    [
      'not by a conditional device and no other',
      chart(device('hip', 'MR Conditional')),
      'not-met [Device/hip]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(mriContraindicated, definition)).toBe(expected);
  });
});

describe('an earlier study that settled nothing', () => {
  const mri = (day: string | undefined, conclusion: string, more: Content = {}): Content =>
    report('r', '72148', day, conclusion, more);
  const attested = (day: string | undefined, result = 'nondiagnostic'): Content =>
    response({
      'mri.result': { valueString: result },
      'mri.region': { valueString: 'lumbar' },
      ...(day === undefined ? {} : { 'mri.date': { valueDate: day } }),
    });
  const found = 'met';
  const diagnostic = 'not-met';
  const settled = 'not-met';
  const none = 'not-met []';
  const unplaced = 'not-documented';
  const contradicted = 'not-documented';

  test.each<Row>([
    ['none', {}, none],
    [
      'nondiagnostic',
      chart(mri('2026-10-01', 'Non-diagnostic study.')),
      `${found} [DiagnosticReport/r]`,
    ],
    ['equivocal', chart(mri('2026-10-01', 'Equivocal.')), `${found} [DiagnosticReport/r]`],
    [
      'on the day of onset',
      chart(mri('2026-09-01', 'Equivocal.')),
      `${found} [DiagnosticReport/r]`,
    ],
    [
      'diagnostic',
      chart(mri('2026-10-01', 'Disc protrusion.')),
      `${diagnostic} [DiagnosticReport/r]`,
    ],
    ['before the episode', chart(mri('2026-08-31', 'Equivocal.')), none],
    ['undated', chart(mri(undefined, 'Equivocal.')), `${unplaced} [DiagnosticReport/r]`],
    [
      'some day of the month of onset',
      { onset: '2026-09-10', resources: [mri('2026-09', 'Equivocal.')] },
      `${unplaced} [DiagnosticReport/r]`,
    ],
    [
      'without a documented onset',
      { onset: null, resources: [mri('2026-10-01', 'Equivocal.')] },
      `${unplaced} [DiagnosticReport/r]`,
    ],
    [
      'diagnostic, without a documented onset',
      { onset: null, resources: [mri('2020-10-01', 'Normal.')] },
      `${diagnostic} [DiagnosticReport/r]`,
    ],
    [
      'whose report is not finished',
      chart(mri('2026-10-01', 'Equivocal.', { status: 'registered' })),
      `${unplaced} [DiagnosticReport/r]`,
    ],
    ['of another region', chart(report('r', '72141', '2026-10-01', 'Equivocal.')), none],
    ['of another modality', chart(report('r', '72131', '2026-10-01', 'Equivocal.')), none],
    ['attested', chart(attested('2026-10-01')), `${found} [QuestionnaireResponse/q]`],
    ['attested of no day', chart(attested(undefined)), `${unplaced} [QuestionnaireResponse/q]`],
    [
      'attested and reported',
      chart(attested('2026-10-01'), mri('2026-10-01', 'Equivocal.')),
      `${found} [DiagnosticReport/r, QuestionnaireResponse/q]`,
    ],
    [
      'attested, and reported otherwise of that day',
      chart(attested('2026-10-01'), mri('2026-10-01', 'Normal.')),
      `${contradicted} [QuestionnaireResponse/q, DiagnosticReport/r]`,
    ],
    [
      'attested, and reported otherwise later',
      chart(attested('2026-10-01'), mri('2026-10-02', 'Normal.')),
      `${contradicted} [QuestionnaireResponse/q, DiagnosticReport/r]`,
    ],
    [
      'attested, and reported otherwise before',
      chart(attested('2026-10-01'), mri('2026-09-30', 'Normal.')),
      `${found} [QuestionnaireResponse/q]`,
    ],
    [
      'attested, and reported otherwise of no day',
      chart(attested('2026-10-01'), mri(undefined, 'Normal.')),
      `${found} [QuestionnaireResponse/q]`,
    ],
    [
      'attested, and not yet reported',
      chart(attested('2026-10-01'), mri('2026-10-02', 'Normal.', { status: 'registered' })),
      `${found} [QuestionnaireResponse/q]`,
    ],
    [
      'attested and reported, and reported otherwise later',
      chart(
        attested('2026-10-01'),
        mri('2026-10-01', 'Equivocal.'),
        report('s', '72148', '2026-10-20', 'Normal.'),
      ),
      `${settled} [DiagnosticReport/s]`,
    ],
    [
      'reported, and diagnostic later',
      chart(mri('2026-10-01', 'Equivocal.'), report('s', '72158', '2026-10-20', 'Herniation.')),
      `${settled} [DiagnosticReport/s]`,
    ],
    [
      'reported, beside another of no day, and diagnostic later',
      chart(
        mri('2026-10-01', 'Equivocal.'),
        report('s', '72148', '2026-10-20', 'Herniation.'),
        report('u', '72148', undefined, 'Equivocal.'),
      ),
      `${settled} [DiagnosticReport/s]`,
    ],
    [
      'reported, and attested as diagnostic later',
      chart(mri('2026-10-01', 'Equivocal.'), attested('2026-10-20', 'diagnostic')),
      `${settled} [QuestionnaireResponse/q]`,
    ],
    [
      'reported, and diagnostic before',
      chart(mri('2026-10-20', 'Equivocal.'), report('s', '72148', '2026-10-01', 'Herniation.')),
      `${found} [DiagnosticReport/r]`,
    ],
    [
      'reported, and diagnostic later at another level',
      chart(mri('2026-10-01', 'Equivocal.'), report('s', '72141', '2026-10-20', 'Herniation.')),
      `${found} [DiagnosticReport/r]`,
    ],
    [
      'reported, diagnostic later, and again nondiagnostic',
      chart(
        mri('2026-10-01', 'Equivocal.'),
        report('s', '72148', '2026-10-20', 'Herniation.'),
        report('t', '72148', '2026-11-10', 'Nondiagnostic due to motion.'),
      ),
      `${found} [DiagnosticReport/t]`,
    ],
    [
      'reported, and otherwise on the same day',
      chart(mri('2026-10-01', 'Equivocal.'), report('s', '72148', '2026-10-01', 'Herniation.')),
      `${contradicted} [DiagnosticReport/r, DiagnosticReport/s]`,
    ],
    [
      'reported, and otherwise in that month',
      chart(mri('2026-10-01', 'Equivocal.'), report('s', '72148', '2026-10', 'Herniation.')),
      `${contradicted} [DiagnosticReport/r, DiagnosticReport/s]`,
    ],
    [
      'reported, and not yet reported later',
      chart(
        mri('2026-10-01', 'Equivocal.'),
        report('s', '72148', '2026-10-20', 'Herniation.', { status: 'registered' }),
      ),
      `${found} [DiagnosticReport/r]`,
    ],
    [
      'attested as diagnostic',
      chart(attested('2026-10-01', 'diagnostic')),
      `${diagnostic} [QuestionnaireResponse/q]`,
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(mriNondiagnostic, definition)).toBe(expected);
  });

  test('may be a CT', () => {
    const ct = chart(report('r', '72131', '2026-10-01', 'Equivocal.'));
    expect(decided(ctNondiagnostic, ct)).toBe('met [DiagnosticReport/r]');
    expect(decided(ctNondiagnostic, chart(mri('2026-10-01', 'Equivocal.')))).toBe('not-met []');
  });
});

describe('surgery that is planned', () => {
  const ordered = (code: string, day?: string): Content => ({
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, code),
    ...(day === undefined ? {} : { occurrenceDateTime: day }),
  });
  const referral: Content = {
    ...ordered('99999', '2026-12-01'),
    code: { text: 'Referral to spine surgery' },
    priority: 'urgent',
  };
  const notPlanned = 'not-documented []';
  const notScheduled = 'not-documented []';
  const planned = 'met [ServiceRequest/s]';
  const scheduled = 'met [ServiceRequest/s]';

  test.each<readonly [string, Content, string, string]>([
    ['on a day', ordered('63030', '2026-12-01'), planned, scheduled],
    ['today', ordered('63030', '2026-11-18'), planned, scheduled],
    ['on a day that has passed', ordered('63030', '2026-11-17'), notPlanned, notScheduled],
    ['of the neck is none for the back', ordered('22551', '2026-12-01'), notPlanned, notScheduled],
    ['on no day', ordered('63030'), planned, notScheduled],
    ['an injection is none', ordered('64483', '2026-12-01'), notPlanned, notScheduled],
    ['a stimulator is none', ordered('63650', '2026-12-01'), notPlanned, notScheduled],
    ['a referral is none', referral, notPlanned, notScheduled],
  ])('%s', (_name, resource, whetherPlanned, whetherScheduled) => {
    expect(decided(preoperativePlanning, chart(resource))).toBe(whetherPlanned);
    expect(decided(surgeryScheduled, chart(resource))).toBe(whetherScheduled);
  });

  test('only the plan itself can be attested, not the schedule', () => {
    const said = chart(response({ 'preoperative-planning': true, 'surgery-scheduled': true }));
    expect(decided(preoperativePlanning, said)).toBe('met [QuestionnaireResponse/q]');
    expect(decided(surgeryScheduled, said)).toBe(notScheduled);
  });
});

test.each([mriInsufficientForPlanning, surgeonRequest, mriLimitedByHardware, abnormalVasculature])(
  '$id is documented by an answer alone',
  (criterion) => {
    const { id } = criterion;
    expect(decided(criterion)).toBe('not-documented []');
    expect(decided(criterion, chart(response({ [id]: true })))).toBe(
      'met [QuestionnaireResponse/q]',
    );
    expect(decided(criterion, chart(response({ [id]: false })))).toBe(
      'not-met [QuestionnaireResponse/q]',
    );
  },
);

describe('what codes say and what is attested', () => {
  const pacemaker = condition('c', 'Z95.0');
  const said = (value: boolean): Content => response({ 'mri-contraindicated': value });
  test.each<Row>([
    [
      'agree that it is so',
      chart(pacemaker, said(true)),
      'met [Condition/c, QuestionnaireResponse/q]',
    ],
    ['only attested so', chart(said(true)), 'met [QuestionnaireResponse/q]'],
    ['only attested not so', chart(said(false)), 'not-met [QuestionnaireResponse/q]'],
    [
      'contradict each other',
      chart(pacemaker, said(false)),
      'not-documented [Condition/c, QuestionnaireResponse/q]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(mriContraindicated, definition)).toBe(expected);
  });

  test('an answer settles what codes leave open, beside what they say', () => {
    const unplaced = report('r', '72148', undefined, 'Equivocal.');
    expect(
      decided(mriNondiagnostic, chart(unplaced, response({ 'mri-nondiagnostic': true }))),
    ).toBe('met [DiagnosticReport/r, QuestionnaireResponse/q]');
  });
});

describe('an implanted cardiac device', () => {
  const snomed = 'http://snomed.info/sct';
  const inserted = (code: Content, more: Content = {}): Content => ({
    resourceType: 'Procedure',
    id: 'p',
    status: 'completed',
    subject,
    code,
    performedDateTime: '2019-03-26',
    ...more,
  });
  const device = (more: Content): Content => ({
    resourceType: 'Device',
    id: 'd',
    status: 'active',
    patient: subject,
    ...more,
  });
  const defibrillator = { coding: [{ system: snomed, code: '19257004' }] };
  const conditional = { safety: [{ text: 'MR conditional' }] };
  const asked = 'not-documented';
  const silent = 'not-documented []';
  const cleared = 'not-met [Device/d]';

  test.each<Row>([
    ['a defibrillator by code', chart(inserted(concept(cpt, '33249'))), `${asked} [Procedure/p]`],
    ['a pacemaker by code', chart(inserted(concept(cpt, '33208'))), `${asked} [Procedure/p]`],
    ['a new generator', chart(inserted(concept(cpt, '33228-LT'))), `${asked} [Procedure/p]`],
    ['a leadless one', chart(inserted(concept(cpt, '33274'))), `${asked} [Procedure/p]`],
    [
      'an implantation in SNOMED CT',
      chart(inserted(concept(snomed, '307280005'))),
      `${asked} [Procedure/p]`,
    ],
    [
      'an implantation in words',
      chart(inserted({ text: 'Implantation of dual chamber pacemaker' })),
      `${asked} [Procedure/p]`,
    ],
    [
      'the check of one tells of it',
      chart(inserted({ text: 'Pacemaker check' })),
      `${asked} [Procedure/p]`,
    ],
    ['a removal leaves none', chart(inserted({ text: 'Removal of pacemaker' })), silent],
    [
      'an insertion that was not done',
      chart(inserted(concept(cpt, '33249'), { status: 'not-done' })),
      silent,
    ],
    [
      'an insertion that is to come',
      chart(inserted(concept(cpt, '33249'), { performedDateTime: '2027-01-10' })),
      silent,
    ],
    ['the device itself', chart(device({ type: defibrillator })), `${asked} [Device/d]`],
    [
      'cleared by the device itself',
      chart(inserted(concept(cpt, '33249')), device({ type: defibrillator, ...conditional })),
      cleared,
    ],
    [
      'not cleared by another device',
      chart(inserted(concept(cpt, '33208')), device({ type: defibrillator, ...conditional })),
      `${asked} [Procedure/p]`,
    ],
    [
      'settled by an answer',
      chart(inserted(concept(cpt, '33249')), response({ 'mri-contraindicated': false })),
      'not-met [Procedure/p, QuestionnaireResponse/q]',
    ],
    [
      'in situ, as a condition',
      chart({ ...condition('c', 'Z95.0'), code: concept(snomed, '443325000') }),
      'met [Condition/c]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(mriContraindicated, definition)).toBe(expected);
  });
});
