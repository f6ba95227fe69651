import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { studyByCpt } from '../../src/terminology/study-catalogue.ts';
import type { Study } from '../../src/terminology/types.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { reviewOf, reviewsOf } from '../support/reviews.ts';

const vignettes = allVignettes();

function named(name: string): Vignette {
  const found = vignettes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

function study(cpt: string): Study {
  const found = studyByCpt(cpt);
  if (found === undefined) throw new Error(`no study ${cpt}`);
  return found;
}

const satisfied = named('lumbar-radiculopathy/ct-without-contraindication');

function condition(id: string, code: string, more: Partial<Resource> = {}): Resource {
  return {
    resourceType: 'Condition',
    id,
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
    ...more,
  } as Resource;
}

describe('a study other than the ordered one', () => {
  test('is assessed as if it had been ordered', () => {
    const review = reviewOf(satisfied, 'ServiceRequest/mri-1');
    expect(review.assessment.determination).toBe('prerequisites-missing');
    const changed = review.assessAs(study('72148'));
    expect(changed.determination).toBe('supported');
    expect(changed.study.cpt).toBe('72148');
    expect(review.assessAs(study('72148'))).toBe(changed);
  });

  test('is offered where it is supported, and refused with a reason where it is no better', () => {
    const review = reviewOf(satisfied, 'ServiceRequest/mri-1');
    expect(review.propose(study('72148'), 'instead').isOffered).toBe(true);
    expect(review.propose(study('72133'), 'instead')).toMatchObject({
      isOffered: false,
      why: expect.stringContaining('would not be supported'),
    });
  });

  test('is no MRI where the chart documents that MRI is contraindicated', () => {
    const pacemaker = condition('pm', 'Z95.0');
    const review = reviewOf(satisfied, 'ServiceRequest/mri-1', [pacemaker]);
    expect(review.propose(study('72148'), 'instead')).toMatchObject({
      isOffered: false,
      why: expect.stringContaining('contraindicat'),
    });
  });

  test('beside the ordered one has to be needed beside it', () => {
    const review = reviewOf(satisfied, 'ServiceRequest/mri-1');
    expect(review.assessCreated(study('72131')).determination).toBe('prerequisites-missing');
  });
});

describe('X-ray and CT in a coded pregnancy', () => {
  test.each(['Z34.02', 'Z33.1', 'O09.512', 'Z3A.20'])(
    '%s: are not the recommended step',
    (code) => {
      const review = reviewOf(satisfied, 'ServiceRequest/mri-1', [condition('preg', code)]);
      expect(review.propose(study('72100'), 'beside')).toMatchObject({
        isOffered: true,
        mayBeRecommended: false,
      });
      expect(review.propose(study('72148'), 'instead')).toMatchObject({ mayBeRecommended: true });
    },
  );

  test('a pregnancy of two years ago, or one that is over, says nothing', () => {
    const old = condition('preg', 'Z34.02', { onsetDateTime: '2024-03-01' } as Partial<Resource>);
    const review = reviewOf(satisfied, 'ServiceRequest/mri-1', [old]);
    expect(review.propose(study('72100'), 'beside')).toMatchObject({ mayBeRecommended: true });
  });
});

test('no preferred study of any vignette is contradicted by the assessment of the changed order', () => {
  const contradicted = vignettes.flatMap((vignette) =>
    reviewsOf(vignette).flatMap((review) => {
      const { preferredStudy } = review.assessment;
      if (preferredStudy === null) return [];
      const changed = review.assessAs(study(preferredStudy));
      const isContradicted =
        changed.determination === 'not-supported' || changed.preferredStudy !== null;
      return isContradicted ? [`${vignette.name}: ${preferredStudy}`] : [];
    }),
  );
  expect(contradicted).toEqual([]);
});
