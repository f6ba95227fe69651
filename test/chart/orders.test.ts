import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { readOrders } from '../../src/chart/read-order.ts';
import type { DraftOrder } from '../../src/chart/types.ts';
import {
  asOf,
  type Content,
  chartOf,
  concept,
  cpt,
  icd,
  loinc,
  sct,
  status,
  subject,
} from './support.ts';

const draft = (more: Content = {}): Content => ({
  resourceType: 'ServiceRequest',
  id: 'mri-1',
  status: 'draft',
  intent: 'order',
  subject,
  code: concept(cpt, '72148', 'MRI lumbar spine'),
  ...more,
});

function ordersOf(entries: readonly unknown[], ...onChart: Content[]): readonly DraftOrder[] {
  const bundle: Bundle<FhirResource> = JSON.parse(
    JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: entries }),
  );
  return readOrders(bundle, chartOf(...onChart), { patientId: 'p1', asOf });
}

function orderOf(more: Content, ...onChart: Content[]): DraftOrder | undefined {
  return ordersOf([{ resource: draft(more) }], ...onChart)[0];
}

const reasonsOf = (order: DraftOrder | undefined): unknown[] =>
  (order?.reasons ?? []).map(({ concepts, evidence }) => [
    [...concepts].join(),
    evidence.reference,
  ]);

describe('a reason in words', () => {
  const note = [{ text: 'LBP radiating to L foot x 8 wks, failed PT' }];

  test('may stand in the note of an order that has no other', () => {
    expect(
      orderOf({ note })?.reasons.map(({ fromText, concepts }) => [fromText, ...concepts]),
    ).toEqual([[true, 'lumbar-radiculopathy']]);
  });

  test.each<[string, Content]>([
    ['the order has a reason', { note, reasonCode: [{ text: 'Osteopenia' }] }],
    ['the note names no complaint', { note: [{ text: 'Patient prefers the open magnet.' }] }],
  ])('is not looked for in a note where %s', (_, more) => {
    const concepts = (orderOf(more)?.reasons ?? []).flatMap((one) => [...one.concepts]);
    expect(concepts).toEqual([]);
  });

  test('that leaves two open is shown as itself and means nothing', () => {
    const [reason] =
      orderOf({ reasonCode: [{ text: 'Radiculopathy vs hip pathology' }] })?.reasons ?? [];
    expect(reason?.concepts.size).toBe(0);
    expect(reason?.evidence.text).toBe('Radiculopathy vs hip pathology');
  });
});

describe('the study that is ordered', () => {
  const billing = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
  const cptOf = (more: Content): string | undefined => orderOf(more)?.study.cpt;

  test.each<[string, Content, string | undefined]>([
    ['by its CPT code', {}, '72148'],
    ['by a LOINC code of the same study', { code: concept(loinc, '30679-5') }, '72148'],
    [
      'by the billing options of a code that says nothing',
      {
        code: {
          text: 'MRI',
          extension: [
            { url: 'http://other.example', valueCodeableConcept: concept(cpt, '72141') },
            { url: billing, valueCodeableConcept: concept(cpt, '99213') },
            { url: billing, valueCodeableConcept: concept(cpt, '72158') },
          ],
        },
      },
      '72158',
    ],
    [
      'by its code before any billing option',
      {
        code: {
          ...concept(cpt, '72148'),
          extension: [{ url: billing, valueCodeableConcept: concept(cpt, '72158') }],
        },
      },
      '72148',
    ],
    ['by words of the published list', { code: { text: 'MRI lumbar spine' } }, '72148'],
    ['not by other words', { code: { text: 'Lumbar spine, please' } }, undefined],
    ['not of a revoked order', { status: 'revoked' }, undefined],
    ['not of one entered in error', { status: 'entered-in-error' }, undefined],
    ['not of one that no code names', { code: concept(cpt, '99213') }, undefined],
    ['not of a plain radiograph', { code: concept(cpt, '72100') }, undefined],
  ])('%s', (_name, more, expected) => {
    expect(cptOf(more)).toBe(expected);
  });

  test('each order is read once, in the order of the Bundle; nothing else is one', () => {
    const orders = ordersOf([
      { resource: draft({ id: 'b' }) },
      {},
      { resource: { resourceType: 'MedicationRequest', id: 'm' } },
      { resource: draft({ id: 'a', code: concept(cpt, '72141') }) },
    ]);
    expect(orders.map((one) => [one.reference, one.study.cpt])).toEqual([
      ['ServiceRequest/b', '72148'],
      ['ServiceRequest/a', '72141'],
    ]);
    const unreadable: Bundle<FhirResource> = JSON.parse('{"resourceType":"Bundle","entry":"x"}');
    expect(readOrders(unreadable, chartOf(), { patientId: 'p1', asOf })).toEqual([]);
  });
});

describe('its reasons', () => {
  const condition = (id: string, code: string, more: Content = {}): Content => ({
    resourceType: 'Condition',
    id,
    subject,
    code: concept(icd, code),
    ...more,
  });
  const pointing = (...references: string[]): Content => ({
    reasonReference: references.map((reference) => ({ reference })),
  });

  test('are its codes, then what it points at on the chart', () => {
    const order = orderOf(
      {
        reasonCode: [{ text: 'sore' }, concept(icd, 'M54.50')],
        ...pointing(
          'Condition/c',
          'https://ehr.example/fhir/Condition/d/_history/1',
          'Condition/none',
        ),
      },
      condition('c', 'M54.16'),
      condition('d', 'M48.061'),
    );
    expect(reasonsOf(order)).toEqual([
      ['', 'ServiceRequest/mri-1'],
      ['low-back-pain', 'ServiceRequest/mri-1'],
      ['lumbar-radiculopathy', 'Condition/c'],
      ['lumbar-stenosis', 'Condition/d'],
    ]);
  });

  test('may be contained, or stand in the same Bundle', () => {
    const orders = ordersOf([
      {
        resource: draft({
          contained: [condition('other', 'M54.2'), condition('in', 'M54.16')],
          ...pointing(
            '#in',
            'https://ehr.example/fhir/Condition/beside',
            'urn:uuid:1',
            'Observation/weak',
          ),
        }),
      },
      { resource: condition('beside', 'M48.061') },
      { fullUrl: 'urn:uuid:1', resource: condition('u', 'M43.16') },
      {
        resource: {
          resourceType: 'Observation',
          id: 'weak',
          status: 'final',
          code: concept(sct, '6077001'),
          effectiveDateTime: '2026-11-01',
        },
      },
    ]);
    expect(reasonsOf(orders[0])).toEqual([
      ['lumbar-radiculopathy', 'ServiceRequest/mri-1'],
      ['lumbar-stenosis', 'Condition/beside'],
      ['spondylolisthesis', 'urn:uuid:1'],
      ['foot-drop', 'Observation/weak'],
    ]);
    expect(orders[0]?.reasons[3]?.recorded?.text).toBe('2026-11-01');
  });

  test('of the chart count once, however often they are named', () => {
    expect(
      reasonsOf(orderOf(pointing('Condition/c', 'Condition/c'), condition('c', 'M54.16'))),
    ).toHaveLength(1);
  });

  test.each<[string, Content]>([
    ['refuted', { verificationStatus: status('refuted') }],
    ['resolved', { clinicalStatus: status('resolved') }],
    ['entered in error', { verificationStatus: status('entered-in-error') }],
  ])('that are %s are none', (_name, more) => {
    expect(reasonsOf(orderOf(pointing('Condition/c'), condition('c', 'M54.16', more)))).toEqual([]);
  });

  test('are only conditions and findings', () => {
    const orders = ordersOf([
      { resource: draft(pointing('Procedure/x', '#nothing')) },
      { resource: { resourceType: 'Procedure', id: 'x', code: concept(icd, 'M54.16') } },
    ]);
    expect(reasonsOf(orders[0])).toEqual([]);
  });

  test('of a code that names no level lie where the order’s body site says', () => {
    const order = orderOf({
      reasonCode: [concept(sct, '76107001', 'Spinal stenosis')],
      bodySite: [{ text: 'lumbar spine' }],
    });
    expect(order?.reasons.map((one) => one.regions)).toEqual([['lumbar']]);
    expect(order?.bodyRegions).toEqual(['lumbar']);
  });
});

describe('its technique', () => {
  const upright = 'Upright MRI';
  test.each<[string, Content]>([
    ['in a detail', { orderDetail: [{ text: 'Please' }, { text: upright }] }],
    ['in the text of its code', { code: { ...concept(cpt, '72148'), text: upright } }],
    ['in a display', { code: concept(cpt, '72148', upright) }],
    ['in a note', { note: [{ text: upright }] }],
    ['in the text of a reason', { reasonCode: [{ text: upright }] }],
  ])('stands %s', (_name, more) => {
    expect([...(orderOf(more)?.techniques ?? [])]).toEqual(['positional']);
  });

  test('is none where nothing is said', () => {
    expect(orderOf({})?.techniques.size).toBe(0);
    expect(orderOf({ code: concept(cpt, '72148') })?.techniques.size).toBe(0);
  });

  test('words of one part and the next do not make a technique', () => {
    expect(orderOf({ note: [{ text: 'cone' }, { text: 'beam' }] })?.techniques.size).toBe(0);
  });

  test('a superficial mass may be what a reason is called, for an ultrasound alone', () => {
    const mass: Content = {
      resourceType: 'Condition',
      id: 'm',
      subject,
      code: concept(icd, 'M54.50', 'Superficial mass of the back'),
    };
    const pointed = { reasonReference: [{ display: 'x' }, { reference: 'Condition/m' }] };
    const techniques = (more: Content): string[] => [...(orderOf(more, mass)?.techniques ?? [])];
    expect(techniques({ code: concept(cpt, '76800'), ...pointed })).toEqual(['superficial-mass']);
    expect(
      techniques({
        code: concept(cpt, '76800'),
        reasonCode: [concept(icd, 'R22.2', 'Superficial mass')],
      }),
    ).toEqual(['superficial-mass']);
    expect(techniques(pointed)).toEqual([]);
  });
});
