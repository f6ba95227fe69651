import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    // Some tests call the service for every vignette, on machines that do other things at the same time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The files that a worker runs share its modules: loading them anew for each costs more than most files' tests.
    // No test changes what modules hold.
    isolate: false,
    // One more than there are cores: browsers, databases and services that are told to stop are waited for.
    maxWorkers: availableParallelism() + 1,
    // Charts and answers live shortly, and many at a time: in the usual space a twelfth of the time went into clearing it.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    experimental: { fsModuleCache: true },
    globalSetup: ['test/support/under-test.ts'],
    include: ['test/**/*.test.ts', 'src/**/*.test.ts', 'hooks/**/*.test.ts'],
    reporters:
      process.env.CI === undefined
        ? ['default']
        : ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
});
