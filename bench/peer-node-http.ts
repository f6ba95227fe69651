import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixedAnswer } from './fixed-answer.ts';

/** A peer: Node's own HTTP, JSON.parse and the fixed answer, and no framework. Prints where it listens. */
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    JSON.parse(Buffer.concat(parts).toString());
    const text = JSON.stringify(fixedAnswer);
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`node:http is listening on http://127.0.0.1:${port}`);
});
