import { describe, expect, test } from 'vitest';
import type { GuidelineCriterion } from '../../src/guideline/criterion.ts';
import type { Indication } from '../../src/guideline/indication.ts';
import { leavesOf } from '../../src/logic/list.ts';
import { indications } from '../../src/spine-imaging/sections/index.ts';
import { type Content, concept, cpt, icd, sct, status, subject } from '../chart/support.ts';
import {
  type CaseDefinition,
  caseOf,
  condition,
  decided,
  report,
  response,
  surgery,
} from './support.ts';

function indication(id: string): Indication {
  const found = indications.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no indication ${id}`);
  return found;
}

/** A criterion of an indication: of what it requires, or of what one of its studies needs. */
function criterion(of: string, id: string): GuidelineCriterion {
  const { requires, studies } = indication(of);
  const trees = [requires, ...studies.flatMap((study) => [study.requires, study.listedIf])];
  const found = trees
    .flatMap((tree) => (tree === undefined ? [] : leavesOf(tree)))
    .find((leaf) => leaf.id === id);
  if (found === undefined) throw new Error(`${of} has no ${id}`);
  return found;
}

const chart = (...resources: Content[]): CaseDefinition => ({ resources });
const reason = (...codes: readonly string[]): CaseDefinition => ({
  order: { reasonCode: codes.map((code) => concept(icd, code)) },
});
const refuted = { verificationStatus: status('refuted') };
const provisional = { verificationStatus: status('provisional') };
const severe = { severity: concept(sct, '24484000') };
const born = (birthDate: string): Content => ({ resourceType: 'Patient', id: 'p1', birthDate });
const planned = (code: string): Content => ({
  resourceType: 'ServiceRequest',
  id: 's',
  status: 'active',
  intent: 'order',
  subject,
  code: concept(cpt, code),
});
const kindOf = (kind: string): Content =>
  response({ 'planned-surgery.kind': { valueString: kind } });
const noReason = { order: { reasonCode: [] } };

describe('the facts that make a section apply', () => {
  /** What each fact means, or that the section does not apply. */
  const presence = (id: string, definition: CaseDefinition): string =>
    indication(id)
      .appliesTo(caseOf(definition))
      ?.map((fact) => fact.evidence.reference)
      .join() ?? 'does not apply';
  const order = 'ServiceRequest/order';
  const no = 'does not apply';

  test.each<readonly [id: string, name: string, definition: CaseDefinition, expected: string]>([
    ['lumbar-radiculopathy', 'a reason', {}, order],
    ['lumbar-radiculopathy', 'elsewhere', { study: '72141' }, no],
    ['spine-pain', 'low back pain', reason('M54.50'), order],
    ['spine-pain', 'neck pain', { study: '72141', ...reason('M54.2') }, order],
    ['spine-pain', 'thoracic pain', { study: '72146', ...reason('M54.6') }, order],
    ['spine-pain', 'cervical radicular pain', { study: '72141', ...reason('M54.12') }, order],
    ['spine-pain', 'thoracic radicular pain', { study: '72146', ...reason('M54.14') }, order],
    ['spine-pain', 'disc disease', reason('M51.26'), order],
    ['spine-pain', 'pseudoarthrosis', reason('M96.0'), order],
    ['spine-pain', 'the state after surgery', reason('M96.1'), order],
    ['spine-pain', 'radiculopathy has its own section', {}, no],
    ['suspected-spinal-malignancy', 'a tumour', reason('C72.0'), order],
    [
      'ankylosing-spondylitis-dish',
      'wherever it lies',
      { study: '72141', ...reason('M45.6') },
      order,
    ],
    [
      'ankylosing-spondylitis-dish',
      'suspected only',
      { study: '72141', ...noReason, resources: [condition('c', 'M45.6', provisional)] },
      '',
    ],
    ['ankylosing-spondylitis-dish', 'for a pelvis', { study: '72195', ...reason('M45.8') }, no],
    ['high-risk-trauma', 'of the neck', { study: '72125', ...reason('V43.52XA') }, order],
    ['high-risk-trauma', 'of the chest', { study: '72128', ...reason('V43.52XA') }, order],
    ['high-risk-trauma', 'of the back', { study: '72131', ...reason('V43.52XA') }, no],
    [
      'high-risk-trauma',
      'attested',
      { study: '72125', resources: [response({ 'high-risk-mechanism': true })] },
      '',
    ],
    [
      'high-risk-trauma',
      'attested as none',
      { study: '72125', resources: [response({ 'high-risk-mechanism': false })] },
      no,
    ],
    ['high-risk-trauma', 'not mentioned', { study: '72125' }, no],
    ['myelopathy', 'of the neck', { study: '72141', ...reason('G95.9') }, order],
    ['myelopathy', 'of the chest', { study: '72146', ...reason('G35') }, order],
    [
      'myelopathy',
      'by reflexes',
      { study: '72141', ...noReason, resources: [condition('c', 'R29.2')] },
      'Condition/c',
    ],
    [
      'myelopathy',
      'by long-tract signs',
      { study: '72141', ...noReason, resources: [response({ 'long-tract-signs': true })] },
      '',
    ],
    [
      'myelopathy',
      'without long-tract signs',
      { study: '72141', ...noReason, resources: [response({ 'long-tract-signs': false })] },
      no,
    ],
    ['myelopathy', 'for the back', reason('G95.9'), no],
    ['tethered-cord', 'wherever it lies', { study: '72141', ...reason('Q06.8') }, order],
    ['spondylolysis', 'a reason', reason('M43.06'), order],
    ['spondylolisthesis', 'a reason', reason('M43.16'), order],
    ['lumbar-stenosis', 'a reason', reason('M48.061'), order],
    ['lumbar-stenosis', 'claudication', reason('M48.062'), order],
    ['compression-fracture', 'a reason', reason('M80.08XA'), order],
    ['spinal-deformity', 'a reason', reason('M41.26'), order],
    [
      'spinal-deformity',
      'on the problem list alone',
      { ...noReason, resources: [condition('c', 'M41.26')] },
      no,
    ],
    ['coccydynia', 'of the tail', { study: '72195', ...reason('M53.3') }, order],
    [
      'coccydynia',
      'of a tail whose site is the joint',
      {
        study: '72195',
        order: { reasonCode: [concept(icd, 'M53.3')], bodySite: [{ text: 'sacroiliac joint' }] },
      },
      no,
    ],
    [
      'coccydynia',
      'of a tail whose sites are both',
      {
        study: '72195',
        order: {
          reasonCode: [concept(icd, 'M53.3')],
          bodySite: [{ text: 'sacroiliac joint' }, { text: 'coccyx' }],
        },
      },
      order,
    ],
    [
      'coccydynia',
      'by its own code, whatever the site',
      {
        study: '72195',
        order: { reasonCode: [concept(sct, '34789001')], bodySite: [{ text: 'sacroiliac joint' }] },
      },
      order,
    ],
    ['sacroiliac-joint', 'of the tail', { study: '72195', ...reason('M53.3') }, order],
    [
      'sacroiliac-joint',
      'of a tail whose site is the coccyx',
      {
        study: '72195',
        order: { reasonCode: [concept(icd, 'M53.3')], bodySite: [{ text: 'coccyx' }] },
      },
      no,
    ],
    [
      'sacroiliac-joint',
      'of a tail whose sites are both',
      {
        study: '72195',
        order: {
          reasonCode: [concept(icd, 'M53.3')],
          bodySite: [{ text: 'sacroiliac joint' }, { text: 'coccyx' }],
        },
      },
      order,
    ],
    ['sacroiliac-joint', 'sacroiliitis', { study: '72195', ...reason('M46.1') }, order],
    [
      'sacroiliac-joint',
      'a fracture of the sacrum',
      { study: '72195', ...reason('S32.10XA') },
      order,
    ],
    [
      'juvenile-idiopathic-arthritis',
      'at seventeen',
      { study: '72195', ...reason('M08.00'), resources: [born('2008-11-19')] },
      order,
    ],
    [
      'juvenile-idiopathic-arthritis',
      'at eighteen',
      { study: '72195', ...reason('M08.00'), resources: [born('2008-11-18')] },
      no,
    ],
    [
      'juvenile-idiopathic-arthritis',
      'at no known age',
      { study: '72195', ...reason('M08.00') },
      no,
    ],
    ['syringomyelia-initial', 'new', { study: '72141', ...reason('G95.0') }, order],
    [
      'syringomyelia-initial',
      'imaged before',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72141', '2025-01-01', 'Syrinx.')],
      },
      no,
    ],
    ['syringomyelia-initial', 'none', { study: '72141' }, no],
    [
      'syringomyelia-follow-up',
      'imaged before',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72156', '2025-01-01', 'Syrinx.')],
      },
      order,
    ],
    [
      'syringomyelia-follow-up',
      'imaged before at another level',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72146', '2025-01-01', 'Syrinx.')],
      },
      no,
    ],
    [
      'syringomyelia-follow-up',
      'imaged today',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72141', '2026-11-18', 'Syrinx.')],
      },
      no,
    ],
    [
      'syringomyelia-follow-up',
      'imaged on no day',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72141', undefined, 'Syrinx.')],
      },
      order,
    ],
    [
      'syringomyelia-follow-up',
      'imaged without results',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72141', '2025-01-01', 'x', { status: 'registered' })],
      },
      no,
    ],
    [
      'syringomyelia-follow-up',
      'imaged by CT',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72125', '2025-01-01', 'Syrinx.')],
      },
      no,
    ],
    [
      'syringomyelia-follow-up',
      'of which the pelvis was imaged',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [report('r', '72195', '2025-01-01', 'Normal.')],
      },
      no,
    ],
    [
      'syringomyelia-follow-up',
      'that is said to be due',
      {
        study: '72141',
        ...reason('G95.0'),
        resources: [response({ 'syrinx-follow-up-due': true })],
      },
      order,
    ],
    [
      'syringomyelia-follow-up',
      'that is only suspected',
      {
        study: '72141',
        ...noReason,
        resources: [
          condition('c', 'G95.0', provisional),
          report('r', '72141', '2025-01-01', 'Syrinx.'),
        ],
      },
      no,
    ],
    [
      'post-operative',
      'surgery and pain',
      { ...reason('M54.50'), resources: [surgery('s', '63030', '2024-01-01')] },
      order,
    ],
    [
      'post-operative',
      'surgery six months ago',
      { ...reason('M54.50'), resources: [surgery('s', '63030', '2026-05-18')] },
      no,
    ],
    [
      'post-operative',
      'surgery six months and a day ago',
      { ...reason('M54.50'), resources: [surgery('s', '63030', '2026-05-17')] },
      order,
    ],
    [
      'post-operative',
      'old and recent surgery',
      {
        ...reason('M54.50'),
        resources: [surgery('s', '63030', '2024-01-01'), surgery('t', '63030', '2026-10-01')],
      },
      no,
    ],
    [
      'post-operative',
      'surgery of another region',
      { ...reason('M54.50'), resources: [surgery('s', '22551', '2024-01-01')] },
      no,
    ],
    [
      'post-operative',
      'an augmentation',
      { ...reason('M54.50'), resources: [surgery('s', '22514', '2024-01-01')] },
      no,
    ],
    [
      'post-operative',
      'a stimulator',
      {
        ...reason('M54.50'),
        resources: [surgery('s', '63650', '2024-01-01', { bodySite: [{ text: 'lumbar spine' }] })],
      },
      no,
    ],
    [
      'post-operative',
      'surgery and no complaint',
      { ...noReason, resources: [surgery('s', '63030', '2024-01-01')] },
      no,
    ],
    ['post-operative', 'the state after surgery as a reason', reason('M96.1'), order],
    ['post-operative', 'pseudoarthrosis as a reason', reason('M96.0'), order],
    [
      'post-operative',
      'the state after surgery on the problem list',
      { ...reason('M54.50'), resources: [condition('c', 'M96.1')] },
      no,
    ],
    [
      'post-operative',
      'surgery and radiculopathy',
      chart(surgery('s', '63030', '2024-01-01')),
      order,
    ],
    [
      'post-operative',
      'surgery and disc disease',
      { ...reason('M51.26'), resources: [surgery('s', '63030', '2024-01-01')] },
      order,
    ],
    [
      'post-operative',
      'surgery and neck pain',
      { study: '72141', ...reason('M54.2'), resources: [surgery('s', '22551', '2024-01-01')] },
      order,
    ],
    [
      'post-operative',
      'surgery and pain of the arm',
      { study: '72141', ...reason('M54.12'), resources: [surgery('s', '22551', '2024-01-01')] },
      order,
    ],
    [
      'post-operative',
      'surgery and thoracic pain',
      { study: '72146', ...reason('M54.6'), resources: [surgery('s', '22610', '2024-01-01')] },
      order,
    ],
    [
      'post-operative',
      'surgery and thoracic radicular pain',
      { study: '72146', ...reason('M54.14'), resources: [surgery('s', '22610', '2024-01-01')] },
      order,
    ],
    [
      'oncology-referral',
      'a malignancy as a reason',
      { study: '78815', ...reason('C50.911') },
      order,
    ],
    [
      'oncology-referral',
      'a malignancy on the problem list',
      { study: '78815', resources: [condition('c', 'C50.911')] },
      no,
    ],
    [
      'oncology-referral',
      'a tumour of the spine has its own section',
      { ...reason('C50.911'), resources: [condition('c', 'C72.0')] },
      no,
    ],
    ['vertebral-augmentation', 'of late', chart(surgery('s', '22514', '2026-08-26')), order],
    [
      'vertebral-augmentation',
      'of the episode',
      { onset: '2026-01-01', resources: [surgery('s', '22514', '2026-01-02')] },
      order,
    ],
    ['vertebral-augmentation', 'of long ago', chart(surgery('s', '22514', '2026-08-25')), no],
    [
      'vertebral-augmentation',
      'of long ago, without a documented onset',
      { onset: null, resources: [surgery('s', '22514', '2026-08-25')] },
      no,
    ],
    ['vertebral-augmentation', 'on no day', chart(surgery('s', '22514', '')), order],
    ['vertebral-augmentation', 'of another region', chart(surgery('s', '22510', '2026-11-01')), no],
    ['vertebral-augmentation', 'other surgery', chart(surgery('s', '63030', '2026-11-01')), no],
    ['surgical-vascular-planning', 'MR angiography', { study: '72198' }, order],
    ['surgical-vascular-planning', 'CT angiography', { study: '74174' }, order],
    ['surgical-vascular-planning', 'an MRI', {}, no],
    ['nuclear-medicine', 'a bone scan', { study: '78306' }, order],
    ['nuclear-medicine', 'a gallium scan', { study: '78802' }, order],
    ['nuclear-medicine', 'SPECT', { study: '78803' }, order],
    ['nuclear-medicine', 'SPECT/CT', { study: '78830' }, order],
    ['nuclear-medicine', 'an MRI', {}, no],
    [
      'spinal-canal-ultrasound',
      'for a sacral dimple',
      { study: '76800', ...reason('Q82.6') },
      order,
    ],
    ['spinal-canal-ultrasound', 'for a pain', { study: '76800' }, no],
    [
      'spinal-canal-ultrasound',
      'for a tethered cord',
      { study: '76800', ...noReason, resources: [condition('c', 'Q06.8')] },
      'Condition/c',
    ],
    ['spinal-canal-ultrasound', 'for nothing', { study: '76800', ...noReason }, no],
    ['spinal-canal-ultrasound', 'an MRI', {}, no],
    [
      'post-discography',
      'said of the order',
      {
        study: '72131',
        order: { reasonCode: [concept(icd, 'M54.50')], note: [{ text: 'post-discography' }] },
      },
      order,
    ],
    [
      'post-discography',
      'by an answer that it is approved',
      { study: '72131', resources: [response({ 'discography-approved': false })] },
      order,
    ],
    [
      'post-discography',
      'by an answer that it is verified',
      { study: '72131', resources: [response({ 'post-discography-verified': false })] },
      order,
    ],
    ['post-discography', 'not mentioned', { study: '72131' }, no],
    [
      'post-discography',
      'of the neck',
      { study: '72125', resources: [response({ 'discography-approved': true })] },
      no,
    ],
    ['post-discography', 'an MRI', chart(response({ 'discography-approved': true })), no],
    ['spinal-cord-stimulator', 'planned', { study: '72146', resources: [planned('63650')] }, order],
    [
      'spinal-cord-stimulator',
      'attested',
      { study: '72146', resources: [response({ 'stimulator-planned': true })] },
      order,
    ],
    [
      'spinal-cord-stimulator',
      'denied',
      { study: '72146', resources: [response({ 'stimulator-planned': false })] },
      no,
    ],
    [
      'spinal-cord-stimulator',
      'other surgery planned',
      { study: '72146', resources: [planned('63030')] },
      no,
    ],
    ['spinal-cord-stimulator', 'for the back', chart(planned('63650')), no],
    [
      'spinal-cord-stimulator',
      'for another pain',
      { study: '72146', ...reason('G95.9'), resources: [planned('63650')] },
      order,
    ],
  ])('%s: %s', (id, _name, definition, expected) => {
    expect(presence(id, definition)).toBe(expected);
  });

  test.each(['M96.1', 'M54.16', 'M54.50', 'M54.14', 'M54.6', 'M54.12', 'M54.2', 'M51.26'])(
    'the pain that a stimulator is for, %s, is dated wherever it lies',
    (code) => {
      const definition = {
        study: '72146',
        ...reason('G95.9'),
        resources: [planned('63650'), condition('pain', code)],
      };
      expect(presence('spinal-cord-stimulator', definition)).toBe('Condition/pain');
    },
  );
});

describe('what a section decides by itself', () => {
  type Row = readonly [
    of: string,
    id: string,
    name: string,
    definition: CaseDefinition,
    expected: string,
  ];
  const film = (conclusion: string, code = '72100'): Content =>
    report('r', code, '2026-10-01', conclusion);
  const aug = (day: string): CaseDefinition => ({
    study: '72131',
    resources: [surgery('s', '22514', day)],
  });
  const within = ['vertebral-augmentation', 'augmentation-within-24-hours'] as const;
  const pain = ['compression-fracture', 'severe-pain-over-one-week'] as const;
  const six = ['post-operative', 'surgery-over-six-months-ago'] as const;
  const postFilm = ['post-operative', 'post-surgical-radiograph'] as const;
  const syrinx = condition('sy', 'G95.0');
  const due = ['syringomyelia-follow-up', 'syrinx-follow-up-due'] as const;
  const since = ['syringomyelia-follow-up', 'syrinx-surgery'] as const;
  const negative = ['spondylolysis', 'spect-negative'] as const;
  const positive = ['spondylolysis', 'spect-positive'] as const;
  const spect = (
    id: string,
    conclusion: string,
    day: string | undefined = '2026-10-01',
    more: Content = {},
  ): Content => report(id, '78803', day, conclusion, more);
  const attestedSpect = (result: string): Content =>
    response({ 'spect.result': { valueString: result } });

  test.each<Row>([
    [...within, 'an hour ago', aug('2026-11-18T14:00:00Z'), 'met [Procedure/s]'],
    [...within, '24 hours ago', aug('2026-11-17T15:00:00Z'), 'met [Procedure/s]'],
    [...within, 'a second more', aug('2026-11-17T14:59:59Z'), 'not-met [Procedure/s]'],
    [...within, 'today', aug('2026-11-18'), 'met [Procedure/s]'],
    [...within, 'yesterday', aug('2026-11-17'), 'not-documented [Procedure/s]'],
    [...within, 'two days ago', aug('2026-11-16'), 'not-met [Procedure/s]'],
    [...within, 'this month', aug('2026-11'), 'not-documented [Procedure/s]'],
    [...within, 'for an MRI', { ...aug('2026-11-18'), study: '72148' }, 'not-met []'],
    [...within, 'for a CT with contrast', { ...aug('2026-11-18'), study: '72132' }, 'not-met []'],
    [...within, 'none', { study: '72131' }, 'not-met []'],
    [
      ...within,
      'one of two',
      {
        study: '72131',
        resources: [surgery('s', '22514', '2026-11-01'), surgery('t', '22514', '2026-11-18')],
      },
      'met [Procedure/t]',
    ],
    [
      ...within,
      'as a payer reads it',
      { ...aug('2026-11-17T13:00:00Z'), readings: { augmentationHours: 26 } },
      'met [Procedure/s]',
    ],

    [
      'coccydynia',
      'radiograph-negative-for-fracture',
      'a film without a fracture',
      { study: '72195', resources: [film('No fracture.', '72220')] },
      'met [DiagnosticReport/r]',
    ],
    [
      'coccydynia',
      'radiograph-negative-for-fracture',
      'a film of the joints',
      { study: '72195', resources: [film('No fracture.', '72202')] },
      'not-documented []',
    ],
    [
      'coccydynia',
      'trial-of-treatment.not-required',
      'as a payer reads it',
      { readings: { coccydyniaNeedsTrial: false } },
      'met []',
    ],
    [
      'spondylolysis',
      'trial-of-treatment.not-required',
      'as a payer reads it',
      { readings: { spondylolysisNeedsTrial: false } },
      'met []',
    ],
    [
      'lumbar-radiculopathy',
      'plain-radiograph.not-required',
      'as a payer reads it',
      { readings: { radiculopathyNeedsRadiograph: false } },
      'met []',
    ],

    [...pain, 'none', reason('M80.08XA'), 'not-documented []'],
    [
      ...pain,
      'eight days',
      {
        ...noReason,
        resources: [condition('c', 'M54.50', { ...severe, onsetDateTime: '2026-11-10' })],
      },
      'met [Condition/c]',
    ],
    [
      ...pain,
      'seven days',
      {
        ...noReason,
        resources: [condition('c', 'M54.50', { ...severe, onsetDateTime: '2026-11-11' })],
      },
      'not-met [Condition/c]',
    ],
    [
      ...pain,
      'some days of this month',
      {
        ...noReason,
        resources: [condition('c', 'M54.50', { ...severe, onsetDateTime: '2026-11' })],
      },
      'not-documented [Condition/c]',
    ],
    [
      ...pain,
      'since nobody knows when',
      { ...noReason, resources: [condition('c', 'M54.50', severe)] },
      'not-documented [Condition/c]',
    ],
    [
      ...pain,
      'that is not severe',
      { ...noReason, resources: [condition('c', 'M54.50', { onsetDateTime: '2026-10-10' })] },
      'not-documented []',
    ],
    [
      ...pain,
      'of the neck',
      {
        study: '72141',
        ...noReason,
        resources: [condition('c', 'M54.2', { ...severe, onsetDateTime: '2026-11-10' })],
      },
      'met [Condition/c]',
    ],
    [
      ...pain,
      'of the chest',
      {
        study: '72146',
        ...noReason,
        resources: [condition('c', 'M54.6', { ...severe, onsetDateTime: '2026-11-10' })],
      },
      'met [Condition/c]',
    ],
    [
      ...pain,
      'the longest of two',
      {
        ...noReason,
        resources: [
          condition('c', 'M54.50', { ...severe, onsetDateTime: '2026-11-15' }),
          condition('d', 'M54.59', { ...severe, onsetDateTime: '2026-11-01' }),
        ],
      },
      'met [Condition/c, Condition/d]',
    ],
    [
      'compression-fracture',
      'insufficiency-fracture-predisposition',
      'osteoporosis',
      chart(condition('c', 'M81.0')),
      'met [Condition/c]',
    ],
    [
      'compression-fracture',
      'insufficiency-fracture-predisposition',
      'none',
      {},
      'not-documented []',
    ],
    [
      'compression-fracture',
      'augmentation-candidate',
      'planned',
      chart(planned('22514')),
      'met [ServiceRequest/s]',
    ],
    [
      'compression-fracture',
      'augmentation-candidate',
      'attested',
      chart(kindOf('kyphoplasty')),
      'met [QuestionnaireResponse/q]',
    ],
    [
      'compression-fracture',
      'augmentation-candidate',
      'other surgery',
      chart(planned('63030')),
      'not-documented []',
    ],
    [
      'compression-fracture',
      'location-concordant',
      'denied',
      chart(response({ 'location-concordant': false })),
      'not-met [QuestionnaireResponse/q]',
    ],
    [
      'compression-fracture',
      'location-concordant',
      'attested',
      chart(response({ 'location-concordant': true })),
      'met [QuestionnaireResponse/q]',
    ],
    ['compression-fracture', 'location-concordant', 'not mentioned', {}, 'met []'],
    [
      'compression-fracture',
      'radiograph-nondiagnostic',
      'of the level of the fracture',
      {
        study: '78306',
        ...reason('M48.56XA'),
        resources: [film('Non-diagnostic study.')],
      },
      'met [DiagnosticReport/r]',
    ],
    [
      'compression-fracture',
      'fracture-acuity-indeterminate',
      'of another level than the fracture',
      {
        study: '78306',
        ...reason('M48.56XA'),
        resources: [film('Fracture of indeterminate acuity.', '72040')],
      },
      'not-documented []',
    ],

    ['high-risk-trauma', 'high-risk-mechanism', 'none', {}, 'not-documented []'],
    [
      'high-risk-trauma',
      'high-risk-mechanism',
      'a collision',
      chart(condition('c', 'V43.52XA', { onsetDateTime: '2026-10-19' })),
      'met [Condition/c]',
    ],
    [
      'high-risk-trauma',
      'high-risk-mechanism',
      'a collision of more than thirty days ago',
      chart(condition('c', 'V43.52XA', { onsetDateTime: '2026-10-18' })),
      'not-documented []',
    ],
    [
      'high-risk-trauma',
      'high-risk-mechanism',
      'a collision of no day',
      chart(condition('c', 'V43.52XA')),
      'not-documented []',
    ],

    [
      'nuclear-medicine',
      'suspected-occult-fracture',
      'a compression fracture',
      reason('M80.08XA'),
      'met [ServiceRequest/order]',
    ],
    [
      'nuclear-medicine',
      'suspected-occult-fracture',
      'an acute fracture',
      reason('S32.010A'),
      'met [ServiceRequest/order]',
    ],
    [
      'nuclear-medicine',
      'suspected-occult-fracture',
      'a fracture of the sacrum',
      { study: '72195', ...reason('S32.10XA') },
      'met [ServiceRequest/order]',
    ],
    [
      'nuclear-medicine',
      'suspected-occult-fracture',
      'osteoporosis',
      reason('M81.0'),
      'not-documented []',
    ],
    [
      'nuclear-medicine',
      'suspected-infection',
      'discitis',
      reason('M46.46'),
      'met [ServiceRequest/order]',
    ],
    [
      'nuclear-medicine',
      'suspected-pseudoarthrosis',
      'pseudoarthrosis',
      reason('M96.0'),
      'met [ServiceRequest/order]',
    ],
    ['nuclear-medicine', 'suspected-pseudoarthrosis', 'none', {}, 'not-documented []'],
    [
      'nuclear-medicine',
      'radiograph-negative-for-fracture',
      'a film that settles nothing',
      chart(film('Equivocal.')),
      'met [DiagnosticReport/r]',
    ],
    [
      'nuclear-medicine',
      'radiograph-negative-for-fracture',
      'a film that is not diagnostic',
      chart(film('Non-diagnostic study.')),
      'met [DiagnosticReport/r]',
    ],
    [
      'nuclear-medicine',
      'radiograph-negative-for-fracture',
      'a film with a fracture',
      chart(film('Fracture of L1.')),
      'not-met [DiagnosticReport/r]',
    ],
    [
      'spondylolysis',
      'radiograph-negative-for-fracture',
      'a film that settles nothing',
      chart(film('Equivocal.')),
      'not-documented [DiagnosticReport/r]',
    ],
    [
      'spondylolysis',
      'radiograph-negative-for-fracture',
      'a film of the neck',
      chart(film('No fracture.', '72040')),
      'not-documented []',
    ],

    [...six, 'long ago', chart(surgery('s', '63030', '2026-05-17')), 'met [Procedure/s]'],
    [...six, 'six months ago', chart(surgery('s', '63030', '2026-05-18')), 'not-met [Procedure/s]'],
    [
      ...six,
      'in a month on which it depends',
      chart(surgery('s', '63030', '2026-05')),
      'not-documented [Procedure/s]',
    ],
    [...six, 'on no day', chart(surgery('s', '63030', '')), 'not-documented [Procedure/s]'],
    [
      ...six,
      'long ago and lately',
      chart(surgery('s', '63030', '2024-01-01'), surgery('t', '63030', '2026-10-01')),
      'not-met [Procedure/s, Procedure/t]',
    ],
    [
      ...six,
      'known by the state that it left',
      chart(condition('c', 'M96.1')),
      'not-documented [Condition/c]',
    ],
    [
      ...six,
      'as a payer reads it',
      { readings: { postOperativeMonths: 3 }, resources: [surgery('s', '63030', '2026-08-17')] },
      'met [Procedure/s]',
    ],

    [
      ...postFilm,
      'after the surgery',
      chart(surgery('s', '63030', '2024-01-01'), film('Normal.')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...postFilm,
      'on its day',
      chart(surgery('s', '63030', '2026-10-01'), film('Normal.')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...postFilm,
      'before it',
      chart(surgery('s', '63030', '2026-10-02'), film('Normal.')),
      'not-met [DiagnosticReport/r]',
    ],
    [
      ...postFilm,
      'after one and before another',
      chart(
        surgery('s', '63030', '2024-01-01'),
        surgery('t', '63030', '2026-10-02'),
        film('Normal.'),
      ),
      'not-met [DiagnosticReport/r]',
    ],
    [
      ...postFilm,
      'in the month of it',
      chart(surgery('s', '63030', '2026-10'), film('Normal.')),
      'not-documented [DiagnosticReport/r]',
    ],
    [
      ...postFilm,
      'of surgery on no day',
      chart(surgery('s', '63030', ''), film('Normal.')),
      'met [DiagnosticReport/r]',
    ],
    [...postFilm, 'none', chart(surgery('s', '63030', '2024-01-01')), 'not-documented []'],

    [
      'sacroiliac-joint',
      'radiograph-nondiagnostic',
      'a film that settles nothing',
      { study: '72195', resources: [film('Equivocal.', '72202')] },
      'met [DiagnosticReport/r]',
    ],
    [
      'sacroiliac-joint',
      'radiograph-nondiagnostic',
      'a film without a fracture',
      { study: '72195', resources: [film('No fracture.', '72202')] },
      'not-met [DiagnosticReport/r]',
    ],
    [
      'sacroiliac-joint',
      'radiograph-nondiagnostic',
      'a film of the sacrum',
      { study: '72195', resources: [film('Equivocal.', '72220')] },
      'not-documented []',
    ],
    [
      'sacroiliac-joint',
      'sacral-fracture',
      'documented',
      { study: '72195', ...reason('S32.10XA') },
      'met [ServiceRequest/order]',
    ],
    ['sacroiliac-joint', 'sacral-fracture', 'none', { study: '72195' }, 'not-documented []'],
    [
      'sacroiliac-joint',
      'suspected-neoplastic-inflammatory-infectious',
      'a tumour',
      chart(condition('c', 'C72.0')),
      'met [Condition/c]',
    ],
    [
      'sacroiliac-joint',
      'suspected-neoplastic-inflammatory-infectious',
      'an infection',
      chart(condition('c', 'M46.46')),
      'met [Condition/c]',
    ],
    [
      'sacroiliac-joint',
      'suspected-neoplastic-inflammatory-infectious',
      'spondylitis',
      chart(condition('c', 'M45.6')),
      'met [Condition/c]',
    ],
    [
      'sacroiliac-joint',
      'suspected-neoplastic-inflammatory-infectious',
      'juvenile arthritis',
      { study: '72195', resources: [condition('c', 'M08.00')] },
      'met [Condition/c]',
    ],
    [
      'sacroiliac-joint',
      'suspected-neoplastic-inflammatory-infectious',
      'none',
      {},
      'not-documented []',
    ],

    [
      'spinal-cord-stimulator',
      'stimulator-planned',
      'planned',
      chart(planned('63650')),
      'met [ServiceRequest/s]',
    ],
    [
      'spinal-cord-stimulator',
      'stimulator-planned',
      'other surgery',
      chart(planned('63030')),
      'not-documented []',
    ],

    [
      'surgical-vascular-planning',
      'revision-anterior-deformity-surgery',
      'planned',
      chart(kindOf('anterior-revision-deformity')),
      'met [QuestionnaireResponse/q]',
    ],
    [
      'surgical-vascular-planning',
      'revision-anterior-deformity-surgery',
      'other surgery',
      chart(kindOf('fusion')),
      'not-met [QuestionnaireResponse/q]',
    ],
    [
      'surgical-vascular-planning',
      'revision-anterior-deformity-surgery',
      'no surgery',
      {},
      'not-documented []',
    ],
    [
      'surgical-vascular-planning',
      'revision-anterior-deformity-surgery',
      'attested alone',
      chart(response({ 'revision-anterior-deformity-surgery': true })),
      'not-documented []',
    ],
    [
      'surgical-vascular-planning',
      'revision-anterior-surgery',
      'planned',
      chart(kindOf('anterior-revision-arthrodesis')),
      'met [QuestionnaireResponse/q]',
    ],

    [...negative, 'none', {}, 'not-documented []'],
    [...negative, 'negative', chart(spect('r', 'Negative.')), 'met [DiagnosticReport/r]'],
    [...positive, 'negative', chart(spect('r', 'Negative.')), 'not-met [DiagnosticReport/r]'],
    [...positive, 'positive', chart(spect('r', 'Positive.')), 'met [DiagnosticReport/r]'],
    [...negative, 'positive', chart(spect('r', 'Positive.')), 'not-met [DiagnosticReport/r]'],
    [
      ...negative,
      'of a SPECT/CT',
      chart(report('r', '78830', '2026-10-01', 'Negative.')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...negative,
      'of a bone scan',
      chart(report('r', '78306', '2026-10-01', 'Negative.')),
      'not-documented []',
    ],
    [
      ...negative,
      'before the episode',
      chart(spect('r', 'Negative.', '2026-08-01')),
      'not-documented []',
    ],
    [
      ...negative,
      'on the day of onset',
      chart(spect('r', 'Negative.', '2026-09-01')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...negative,
      'on no day',
      chart(report('r', '78803', undefined, 'Negative.')),
      'not-documented []',
    ],
    [
      ...negative,
      'without a documented onset',
      { onset: null, resources: [spect('r', 'Negative.')] },
      'not-documented []',
    ],
    [
      ...negative,
      'without results',
      chart(spect('r', 'Negative.', '2026-10-01', { status: 'registered' })),
      'not-documented []',
    ],
    [
      ...negative,
      'two reports that differ',
      chart(spect('r', 'Negative.'), spect('s', 'Positive.')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...negative,
      'attested otherwise than reported',
      chart(spect('r', 'Negative.'), attestedSpect('positive')),
      'not-documented [DiagnosticReport/r, QuestionnaireResponse/q]',
    ],
    [
      ...positive,
      'attested otherwise than reported',
      chart(spect('r', 'Negative.'), attestedSpect('positive')),
      'not-documented [QuestionnaireResponse/q, DiagnosticReport/r]',
    ],

    ['spine-pain', 'osseous-planning', 'for an MRI', chart(planned('63030')), 'not-met []'],
    [
      'spine-pain',
      'osseous-planning',
      'on a day',
      { study: '72131', resources: [{ ...planned('63030'), occurrenceDateTime: '2026-12-01' }] },
      'met [ServiceRequest/s]',
    ],
    [
      'spine-pain',
      'osseous-planning',
      'on no day',
      { study: '72131', resources: [planned('63030')] },
      'not-met []',
    ],
    [
      'spine-pain',
      'osseous-planning',
      'that is denied',
      {
        study: '72131',
        resources: [
          { ...planned('63030'), occurrenceDateTime: '2026-12-01' },
          response({ 'preoperative-planning': false }),
        ],
      },
      'not-met []',
    ],

    ['lumbar-stenosis', 'severe-neurogenic-claudication', 'none', {}, 'not-documented []'],
    [
      'lumbar-stenosis',
      'severe-neurogenic-claudication',
      'of no known severity',
      chart(condition('c', 'M48.062')),
      'not-documented [Condition/c]',
    ],
    [
      'lumbar-stenosis',
      'severe-neurogenic-claudication',
      'severe',
      chart(condition('c', 'M48.062', severe)),
      'not-documented [Condition/c]',
    ],

    [
      'syringomyelia-initial',
      'syrinx-identified',
      'known',
      { study: '72148', resources: [condition('c', 'G95.0')] },
      'met [Condition/c]',
    ],
    [
      'syringomyelia-initial',
      'syrinx-identified',
      'suspected',
      chart(condition('c', 'G95.0', provisional)),
      'not-documented []',
    ],
    [...due, 'no MRI', chart(syrinx), 'not-documented []'],
    [
      ...due,
      'a year ago',
      chart(syrinx, report('r', '72148', '2025-11-18', 'Syrinx.')),
      'met [DiagnosticReport/r]',
    ],
    [
      ...due,
      'a day less',
      chart(syrinx, report('r', '72148', '2025-11-19', 'Syrinx.')),
      'not-met [DiagnosticReport/r] 2026-11-19',
    ],
    [
      ...due,
      'the last of two',
      chart(
        syrinx,
        report('r', '72148', '2024-11-18', 'Syrinx.'),
        report('s', '72158', '2026-01-01', 'Syrinx.'),
      ),
      'not-met [DiagnosticReport/s] 2027-01-01',
    ],
    [
      ...due,
      'settled, two years ago',
      chart(
        syrinx,
        report('r', '72148', '2024-11-18', 'Syrinx.'),
        response({ 'syrinx-non-progression': true }),
      ),
      'not-met [DiagnosticReport/r, QuestionnaireResponse/q] 2027-11-18',
    ],
    [
      ...due,
      'settled, three years ago',
      chart(
        syrinx,
        report('r', '72148', '2023-11-18', 'Syrinx.'),
        response({ 'syrinx-non-progression': true }),
      ),
      'met [DiagnosticReport/r, QuestionnaireResponse/q]',
    ],
    [
      ...due,
      'not settled, two years ago',
      chart(
        syrinx,
        report('r', '72148', '2024-11-18', 'Syrinx.'),
        response({ 'syrinx-non-progression': false }),
      ),
      'met [DiagnosticReport/r, QuestionnaireResponse/q]',
    ],
    [
      ...since,
      'after the last MRI',
      chart(
        syrinx,
        report('r', '72148', '2025-11-18', 'Syrinx.'),
        surgery('s', '63030', '2026-01-01'),
      ),
      'met [Procedure/s]',
    ],
    [
      ...since,
      'on its day',
      chart(
        syrinx,
        report('r', '72148', '2026-01-01', 'Syrinx.'),
        surgery('s', '63030', '2026-01-01'),
      ),
      'met [Procedure/s]',
    ],
    [
      ...since,
      'before it',
      chart(
        syrinx,
        report('r', '72148', '2026-01-02', 'Syrinx.'),
        surgery('s', '63030', '2026-01-01'),
      ),
      'not-met []',
    ],
    [
      ...since,
      'on no day',
      chart(syrinx, report('r', '72148', '2026-01-02', 'Syrinx.'), surgery('s', '63030', '')),
      'not-met []',
    ],
    [...since, 'a stimulator', chart(syrinx, surgery('s', '63650', '2026-01-01')), 'not-met []'],
    [...since, 'an augmentation', chart(syrinx, surgery('s', '22514', '2026-01-01')), 'not-met []'],
    [
      ...since,
      'without an MRI',
      chart(syrinx, surgery('s', '63030', '2026-01-01')),
      'met [Procedure/s]',
    ],
    [
      ...since,
      'at another level',
      chart(syrinx, surgery('s', '22551', '2026-01-01')),
      'not-met []',
    ],
    [
      ...due,
      'at another level',
      chart(syrinx, report('r', '72141', '2026-10-18', 'Syrinx.')),
      'not-documented []',
    ],
    [
      ...due,
      'nondiagnostic',
      chart(
        syrinx,
        report('r', '72148', '2025-10-18', 'Syrinx.'),
        report('s', '72148', '2026-10-18', 'Nondiagnostic due to motion.'),
      ),
      'met [DiagnosticReport/r]',
    ],
  ])('%s, %s: %s', (of, id, _name, definition, expected) => {
    expect(decided(criterion(of, id), definition)).toBe(expected);
  });

  const answers = [
    'no-fracture',
    'fracture',
    'equivocal',
    'non-diagnostic',
    'fracture-acuity-indeterminate',
    'other',
  ] as const;
  test.each<
    readonly [of: string, id: string, study: string, region: string, expected: readonly string[]]
  >([
    [
      'coccydynia',
      'radiograph-negative-for-fracture',
      '72195',
      'sacrum-coccyx',
      ['met', 'not-met', 'open', 'open', 'not-met', 'open'],
    ],
    [
      'compression-fracture',
      'radiograph-nondiagnostic',
      '72148',
      'lumbar',
      ['not-met', 'not-met', 'met', 'met', 'not-met', 'open'],
    ],
    [
      'compression-fracture',
      'fracture-acuity-indeterminate',
      '72148',
      'lumbar',
      ['not-met', 'not-met', 'open', 'open', 'met', 'open'],
    ],
    [
      'nuclear-medicine',
      'radiograph-negative-for-fracture',
      '78306',
      'lumbar',
      ['met', 'not-met', 'met', 'met', 'open', 'open'],
    ],
    [
      'sacroiliac-joint',
      'radiograph-nondiagnostic',
      '72195',
      'sacroiliac',
      ['not-met', 'not-met', 'met', 'met', 'not-met', 'not-met'],
    ],
    [
      'spondylolysis',
      'radiograph-negative-for-fracture',
      '72131',
      'lumbar',
      ['met', 'not-met', 'open', 'open', 'not-met', 'open'],
    ],
  ])('%s: what an attested film says of %s', (of, id, study, region, expected) => {
    const found = answers.map((result) => {
      const film = response({
        'plain-radiograph.region': { valueString: region },
        'plain-radiograph.date': { valueDate: '2026-10-01' },
        'plain-radiograph.result': { valueString: result },
      });
      const value = decided(criterion(of, id), { study, resources: [film] }).split(' ')[0];
      return value === 'not-documented' ? 'open' : value;
    });
    expect(found).toEqual(expected);
  });

  test('a film of the joints that is negative or positive is clear, either way', () => {
    const one = criterion('sacroiliac-joint', 'radiograph-nondiagnostic');
    const says = (conclusion: string): string =>
      decided(one, { study: '72195', resources: [film(conclusion, '72202')] });
    expect(says('Negative.')).toMatch(/^not-met/);
    expect(says('Positive.')).toMatch(/^not-met/);
  });

  test.each<readonly [of: string, id: string]>([
    ['vertebral-augmentation', 'augmentation-complication'],
    ['post-discography', 'discography-approved'],
    ['post-discography', 'post-discography-verified'],
    ['spinal-deformity', 'complex-osseous-deformity'],
    ['lumbar-stenosis', 'multi-level-stenosis'],
    ['spondylolysis', 'high-suspicion-of-spondylolysis'],
    ['spondylolysis', 'pars-healing-monitoring'],
  ])('%s: %s is documented by an answer alone', (of, id) => {
    const one = criterion(of, id);
    expect(decided(one)).toBe('not-documented []');
    expect(decided(one, chart(response({ [id]: true })))).toBe('met [QuestionnaireResponse/q]');
    expect(decided(one, chart(response({ [id]: false })))).toBe(
      'not-met [QuestionnaireResponse/q]',
    );
  });
});

describe('what a section refers and tells', () => {
  const refers = (id: string, definition: CaseDefinition): readonly string[] =>
    indication(id).refersTo?.(caseOf(definition)) ?? [];

  test('a known malignancy, and nuclear medicine for one, to oncology', () => {
    const known = chart(condition('c', 'C50.911'));
    expect(refers('suspected-spinal-malignancy', known)).toEqual(['oncology']);
    expect(
      refers('suspected-spinal-malignancy', chart(condition('c', 'C50.911', provisional))),
    ).toEqual([]);
    expect(refers('nuclear-medicine', known)).toEqual(['oncology']);
    expect(refers('nuclear-medicine', chart(condition('c', 'D33.4')))).toEqual(['oncology']);
    expect(refers('nuclear-medicine', chart(condition('c', 'C50.911', refuted)))).toEqual([]);
    expect(refers('nuclear-medicine', {})).toEqual([]);
    expect(refers('oncology-referral', {})).toEqual(['oncology']);
  });

  test('a focal neuropathy beside a radiculopathy, or as its reason, to the guideline for peripheral nerves', () => {
    expect(refers('lumbar-radiculopathy', reason('M54.16', 'G57.01'))).toEqual([
      'peripheral-nerve',
    ]);
    expect(refers('lumbar-radiculopathy', chart(condition('c', 'G57.31')))).toEqual([
      'peripheral-nerve',
    ]);
    expect(refers('lumbar-radiculopathy', chart(condition('c', 'G57.31', refuted)))).toEqual([]);
    expect(refers('lumbar-radiculopathy', chart(condition('c', 'G56.01')))).toEqual([]);
    expect(refers('lumbar-radiculopathy', {})).toEqual([]);
  });

  test('notices beside the verdict', () => {
    const told = Object.fromEntries(
      indications.flatMap(({ id, notices }) =>
        notices === undefined ? [] : [[id, notices(caseOf())]],
      ),
    );
    expect(told).toMatchObject({
      myelopathy: [
        'The guideline lists MRI of the cervical and of the thoracic spine for suspected myelopathy; one level alone may be ordered (myelopathy-2).',
      ],
      'syringomyelia-initial': [
        'The guideline lists cervical and thoracic MRI together to show the extent of a syrinx, and brain MRI when indicated (syrinx-1).',
      ],
      'surgical-vascular-planning': [
        'CT and MR angiography differ in radiation, availability, cost to the patient and sensitivity to movement (revision-fusion-2).',
      ],
    });
  });
});
