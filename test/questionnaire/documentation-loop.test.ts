import type { Questionnaire, QuestionnaireItem, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { CriterionResult, OrderReview } from '../../src/assessment/types.ts';
import { encodings } from '../../src/guideline/catalogue.ts';
import { neededItems } from '../../src/questionnaire/needed-items.ts';
import { formQuestionnaire } from '../../src/questionnaire/order-form.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { favourable, responseWith, unfavourable } from '../support/answers.ts';
import { reviewOf, reviewsOf } from '../support/reviews.ts';
import { isSampled } from '../support/sample-size.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

/** An order of a vignette that lacks something, with what is asked about it. */
interface Lacking {
  readonly vignette: Vignette;
  readonly review: OrderReview;
  readonly items: readonly string[];
}

const lacking: readonly Lacking[] = allVignettes().flatMap((vignette) =>
  reviewsOf(vignette)
    .filter(({ assessment }) => assessment.determination === 'prerequisites-missing')
    .map((review) => ({ vignette, review, items: neededItems(review) })),
);
const asked = lacking.filter(({ items }) => items.length > 0);
const unasked = lacking.filter(({ items }) => items.length === 0);
const named = ({ vignette, review }: Lacking): string =>
  `${vignette.name} ${review.order.reference}`;

type Answer = typeof favourable;

/** The next call's review, with some items answered one way and some the other. */
function answered(
  { vignette, review }: Lacking,
  answers: Iterable<readonly [linkId: string, answer: Answer]>,
): OrderReview {
  const asOf = new Date(vignette.asOf);
  const given = new Map<string, QuestionnaireResponseItemAnswer>();
  for (const [linkId, answer] of answers) given.set(linkId, answer(linkId, { asOf, review }));
  const { patientId } = vignette.request.context;
  return reviewOf(vignette, review.order.reference, [responseWith(given, patientId, asOf)]);
}

function isSatisfied({ assessment }: OrderReview): boolean {
  return ['supported', 'alternative-preferred'].includes(assessment.determination);
}

function isSatisfiedBy(one: Lacking, items: Iterable<string>): boolean {
  return isSatisfied(
    answered(
      one,
      [...items].map((linkId) => [linkId, favourable] as const),
    ),
  );
}

/** The missing criteria that the items ask about. An onset alone is neither for nor against: it places what is there. */
function askedCriteria({ review, items }: Lacking): readonly CriterionResult[] {
  return review.assessment.criteria.filter(({ id, finding }) => {
    const asks = encodings(newestPolicy).get(id)?.asks ?? [];
    return (
      finding !== 'met' &&
      asks.some((linkId) => linkId !== 'episode.onset' && items.includes(linkId))
    );
  });
}

/**
 * Whether some set of favourable answers satisfies the order with an item, and no longer without it or with its
 * opposite.
 */
function canChange(one: Lacking, item: string): boolean {
  for (const items of [one.items, [...one.items].reverse()]) {
    const others = new Set(items.filter((linkId) => linkId !== item));
    for (const other of [...others]) {
      others.delete(other);
      if (!isSatisfiedBy(one, [item, ...others])) others.add(other);
    }
    if (!isSatisfiedBy(one, others)) return true;
    const opposed = answered(one, [
      ...[...others].map((linkId) => [linkId, favourable] as const),
      [item, unfavourable] as const,
    ]);
    if (!isSatisfied(opposed)) return true;
  }
  return false;
}

test('there are orders that lack something, most of which answers can settle', () => {
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.length).toBeGreaterThan(unasked.length);
});

describe('the form of an order', () => {
  const forms = asked.map(({ items }) =>
    formQuestionnaire('https://payer.example/fhir', { kind: 'standard', linkIds: items }),
  );
  const questions = (form: Questionnaire): readonly QuestionnaireItem[] =>
    (form.item ?? []).flatMap(({ item = [] }) => item);
  const median = (counts: readonly number[]): number =>
    counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;

  test('has about five questions in the usual case, and shows no more at first for most orders', () => {
    expect(median(forms.map((form) => questions(form).length))).toBeLessThanOrEqual(5);
    const shown = forms.map(
      (form) => questions(form).filter(({ enableWhen }) => !enableWhen).length,
    );
    const few = shown.filter((count) => count <= 5);
    expect(few.length / shown.length).toBeGreaterThan(0.75);
  });

  test('asks about a red flag before anything else', () => {
    const flagged = forms.filter(({ item = [] }) =>
      item.some(({ linkId }) => linkId === 'group.red-flags'),
    );
    expect(flagged.length).toBeGreaterThan(5);
    for (const { item = [] } of flagged) expect(item[0]?.linkId).toBe('group.red-flags');
  });

  test('asks for nothing that hangs on an answer which comes later', () => {
    for (const form of forms) {
      const order = questions(form).map(({ linkId }) => linkId);
      for (const { linkId, enableWhen = [] } of questions(form)) {
        for (const { question } of enableWhen) {
          expect([linkId, order.indexOf(question) < order.indexOf(linkId)]).toEqual([linkId, true]);
        }
      }
    }
  });
});

/** Half of them unless more samples are asked for: each is judged anew for every set of answers. */
const tried = asked.filter(({ vignette }) => isSampled(vignette.name, 3));

describe.each(tried.map((one) => [named(one), one] as const))('%s', (_name, one) => {
  const response = 'QuestionnaireResponse/answers';

  test('its card asks for exactly what it needs', () => {
    expect(new Set(itemsOnCards(one))).toEqual(new Set(one.items));
    expect(one.items.length).toBe(new Set(one.items).size);
  });

  test('favourable answers make the next call support it', () => {
    const next = answered(
      one,
      one.items.map((linkId) => [linkId, favourable] as const),
    );
    expect(next.assessment.determination).toMatch(/^(supported|alternative-preferred)$/);
    expect(neededItems(next)).toEqual([]);
  });

  test('unfavourable answers leave it unsupported, and what was asked not met', () => {
    const { assessment, redFlags } = answered(
      one,
      one.items.map((linkId) => [linkId, unfavourable] as const),
    );
    expect(assessment.determination).toMatch(/^(prerequisites-missing|not-supported)$/);
    expect(redFlags.map(({ id }) => id)).toEqual(one.review.redFlags.map(({ id }) => id));
    const left = askedCriteria(one).flatMap(({ id }) => {
      const after = assessment.criteria.find((criterion) => criterion.id === id);
      if (after === undefined || after.finding === 'not-met') return [];
      // Where the chart's own evidence stands beside the answer, the two are shown and settle nothing.
      const stands = after.evidence.some(({ reference }) => reference !== response);
      return stands && after.finding === 'not-documented' ? [] : [[id, after]];
    });
    expect(left).toEqual([]);
  });

  test('nothing is asked that cannot change the determination', () => {
    const idle = one.items.filter((item) => !canChange(one, item));
    // Treatment for longer than a week would complete this red flag, and so waive what else is asked.
    const waived = one.vignette.name === 'red-flag/severe-radicular-pain-six-days';
    expect(idle.filter((item) => !waived || item.startsWith('trial-of-treatment'))).toEqual([]);
  });

  test('nothing is asked that was answered already, unless the chart contradicts the answer', () => {
    const { chart } = one.review.unsettled?.orderCase ?? {};
    const known = one.items.filter((linkId) => chart?.attested(linkId) !== undefined);
    const contradicted = one.review.assessment.criteria
      .filter(({ summary }) => summary.startsWith('Contradictory documentation'))
      .map(({ id }) => id);
    expect(known.filter((linkId) => !contradicted.includes(linkId))).toEqual([]);
  });
});

function itemsOnCards({ vignette, review }: Lacking): readonly string[] {
  const { request } = vignette;
  // What notes answer is asked beside it, to be confirmed.
  const service = cdsServices({ ...serviceSettings, notes: 'off' }).find(
    (one) => one.definition.hook === request.hook,
  );
  const answer = service?.answer({
    request,
    resources: resourcesOf(request),
    unavailable: [],
    asOf: new Date(vignette.asOf),
  });
  const about = (answer?.response.cards ?? []).filter((card) =>
    JSON.stringify(card.extension ?? {}).includes(`"${review.order.reference}"`),
  );
  // The task asks for a half-documented red flag alone, where there is one; the form itself for everything.
  return about
    .flatMap(({ links = [] }) => links)
    .flatMap(({ url }) => new URLSearchParams(new URL(url).hash.slice(1)).get('items') ?? [])
    .flatMap((items) => items.split(','));
}

type Reason =
  | 'no-time'
  | 'no-indication'
  | 'settled'
  | 'denied'
  | 'another-guideline'
  | 'date-of-birth';

/** Why answers could not change what an order lacks. */
function reasonOf({ review }: Lacking): Reason | undefined {
  const missing = review.assessment.criteria.filter(({ finding }) => finding !== 'met');
  const lacks = (id: string): boolean => missing.some((criterion) => criterion.id === id);
  if (lacks('documented-indication')) return 'no-indication';
  if (lacks('whole-body-syndrome')) return 'another-guideline';
  if (lacks('young-child')) return 'date-of-birth';
  if (lacks('trial-of-treatment') && !review.trialCanBeComplete) return 'no-time';
  // The form has no such question, so its "no" came from elsewhere and no answer takes it back.
  const { chart } = review.unsettled?.orderCase ?? {};
  if (chart?.attested('plain-radiograph')?.value === false) return 'denied';
  const said = missing.some(
    ({ finding, evidence }) => finding === 'not-met' && evidence.length > 0,
  );
  return said ? 'settled' : undefined;
}

describe('orders about which nothing is asked', () => {
  test('each has a reason why no answer could change what it lacks', () => {
    expect(unasked.filter((one) => reasonOf(one) === undefined).map(named)).toEqual([]);
  });

  test.each<readonly [string, Reason]>([
    // The episode is younger than six weeks: no trial of treatment can be complete.
    ['spine-pain/low-back-pain-first-visit', 'no-time'],
    ['red-flag/cauda-equina-but-neck-ordered', 'no-time'],
    // The ordered level has no reason at all: another order, not an answer, mends that.
    ['study.region-mismatch/neck-mri-for-sciatica', 'no-indication'],
    ['study.region-mismatch/no-reason-at-all', 'no-indication'],
    // The chart says no: a yes would only contradict it.
    ['lumbar-radiculopathy/only-virtual-visits', 'settled'],
    ['lumbar-radiculopathy/not-re-evaluated', 'settled'],
    ['lumbar-radiculopathy/examination-denied', 'settled'],
    ['study.three-d-rendering/multiplanar-images-suffice', 'settled'],
    ['study.simultaneous-studies/failed-fusion-need-denied', 'settled'],
    ['coccydynia/film-denied-by-the-form', 'denied'],
    // The guideline leaves it to another one.
    ['study.whole-body-mri/predisposition-syndrome', 'another-guideline'],
    // The form has no item for what the Patient resource holds.
    ['spinal-canal-ultrasound/year-of-birth-five-or-six', 'date-of-birth'],
  ])('%s: %s', (name, reason) => {
    const found = unasked.filter(({ vignette }) => vignette.name === name);
    expect(found.map(reasonOf)).toEqual([reason]);
  });
});
