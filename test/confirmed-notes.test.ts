import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { assessmentsKey } from '../hooks/order-review.ts';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookAnswer } from '../src/cds/service.ts';
import { assessWithConfirmedNotes } from '../src/confirmation/assess-with-confirmed-notes.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { movedIntoNotes } from './support/moved-into-notes.ts';
import { isFullSize, isSampled } from './support/sample-size.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

const services = cdsServices(serviceSettings);

function callOf({ request, asOf }: Vignette, resources: readonly Resource[]) {
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  return { service, input: { request, resources, unavailable: [], asOf: new Date(asOf) } };
}

const known = new Map<string, string | undefined>();

/** The determination of a chart without notes. The ways in which a note says something leave the same chart. */
function determinationOf(vignette: Vignette, chart: readonly Resource[]): string | undefined {
  const key = [
    vignette.name,
    ...chart.map(({ resourceType, id }) => `${resourceType}/${id}`),
  ].join();
  if (!known.has(key)) {
    const { service, input } = callOf(vignette, chart);
    known.set(key, determinationIn(service.answer(input)));
  }
  return known.get(key);
}

function determinationIn(answer: HookAnswer): string | undefined {
  const found = answer.response.extension?.[assessmentsKey];
  const [first]: readonly Assessment[] = Array.isArray(found) ? found : [];
  return first?.determination;
}

/**
 * Each vignette with its coded facts in notes instead, in each of the ways that a fact is said where more samples are
 * asked for; else one of three of them.
 */
const moved = allVignettes().flatMap((vignette) =>
  [0, 1, 2]
    .filter((way) => isSampled(`${vignette.name} ${way}`, 3))
    .flatMap((way) => movedIntoNotes(vignette, way) ?? []),
);

const outcomes = moved.map(({ vignette, chart, notes, sentences }) => {
  const { service, input } = callOf(vignette, [...chart, ...notes]);
  const { answer, confirmed = answer } = assessWithConfirmedNotes(service, input);
  return {
    name: vignette.name,
    sentences,
    coded: determinationOf(vignette, resourcesOf(vignette.request)),
    without: determinationOf(vignette, chart),
    before: determinationIn(answer),
    after: determinationIn(confirmed),
  };
});

/** Vignettes that need something beyond what a note of theirs says, each with what that is. */
const short: Readonly<Record<string, string>> = {
  'precedence/stimulator-planned-and-radiculopathy-satisfied':
    'nothing is open of an order whose purpose the guideline excludes',
  'spine-pain/other-level-augmentation-neck-pain':
    'while nothing is documented of the pain, the order is judged by the augmentation',
  ...Object.fromEntries(
    [
      'red-flag/arm-of-last-year-leg-of-now',
      'red-flag/left-leg-of-last-year-right-leg-of-now',
      'red-flag/leg-newly-weak',
      'red-flag/strength-in-a-component',
    ].map((name) => [name, 'the note does not say since when; the form asks for it']),
  ),
};

describe('vignettes with their coded facts moved into notes', () => {
  const depending = outcomes.filter(({ coded, without }) => coded !== without);
  test('there are many, and the determination of many hangs on what was moved', () => {
    const parts = isFullSize ? 1 : 3;
    expect(outcomes.length).toBeGreaterThan(500 / parts);
    expect(depending.length).toBeGreaterThan(200 / parts);
  });
  test('notes change no determination before somebody confirms them', () => {
    expect(outcomes.filter(({ before, without }) => before !== without)).toEqual([]);
  });
  test('confirming what is offered gives the determination of the coded chart in nine of ten', () => {
    const lost = depending.filter(({ coded, after }) => coded !== after);
    expect(lost.length / depending.length).toBeLessThanOrEqual(0.1);
    expect(lost.filter(({ name }) => !Object.hasOwn(short, name))).toEqual([]);
  });
  test('confirming what is offered supports nothing that the coded chart does not', () => {
    const isBetter = outcomes.filter(
      ({ coded, after }) => after === 'supported' && coded !== 'supported',
    );
    expect(isBetter).toEqual([]);
  });
});
