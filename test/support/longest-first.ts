import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { packageRoot } from '../../src/package-root.ts';

/** The files that took longest when they were last measured, the longest first. */
const longest = [
  'test/browser/pages.test.ts',
  'test/browser/playground.test.ts',
  'test/backtest/run.test.ts',
  'test/built/trust.test.ts',
  'test/confirmed-notes.test.ts',
  'test/built/hostile-bodies.test.ts',
  'test/package/package.test.ts',
  'test/server/process.test.ts',
  'test/browser/smart-form.test.ts',
  'test/server/workers.test.ts',
  'test/deploy/image.test.ts',
  'test/counterexamples/counterexamples.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/crd/coverage-information.test.ts',
  'test/built/hostile-operations.test.ts',
  'test/questionnaire/documentation-loop.test.ts',
  'test/questionnaire/population.test.ts',
  'test/properties/seeded-faults.test.ts',
  'test/browser/lhc-forms.test.ts',
  'test/server/scale-out.test.ts',
  'test/store/store.test.ts',
  'test/crd/cards.test.ts',
  'test/built/silent.test.ts',
  'test/built/clocks.test.ts',
  'test/server/durability.test.ts',
  'test/built/long-bodies.test.ts',
  'test/browser/first-look.test.ts',
  'test/browser/notes.test.ts',
  'test/browser/cards.test.ts',
  'test/built/site-evidence.test.ts',
  'test/notes/score.test.ts',
  'test/documented-commands.test.ts',
  'test/properties/cards-of-stories.test.ts',
  'test/built/store.test.ts',
  'test/built/neighbours.test.ts',
  'test/properties/charts.test.ts',
  'test/backtest/judge.test.ts',
];

/**
 * Starts these first, and the others as Vitest would: a file that takes half a minute and starts last leaves all cores
 * but one with nothing to do. What Vitest has recorded of earlier runs is not there in a new checkout.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(relative(packageRoot, moduleId));
      return at === -1 ? longest.length : at;
    };
    return others.toSorted((one, other) => place(one) - place(other));
  }
}
