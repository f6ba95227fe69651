import { isAscii, isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { nextTurn } from '../../in-turns.ts';
import { LongBodies, type LongBody, longBody } from '../long-bodies.ts';
import { Problem } from '../problem.ts';

/**
 * Reads a JSON body of at most `limit` bytes into `request.body`; one in gzip counts as what it holds.
 *
 * Written out rather than taken from `express.json`: on a 43 KB hook call that one costs an eighth of all
 * requests a second, and it replaces bytes that are not UTF-8 where a changed chart must be refused.
 */
export function jsonBody(limit: number): RequestHandler {
  const longBodies = new LongBodies();
  return (request, response, next) => {
    const refusal = refusalOf(request.headers, limit);
    if (refusal !== undefined) {
      next(refusal);
      return;
    }
    const isZipped = encodingOf(request.headers) === 'gzip';
    const source: Readable = isZipped ? request.pipe(createGunzip()) : request;
    const parts: Buffer[] = [];
    let length = 0;
    const leave = (problem: unknown): void => {
      parts.length = 0;
      source.off('data', collect).off('end', finish);
      if (isZipped) {
        request.unpipe();
        source.destroy();
      }
      next(problem);
    };
    let long: LongBody | undefined;
    const collect = (part: Buffer): void => {
      length += part.length;
      if (length > limit) {
        leave(tooLarge(limit));
        return;
      }
      try {
        if (long !== undefined) long.take(part.length);
        else if (length >= longBody) {
          long = longBodies.begin(response);
          long.take(length);
        }
        parts.push(part);
      } catch (error) {
        leave(error);
      }
    };
    const finish = (): void => {
      if (long === undefined) parse();
      else void long.turn().then(nextTurn).then(parse);
    };
    const parse = (): void => {
      // Taken out: see takeJsonBody.
      const all = parts.splice(0);
      const [first] = all;
      const bytes = first !== undefined && all.length === 1 ? first : Buffer.concat(all, length);
      try {
        const text = textOf(bytes);
        request.body = { json: parseJson(text), text };
      } catch (error) {
        next(error);
        return;
      }
      next();
    };
    source.on('data', collect).on('end', finish);
    if (isZipped) source.on('error', () => leave(notZipped()));
  };
}

/**
 * Takes the body off its request, which lives on for as long as its connection is looked after. A request that had
 * to wait, for its token to be checked, is old for the garbage collector; what an old object holds, be it dead, counts
 * as alive until the next full collection. With the bodies left on them, those collections came ten times as often.
 */
export function takeJsonBody(request: IncomingMessage & { body?: ReadBody | undefined }): ReadBody {
  const { body } = request;
  request.body = undefined;
  if (body === undefined) throw new Error('this route reads no body');
  return body;
}

/** A body that was read. */
export interface ReadBody {
  readonly json: unknown;
  /** As it was sent: numbers have digits there that they lose as numbers. */
  readonly text: string;
}

function refusalOf(headers: IncomingMessage['headers'], limit: number): Problem | undefined {
  if (!saysJson(headers['content-type'])) {
    return unsupported('Send the body as application/json in UTF-8.');
  }
  const encoding = encodingOf(headers);
  if (encoding !== 'identity' && encoding !== 'gzip') {
    return unsupported('Send the body without a content encoding, or as gzip.');
  }
  return Number(headers['content-length'] ?? 0) > limit ? tooLarge(limit) : undefined;
}

/** RFC 9110, section 8.4.1.3: `x-gzip` is another name of `gzip`. */
function encodingOf(headers: IncomingMessage['headers']): string {
  return (headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase()
    .replace(/^x-gzip$/, 'gzip');
}

/** Media types that carry JSON; callers that name none are taken at their word that it is JSON. */
function saysJson(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType === 'application/json') {
    return true;
  }
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return (
    /^application\/([\w.-]+\+)?json$/.test(type) &&
    parameters.every((parameter) => /^(?!charset=)|^charset="?(utf-?8|us-ascii)"?$/.test(parameter))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may name a patient.
    throw new Problem(400, 'structure', 'The body is not valid JSON.', { reason: 'bad-json' });
  }
}

/** @throws Problem where the bytes are not UTF-8 */
function textOf(bytes: Buffer): string {
  // Most bodies are ASCII, which is the same in Latin 1 and needs no decoding.
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) {
    throw new Problem(400, 'structure', 'The body is not valid UTF-8.', { reason: 'not-utf-8' });
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

function tooLarge(limit: number): Problem {
  const message = `The body is larger than the ${limit} bytes that this service accepts.`;
  return new Problem(413, 'too-long', message, { reason: 'body-too-large' });
}

function notZipped(): Problem {
  return new Problem(400, 'structure', 'The body is not valid gzip.', { reason: 'bad-gzip' });
}

function unsupported(message: string): Problem {
  return new Problem(415, 'not-supported', message, { reason: 'not-json' });
}
