import { defineConfig } from 'vitest/config';

/** What tests src/logic, src/chart and src/guideline in well under a second: the tests of a mutant. */
export default defineConfig({
  test: {
    // A mutant's tests share one worker, which is new for every mutant.
    isolate: false,
    include: [
      'test/logic/**/*.test.ts',
      'test/chart/**/*.test.ts',
      'test/guideline/**/*.test.ts',
      'test/traceability.test.ts',
      'test/criteria-coverage.test.ts',
      'test/vignettes.test.ts',
    ],
  },
});
