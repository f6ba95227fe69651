import { expect, it } from 'vitest';
import type { CdsService } from '../../src/cds/service.ts';
import { fakeService, hookRequest, nothingOnRecord, runApp } from './support.ts';

it.each([
  { length: 1_000_000, order: ['others', 'judged'] },
  { length: 1000, order: ['judged', 'others'] },
])('what waits beside a body of $length characters: $order', async ({ length, order }) => {
  const happened: string[] = [];
  const fake = fakeService('order-sign');
  const service: CdsService = {
    ...fake,
    neededKeys(request) {
      // As another connection's data is: served in the next turn of the event loop.
      setImmediate(() => happened.push('others'));
      return fake.neededKeys(request);
    },
    answer(input) {
      happened.push('judged');
      return fake.answer(input);
    },
  };
  const app = await runApp({}, { services: [service] });
  const body = hookRequest('order-sign', {
    prefetch: {
      ...nothingOnRecord,
      patient: { resourceType: 'Patient', note: 'x'.repeat(length) },
    },
  });
  const { status } = await app.post('/cds-services/spine-imaging-order-sign', body);
  await app.stop();
  expect(status).toBe(200);
  expect(happened).toEqual(order);
});
