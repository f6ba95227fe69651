import { run } from '../../src/server/run.ts';
import { fakeService } from './support.ts';

/** The service as a process of its own, with the tests' services in place of the guideline's. */
await run(process.env, () => [fakeService('order-select'), fakeService('order-sign')]);
