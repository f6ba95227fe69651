import { run } from '../../src/server/run.ts';
import { fakeService } from './support.ts';

/** The service as a process of its own, with the tests' services in place of the guideline's. They read no notes. */
await run({ NOTES: 'off', ...process.env }, () => [
  fakeService('order-select'),
  fakeService('order-sign'),
]);
