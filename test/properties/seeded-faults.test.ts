import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/cds/types.ts';
import { type Fields, fields, list, text } from '../fuzz/json.ts';
import { disagreements } from '../fuzz/oracle/disagreement.ts';
import { verdictOf } from '../fuzz/oracle/verdict.ts';
import { situations } from '../fuzz/situations/index.ts';
import { objections } from '../fuzz/situations/situation.ts';
import { bystanders } from '../fuzz/stories/bystanders.ts';
import { ask } from '../fuzz/stories/call.ts';
import { anyStory, levelsIn } from '../fuzz/stories/stories.ts';
import { levels, type Story } from '../fuzz/stories/story.ts';
import { tell, tellOrder } from '../fuzz/stories/telling.ts';
import { knownBystanders } from './known-faults.ts';
import { type Misreading, misreadings, misreadSituations } from './misreadings.ts';

const storiesTold = (numRuns: number) =>
  fc.sample(fc.tuple(anyStory, fc.nat(255)), { numRuns, seed: 20_261_118 });
/** Most faults show in the first few; all are invented only where one does not. */
const few = storiesTold(600);
let all: typeof few | undefined;

const codesOf = (action: Action): readonly string[] =>
  action.type === 'delete'
    ? []
    : list(fields(fields(action.resource).code).coding).map(({ code }) => text(code));

/** Whether what looks at one chart notices that it was misread. */
const notices: Readonly<
  Record<
    Misreading['caughtBy'],
    (story: Story, chart: readonly Fields[], misread: Misreading['misread']) => boolean
  >
> = {
  oracle: (story, chart, misread) => {
    const seen = misread(chart, story);
    return disagreements(story, ask([tellOrder(story.study)], seen).assessments[0]).length > 0;
  },
  cards: (story, chart, misread) => {
    const { cards } = ask([tellOrder(story.study)], misread(chart, story));
    const actions = cards
      .flatMap(({ suggestions }) => suggestions ?? [])
      .flatMap((one) => one.actions ?? []);
    const isForbidden = story.device === 'unsafe' || story.device === 'both';
    if (isForbidden)
      return actions.flatMap(codesOf).some((code) => /^721(4[1-9]|5[678])$/.test(code));
    const isOpen = [...verdictOf(story).flags.values()].some((findings) => !findings.has('none'));
    return isOpen && actions.some(({ type }) => type === 'delete');
  },
  bystander: (story, chart, misread) => {
    const far = levels.find((level) => !levelsIn(story).has(level));
    if (far === undefined) return false;
    const verdict = (seen: readonly Fields[]): string => {
      const [found] = ask([tellOrder(story.study)], seen).assessments;
      return `${found?.determination} by ${found?.decidedBy}`;
    };
    const alone = verdict(misread(chart, story));
    return bystanders.some(
      ({ name, resources, isAlready }) =>
        !knownBystanders.has(name) &&
        !isAlready(story) &&
        verdict(misread([...resources(far), ...chart], story)) !== alone,
    );
  },
};

describe('a reader of charts with one of the faults that were found is noticed', () => {
  test.each(misreadings)('$kind, by the $caughtBy', ({ caughtBy, misread }) => {
    // What is noticed has to come from the misreading: of the true chart there is nothing to say.
    const isCaught = ([story, how]: (typeof few)[number]) => {
      const chart = tell(story, how);
      const isTouched = JSON.stringify(misread(chart, story)) !== JSON.stringify(chart);
      return (
        (isTouched || caughtBy === 'bystander') &&
        notices[caughtBy](story, chart, misread) &&
        !notices[caughtBy](story, chart, (seen) => seen)
      );
    };
    if (few.some(isCaught)) return;
    all ??= storiesTold(6000);
    expect(all.some(isCaught)).toBe(true);
  });
});

describe('so is one of what a section or a rule is about', () => {
  test.each(misreadSituations)('$kind', ({ situation, misread, misreadOrder }) => {
    const drawn = situations[situation];
    const caught = (drawn === undefined ? [] : fc.sample(drawn, { numRuns: 60, seed: 1 })).find(
      (one) => {
        const { orders, chart } = one;
        const seen = orders.map((order) => misreadOrder?.(order, chart) ?? order);
        return objections({ ...one, orders: seen }, misread(chart)).length > 0;
      },
    );
    expect(caught).toBeDefined();
  });
});
