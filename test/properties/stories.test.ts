import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../fuzz/json.ts';
import { disagreements } from '../fuzz/oracle/disagreement.ts';
import { verdictOf } from '../fuzz/oracle/verdict.ts';
import { bystanders } from '../fuzz/stories/bystanders.ts';
import { ask } from '../fuzz/stories/call.ts';
import { anyStory, levelsIn } from '../fuzz/stories/stories.ts';
import { levels, type Story } from '../fuzz/stories/story.ts';
import { tell, tellOrder } from '../fuzz/stories/telling.ts';
import { sampleSize } from '../support/sample-size.ts';
import { knownBystanders, knownFaults } from './known-faults.ts';

/** A story and a way to tell it, without those that show a fault that is known. */
const told = fc
  .tuple(anyStory, fc.nat(255))
  .map(([story, how]) => ({ story, how, chart: tell(story, how) }))
  .filter((looked) => !knownFaults.some((fault) => fault.concerns(looked)));

const seed = 20_261_118;

/** What of an assessment has to stay as it is, whatever stands beside it. */
function essence(story: Story, chart: readonly Fields[]) {
  const { assessments } = ask([tellOrder(story.study)], chart);
  return assessments.map(({ order, determination, decidedBy, preferredStudy, criteria }) => ({
    order,
    determination,
    decidedBy,
    preferredStudy,
    flags: criteria
      .filter(({ id, finding }) => id.startsWith('red-flag.') && finding === 'met')
      .map(({ id }) => id)
      .sort(),
  }));
}

test('an order of an invented patient is decided as the formal logic says', () => {
  const property = fc.property(told, ({ story, chart }) => {
    expect(disagreements(story, ask([tellOrder(story.study)], chart).assessments[0])).toEqual([]);
  });
  fc.assert(property, { numRuns: sampleSize(200), seed });
});

test('the oracle says each determination, and each finding of each red flag', () => {
  const determinations = new Set<string>();
  const findings = new Set<string>();
  for (const story of fc.sample(anyStory, { numRuns: 3000, seed })) {
    const { may, flags } = verdictOf(story);
    if (may.size === 1) for (const one of may) determinations.add(one);
    for (const [id, finding] of flags) for (const one of finding) findings.add(`${id} ${one}`);
  }
  expect([...determinations].sort()).toEqual([
    'alternative-preferred',
    'not-supported',
    'prerequisites-missing',
    'supported',
  ]);
  const flags = [
    'motor-grade',
    'foot-drop',
    'bilateral-leg-weakness',
    'progressive-deficit',
    'cancer',
    'cauda-equina',
    'fracture',
    'infection',
    'severe-radicular-pain',
  ];
  for (const id of flags) {
    expect(findings).toContain(`red-flag.${id} met`);
    expect(findings).toContain(`red-flag.${id} none`);
  }
});

describe('a chart', () => {
  test('is decided alike in whatever representation it is told', () => {
    const twice = fc
      .tuple(told, fc.nat(255))
      .map(([one, how]) => ({ ...one, again: tell(one.story, how) }))
      .filter(
        ({ story, again }) => !knownFaults.some((fault) => fault.concerns({ story, chart: again })),
      );
    const property = fc.property(twice, ({ story, chart, again }) => {
      expect(essence(story, again)).toEqual(essence(story, chart));
    });
    fc.assert(property, { numRuns: sampleSize(40), seed });
  });

  test('is decided alike when it is told backwards', () => {
    const property = fc.property(told, ({ story, chart }) => {
      expect(essence(story, [...chart].reverse())).toEqual(essence(story, chart));
    });
    fc.assert(property, { numRuns: sampleSize(25), seed });
  });

  test('is decided alike the second time', () => {
    const property = fc.property(told, ({ story, chart }) => {
      const order = tellOrder(story.study);
      expect(ask([order], chart).assessments).toEqual(ask([order], chart).assessments);
    });
    fc.assert(property, { numRuns: sampleSize(25), seed });
  });
});

describe('a verdict does not change with', () => {
  const apart = bystanders.filter(({ name }) => !knownBystanders.has(name));
  test.each(apart)('$name', ({ resources, isAlready }) => {
    const beside = told
      .map((one) => ({ ...one, far: levels.find((level) => !levelsIn(one.story).has(level)) }))
      .filter(({ far, story }) => far !== undefined && !isAlready(story));
    const property = fc.property(
      beside,
      fc.boolean(),
      ({ story, chart, far = 'lumbar' }, isFirst) => {
        const more = resources(far);
        const after = isFirst ? [...more, ...chart] : [...chart, ...more];
        expect(essence(story, after)).toEqual(essence(story, chart));
      },
    );
    fc.assert(property, { numRuns: sampleSize(4), seed });
  });
});
