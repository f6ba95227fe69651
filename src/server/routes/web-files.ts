import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { packageRoot } from '../../package-root.ts';

/** A body that never changes while the process runs, in each encoding that it may go out in. */
export interface FixedBody {
  readonly type: string;
  readonly plain: Buffer;
  /** By the name of the encoding, the best first. Empty where compressing gains nothing (fonts, images). */
  readonly compressed: ReadonlyMap<string, Buffer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * A body in its plain and its compressed forms.
 * @param brotli the same compressed with Brotli, where the build has done that
 */
export function fixedBody(type: string, plain: Buffer, brotli?: Buffer): FixedBody {
  const compressed = new Map<string, Buffer>();
  if (brotli !== undefined) compressed.set('br', brotli);
  if (!type.startsWith('font/')) compressed.set('gzip', gzipSync(plain));
  return { type, plain, compressed };
}

/**
 * A body that is made when it is first asked for, so that it is compressed with Brotli in some tens of milliseconds, and
 * not as far as possible.
 */
export function publishedBody(type: string, plain: Buffer): FixedBody {
  const params = { [constants.BROTLI_PARAM_QUALITY]: onceQuality };
  return fixedBody(type, plain, brotliCompressSync(plain, { params }));
}

const onceQuality = 10;

/**
 * The built page's files by their path below the folder (`guideline.html`, `assets/page-1a2b.js`). They are few
 * and small, so they are read once, and a request can only name one that was there.
 * @param ofPage what becomes of each page's HTML
 * @returns an empty map where nothing is built
 */
export function readWebFiles(
  folder: string,
  ofPage: (html: string) => string = (html) => html,
): ReadonlyMap<string, FixedBody> {
  if (!existsSync(folder)) return new Map();
  const files = new Map<string, FixedBody>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const content = readFileSync(join(folder, path));
    const body = path.endsWith('.html') ? Buffer.from(ofPage(content.toString())) : content;
    const beside = join(folder, `${path}.br`);
    const brotli = existsSync(beside) ? readFileSync(beside) : undefined;
    files.set(path.replaceAll('\\', '/'), fixedBody(type, body, brotli));
  }
  return files;
}

/** A built page by its name, read once when it is first asked for; undefined where it is not built. */
export function builtPage(
  name: string,
  folder = join(packageRoot, 'dist', 'web'),
): () => FixedBody | undefined {
  let files: ReadonlyMap<string, FixedBody> | undefined;
  return () => {
    files ??= readWebFiles(folder);
    return files.get(name);
  };
}

/** Sends a fixed body, in the best encoding that the caller takes. */
export function sendFixed(request: Request, response: Response, body: FixedBody): void {
  const taken = [...body.compressed].find(([name]) => request.acceptsEncodings(name) === name);
  const bytes = taken === undefined ? body.plain : taken[1];
  response.setHeader('Content-Type', body.type);
  response.setHeader('Content-Length', bytes.length);
  response.setHeader('Vary', 'Accept-Encoding');
  if (taken !== undefined) response.setHeader('Content-Encoding', taken[0]);
  response.end(bytes);
}
