import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import {
  cptSystem,
  deedsOf,
  onlyCard,
  order,
  ordersOf,
  type ReviewFields,
  render,
  review,
  snomedSystem,
  study,
  suggestionsOf,
} from './support.ts';

const billingOptions = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

function preferring(
  preference: 'advisory' | 'recommended' | 'mandated',
  fields: ReviewFields = {},
) {
  return review({
    cpt: '72158',
    ...fields,
    assessment: {
      determination: 'alternative-preferred',
      preferredStudy: '72148',
      preference,
      ...fields.assessment,
    },
    statements: ['radiculopathy-1', 'radiculopathy-3'],
  });
}

test.each([
  ['advisory', 'info'],
  ['recommended', 'warning'],
  ['mandated', 'warning'],
] as const)('a study that is %s instead gives a card of kind %s', (preference, indicator) => {
  const { card, kind } = onlyCard(preferring(preference));
  expect(kind).toBe('preferred-study');
  expect(card.indicator).toBe(indicator);
  expect(card.summary).toContain(study('72148').label);
  expect(card.summary).toContain('72158');
});

test('the first statement that is short enough to be read is quoted', () => {
  const { card } = onlyCard(preferring('advisory'), {
    statementText: (id) => (id === 'radiculopathy-1' ? 'long '.repeat(60) : `Sentence of ${id}.`),
  });
  expect(card.detail).toContain('> Guideline: “Sentence of radiculopathy-3.”');
});

describe('the update', () => {
  const busy: ServiceRequest = order('72158', {
    meta: { versionId: '3', profile: ['http://example.org/p'] },
    extension: [{ url: 'http://example.org/x', valueString: 'kept' }],
    identifier: [{ system: 'http://example.org/ids', value: '1' }],
    priority: 'urgent',
    code: {
      id: 'code-1',
      extension: [
        {
          url: billingOptions,
          valueCodeableConcept: { coding: [{ system: cptSystem, code: '72158' }] },
        },
        {
          url: billingOptions,
          valueCodeableConcept: { coding: [{ system: 'http://hospital.example', code: 'B7' }] },
        },
        {
          url: billingOptions,
          valueCodeableConcept: { coding: [{ system: cptSystem, code: '72148' }] },
        },
        { url: 'http://example.org/other', valueBoolean: true },
      ],
      coding: [
        { system: cptSystem, code: '72158' },
        { system: 'http://loinc.org', code: '24967-2' },
        { system: 'http://hospital.example', code: 'MRLSPWWO', display: 'MRI L-spine w/wo' },
      ],
      text: 'MRI L-spine w/wo',
    },
    bodySite: [{ text: 'Lumbar spine' }],
    note: [{ text: 'please call' }],
  });
  const card = onlyCard(preferring('advisory', { resource: busy }));
  const [updated] = ordersOf(card);

  test('is the recommended suggestion and carries the whole order with its id', () => {
    const [suggestion] = suggestionsOf(card);
    expect(suggestion?.isRecommended).toBe(true);
    expect(suggestion?.actions?.[0]?.type).toBe('update');
    expect(updated?.id).toBe('mri-1');
  });

  test('changes the code and nothing else', () => {
    expect({ ...updated, code: undefined }).toEqual({ ...busy, code: undefined });
  });

  test('names the preferred study alone, in every system', () => {
    expect(updated?.code?.coding).toEqual([
      { system: cptSystem, code: '72148', display: study('72148').label },
      { system: 'http://loinc.org', code: '30679-5' },
    ]);
    expect(updated?.code?.text).toBe(study('72148').label);
  });

  test('keeps of the code what is not about the old study', () => {
    expect(updated?.code?.id).toBe('code-1');
    expect(updated?.code?.extension).toEqual([
      {
        url: billingOptions,
        valueCodeableConcept: { coding: [{ system: cptSystem, code: '72148' }] },
      },
      { url: 'http://example.org/other', valueBoolean: true },
    ]);
  });

  test('leaves the order that the caller sent as it was', () => {
    expect(busy.code?.coding?.[0]?.code).toBe('72158');
  });
});

test('LOINC is added only where it has one code for the study', () => {
  const pelvis = review({
    cpt: '72148',
    assessment: {
      determination: 'alternative-preferred',
      preferredStudy: '72195',
      preference: 'recommended',
    },
  });
  expect(ordersOf(onlyCard(pelvis))[0]?.code?.coding?.map((coding) => coding.system)).toEqual([
    cptSystem,
  ]);
});

test('a preferred study that is drafted already is not suggested again: this order can go', () => {
  const other = order('72148', { id: 'mri-2' });
  const one = preferring('advisory');
  const card = onlyCard(one, { draftOrders: [one.order.resource, other] });
  expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  expect(card.card.detail).toContain('is among today’s orders');
});

test.each(['revoked', 'entered-in-error'] as const)('a %s order drafts nothing', (status) => {
  const other = order('72148', { id: 'mri-2', status });
  const one = preferring('advisory');
  expect(deedsOf(onlyCard(one, { draftOrders: [one.order.resource, other] }))).toEqual([
    'update 72148',
  ]);
});

describe('not supported', () => {
  const notSupported = {
    decidedByTitle: 'Positional or weight-bearing MRI',
    statements: ['mri-3'],
    assessment: { determination: 'not-supported' as const, decidedBy: 'study.positional-mri' },
  };

  test('says so, with the statement, and offers to remove the order', () => {
    const card = onlyCard(review(notSupported));
    expect(card.kind).toBe('not-supported');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toBe('Lumbar MRI: an upright or positional scan is not supported');
    expect(card.card.detail).toContain('> Guideline: “Sentence of mri-3.”');
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });

  test('offers the supported alternative first', () => {
    const card = onlyCard(
      review({
        ...notSupported,
        cpt: '72158',
        assessment: { ...notSupported.assessment, preferredStudy: '72148' },
      }),
    );
    expect(deedsOf(card)[0]).toBe('update 72148');
    expect(suggestionsOf(card)[0]?.isRecommended).toBe(true);
    expect(card.card.summary).toContain(`${study('72148').label} (72148) is`);
  });

  test('two orders that both need the same code in another form are not each other\u2019s reason to go', () => {
    const both = ['mri-1', 'mri-2'].map((id) =>
      review({
        ...notSupported,
        resource: order('72148', { id }),
        assessment: { ...notSupported.assessment, preferredStudy: '72148' },
      }),
    );
    for (const card of render(both)) expect(deedsOf(card)[0]).toBe('update 72148');
    const [one, other] = both;
    if (one === undefined || other === undefined) throw new Error('two orders are needed');
    const draftOrders = [one.order.resource, other.order.resource];
    expect(deedsOf(onlyCard(one, { draftOrders }))[0]).toBe('update 72148');
  });
});

test('a SNOMED CT code of the old study goes with it', () => {
  const resource = order('72158', {
    code: { coding: [{ system: snomedSystem, code: '41333006' }] },
  });
  const [updated] = ordersOf(onlyCard(preferring('recommended', { resource })));
  expect(JSON.stringify(updated?.code)).not.toContain('41333006');
});
