import fc from 'fast-check';
import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { assessmentsKey } from '../../hooks/order-review.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { Assessment } from '../../src/assessment/types.ts';
import { RequestProblem } from '../../src/cds/request-problem.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { sampleSize } from '../support/sample-size.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

const services = cdsServices(serviceSettings);
const inScope = allVignettes().filter((vignette) => vignette.expected.assessments.length > 0);
const anyVignette = fc.constantFrom(...inScope);
// The same every time; further seeds are tried by `npm run fuzz`.
const runs = { numRuns: sampleSize(100), seed: 20_261_118 };

/** The assessments of a vignette's orders on another chart; none where the chart is refused as somebody else's. */
function assess(vignette: Vignette, resources: readonly Resource[]): readonly Assessment[] {
  try {
    return assessed(vignette, resources);
  } catch (error) {
    if (error instanceof RequestProblem) return [];
    throw error;
  }
}

function assessed(vignette: Vignette, resources: readonly Resource[]): readonly Assessment[] {
  const { request } = vignette;
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  const asOf = new Date(vignette.asOf);
  const found = service.answer({ request, resources, unavailable: [], asOf }).response.extension?.[
    assessmentsKey
  ];
  return Array.isArray(found) ? found : [];
}

/** A chart and one of its resources. */
const chartWithOne = anyVignette
  .map((vignette) => ({ vignette, resources: resourcesOf(vignette.request) }))
  .chain(({ vignette, resources }) =>
    fc.constantFrom(...resources).map((one) => ({ vignette, resources, one })),
  );

test('the order of resources never changes a verdict', () => {
  const shuffled = anyVignette.chain((vignette) => {
    const resources = [...resourcesOf(vignette.request)];
    return fc
      .shuffledSubarray(resources, { minLength: resources.length })
      .map((reordered) => ({ vignette, resources, reordered }));
  });
  fc.assert(
    fc.property(shuffled, ({ vignette, resources, reordered }) => {
      expect(assess(vignette, reordered)).toEqual(assess(vignette, resources));
    }),
    runs,
  );
});

test('what was entered in error changes nothing, whether it is there or not', () => {
  fc.assert(
    fc.property(chartWithOne, anyVignette, ({ vignette, resources }, other) => {
      const strangers = resourcesOf(other.request)
        .filter((one) => one.resourceType !== 'Patient')
        .map((one, position) => ({
          ...one,
          id: `erroneous-${position}`,
          ...(one.resourceType === 'Condition'
            ? { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }
            : { status: 'entered-in-error' }),
        }));
      expect(assess(vignette, [...resources, ...strangers])).toEqual(assess(vignette, resources));
    }),
    runs,
  );
});

test('another patient’s chart changes nothing', () => {
  fc.assert(
    fc.property(anyVignette, anyVignette, (vignette, other) => {
      const resources = resourcesOf(vignette.request);
      // Where nothing else is the patient's own, the call is refused.
      fc.pre(JSON.stringify(resources).includes('"Patient/p1"'));
      const strangers: readonly Resource[] = JSON.parse(
        JSON.stringify(resourcesOf(other.request)).replaceAll('Patient/p1', 'Patient/p2'),
      );
      const theirs = strangers
        .filter((one) => one.resourceType !== 'Patient')
        .map((one) => ({ ...one, id: `theirs-${one.id ?? ''}` }));
      expect(assess(vignette, [...theirs, ...resources])).toEqual(assess(vignette, resources));
    }),
    runs,
  );
});

/** Only a documented discordance counts, so agreement has no evidence of its own (vcf-1). */
const withoutEvidence: ReadonlySet<string> = new Set(['location-concordant']);

describe('support', () => {
  test('rests on met criteria alone, each with its evidence', () => {
    const supported = inScope.flatMap((vignette) =>
      assess(vignette, resourcesOf(vignette.request))
        .filter((assessment) => assessment.determination === 'supported')
        .map((assessment) => ({ name: vignette.name, assessment })),
    );
    expect(supported.length).toBeGreaterThan(80);
    const hollow = supported.filter(
      ({ assessment: { criteria } }) =>
        criteria.length === 0 ||
        criteria.some(
          (one) =>
            one.finding !== 'met' || (one.evidence.length === 0 && !withoutEvidence.has(one.id)),
        ),
    );
    expect(hollow.map(({ name }) => name)).toEqual([]);
  });

  test('cites resources that were sent, and no others', () => {
    fc.assert(
      fc.property(anyVignette, (vignette) => {
        const resources = resourcesOf(vignette.request);
        const sent = new Set(resources.map((one) => `${one.resourceType}/${one.id ?? ''}`));
        for (const { order, criteria } of assess(vignette, resources)) {
          for (const { evidence } of criteria) {
            for (const { reference } of evidence) {
              expect(sent.has(reference) || reference.startsWith('ServiceRequest/')).toBe(true);
              expect(
                reference === order || sent.has(reference) || isDraft(vignette, reference),
              ).toBe(true);
            }
          }
        }
      }),
      runs,
    );
  });

  test('does not come from taking something away, unless that carried the exclusion', () => {
    fc.assert(
      fc.property(chartWithOne, ({ vignette, resources, one }) => {
        const removed = `${one.resourceType}/${one.id ?? ''}`;
        const after = assess(
          vignette,
          resources.filter((resource) => resource !== one),
        );
        for (const before of assess(vignette, resources)) {
          if (before.determination !== 'not-supported') continue;
          const now = after.find((assessment) => assessment.order === before.order);
          if (now?.determination !== 'supported') continue;
          const carried = before.criteria.flatMap((criterion) => criterion.evidence);
          expect(carried.map((evidence) => evidence.reference)).toContain(removed);
        }
      }),
      runs,
    );
  });
});

function isDraft(vignette: Vignette, reference: string): boolean {
  return (vignette.request.context.draftOrders.entry ?? []).some(
    (entry) => `ServiceRequest/${entry.resource?.id ?? ''}` === reference,
  );
}

test('further documentation turns no settled criterion around', () => {
  const further: readonly Resource[] = JSON.parse(
    JSON.stringify([
      {
        resourceType: 'Encounter',
        id: 'further-visit',
        status: 'finished',
        class: { code: 'AMB' },
        subject: { reference: 'Patient/p1' },
        period: { start: '2026-11-18T08:00:00Z' },
      },
      {
        resourceType: 'Observation',
        id: 'further-pain',
        status: 'final',
        subject: { reference: 'Patient/p1' },
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
        effectiveDateTime: '2026-11-18',
        valueQuantity: { value: 72 },
      },
    ]),
  );
  fc.assert(
    fc.property(anyVignette, (vignette) => {
      const resources = resourcesOf(vignette.request);
      const after = assess(vignette, [...resources, ...further]);
      for (const before of assess(vignette, resources)) {
        const now = after.find((assessment) => assessment.order === before.order);
        const findings = new Map(
          now?.criteria.map((criterion) => [criterion.id, criterion.finding]),
        );
        for (const criterion of before.criteria) {
          if (criterion.finding === 'met') expect(findings.get(criterion.id) ?? 'met').toBe('met');
        }
      }
    }),
    runs,
  );
});
