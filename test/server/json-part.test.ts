import { expect, it } from 'vitest';
import { jsonPart } from '../../src/server/json-part.ts';

const path = ['context', 'draftOrders'];

it.each([
  ['{"context":{"draftOrders":{"a":[1.00,"}"]}}}', '{"a":[1.00,"}"]}'],
  [' { "x" : [ { } ] , "context" : { "draftOrders" : 1.50 } , "y" : null } ', '1.50'],
  ['{"context":{"draftOrders":1},"context":{"draftOrders":"\\\\\\""}}', '"\\\\\\""'],
  [
    '{"\\u0063ontext":{"draft\\u004frders":[{"context":{"draftOrders":2}}]}}',
    '[{"context":{"draftOrders":2}}]',
  ],
  [
    '{"prefetch":{"context":{"draftOrders":1}},"text":"\\"context\\":{\\"draftOrders\\":2}"}',
    undefined,
  ],
  ['{"context":{"draftOrders":1},"context":[]}', undefined],
  ['[]', undefined],
])('of %s it is %s', (text, expected) => {
  expect(JSON.parse(text)).toBeDefined();
  expect(jsonPart(text, path)).toBe(expected);
});
