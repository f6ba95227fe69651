import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts', 'hooks/**/*.test.ts'],
    reporters:
      process.env.CI === undefined
        ? ['default']
        : ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
});
