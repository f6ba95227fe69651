import fastify from 'fastify';
import { fixedAnswer } from './fixed-answer.ts';

/** A peer: Fastify with its JSON parser and the fixed answer. Prints where it listens, as the service does. */
const app = fastify({ bodyLimit: 5 * 1024 * 1024 });
app.post('/*', async () => fixedAnswer);
const url = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`Fastify is listening on ${url}`);
