import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { packageRoot } from '../../package-root.ts';

/** A body that never changes while the process runs, in both encodings. */
export interface FixedBody {
  readonly type: string;
  readonly plain: Buffer;
  /** Absent where compressing gains nothing (fonts, images). */
  readonly gzipped?: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A body in its plain and its compressed form. */
export function fixedBody(type: string, plain: Buffer): FixedBody {
  const gzipped = type.startsWith('font/') ? undefined : gzipSync(plain);
  return gzipped === undefined ? { type, plain } : { type, plain, gzipped };
}

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
    files.set(path.replaceAll('\\', '/'), fixedBody(type, body));
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

/** Sends a fixed body, compressed for whoever takes it so. */
export function sendFixed(request: Request, response: Response, body: FixedBody): void {
  const compressed = body.gzipped !== undefined && request.acceptsEncodings('gzip') === 'gzip';
  const bytes = compressed ? body.gzipped : body.plain;
  response.setHeader('Content-Type', body.type);
  response.setHeader('Content-Length', bytes.length);
  response.setHeader('Vary', 'Accept-Encoding');
  if (compressed) response.setHeader('Content-Encoding', 'gzip');
  response.end(bytes);
}
