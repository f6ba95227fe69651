import fc from 'fast-check';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { brokenChanges } from './broken-changes.ts';
import { callOf, requestOf, type Writable } from './chart.ts';
import { anyStory } from './stories/stories.ts';
import type { Story } from './stories/story.ts';
import { tell, tellOrder } from './stories/telling.ts';
import { validChanges } from './valid-changes.ts';

/** A change by its name, with two numbers that say where and to what. */
interface Change {
  readonly kind: string;
  readonly at: number;
  readonly value: number;
}

/** A request as it is to be sent, and how it came about. */
export interface FuzzedRequest {
  readonly vignette: string;
  readonly changes: readonly string[];
  /** Valid FHIR and a valid call: only `200` is a right answer, or 412 where nothing at all was sent. */
  readonly isValid: boolean;
  readonly hook: string;
  readonly body: string;
  /** The invented patient whose chart it is: then the oracle knows what is true of it. */
  readonly story?: Story;
}

const inScope = allVignettes().filter((one) => one.expected.assessments.length > 0);
const supported = inScope.filter((one) =>
  one.expected.assessments.some(({ determination }) => determination === 'supported'),
);

function changesOf(kinds: Readonly<Record<string, unknown>>, atLeast: number, atMost: number) {
  const change: fc.Arbitrary<Change> = fc.record({
    kind: fc.noShrink(fc.constantFrom(...Object.keys(kinds))),
    // Any other number would be another change: only leaving one out makes a request simpler.
    at: fc.noShrink(fc.nat(9999)),
    value: fc.noShrink(fc.nat(9999)),
  });
  return fc.array(change, { minLength: atLeast, maxLength: atMost });
}

const named = ({ kind, at, value }: Change): string => `${kind} (${at}, ${value})`;

/** Half of the requests begin where an order is supported: there a wrong answer would cost most. */
const anyVignette = fc.noShrink(
  fc.oneof(fc.constantFrom(...supported), fc.constantFrom(...inScope)),
);

/** Requests that keep FHIR's rules, made from the vignettes. */
export const validRequest: fc.Arbitrary<FuzzedRequest> = fc
  .tuple(anyVignette, changesOf(validChanges, 0, 5))
  .map(([vignette, changes]) => {
    const call = callOf(vignette);
    for (const { kind, at, value } of changes) validChanges[kind]?.(call, at, value);
    return {
      vignette: vignette.name,
      changes: changes.map(named),
      isValid: true,
      hook: call.hook,
      body: JSON.stringify(requestOf(call)),
    };
  });

/** Requests that tell an invented patient's story, each thing in one of the ways in which charts say it. */
export const storyRequest: fc.Arbitrary<FuzzedRequest> = fc
  .tuple(anyStory, fc.nat(255))
  .map(([story, how]) => {
    const call = {
      hook: 'order-sign',
      patientId: 'p1',
      chart: tell(story, how).map((resource) => ({ ...resource })),
      orders: [{ ...tellOrder(story.study) }],
      left: new Set<string>(),
      empty: new Set<string>(),
    };
    const changes = [JSON.stringify(story), `told in way ${how}`];
    const body = JSON.stringify(requestOf(call));
    return { vignette: 'a story', changes, isValid: true, hook: call.hook, body, story };
  });

/** Requests in which something is wrong, from a single value to the whole body. */
export const brokenRequest: fc.Arbitrary<FuzzedRequest> = fc
  .tuple(validRequest, changesOf(brokenChanges, 1, 3))
  .map(([valid, changes]) => {
    let sent: unknown = JSON.parse(valid.body);
    for (const { kind, at, value } of changes) {
      if (isRequest(sent)) sent = brokenChanges[kind]?.(sent, at, value);
    }
    const body = typeof sent === 'string' ? sent : (JSON.stringify(sent) ?? '');
    return { ...valid, changes: [...valid.changes, ...changes.map(named)], isValid: false, body };
  });

function isRequest(value: unknown): value is Writable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Three valid requests for every broken one: two made from the vignettes, one from a story. */
export const hookRequest: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  { arbitrary: validRequest, weight: 2 },
  { arbitrary: storyRequest, weight: 1 },
  { arbitrary: brokenRequest, weight: 1 },
);
