import type { AddressInfo } from 'node:net';
import express from 'express';
import { fixedAnswer } from './fixed-answer.ts';

/**
 * The yardstick: Express with its own JSON parser and a fixed answer of 2 KB, and nothing else. Prints where
 * it listens, as the service does.
 */
const app = express();
app.use(express.json({ limit: '5mb' }));
app.post('/{*path}', (_request, response) => {
  response.json(fixedAnswer);
});
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`bare Express is listening on http://127.0.0.1:${port}`);
});
