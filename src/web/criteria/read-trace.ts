import type { Trace } from '../../assessment/trace.ts';

/**
 * The trace that an address carries behind its `#`: compressed JSON in base64url.
 * @throws where it carries none, or something else
 */
export async function readTrace(hash: string): Promise<Trace> {
  const packed = new URLSearchParams(hash.slice(1)).get('t') ?? '';
  const text = await inflated(bytesOf(packed));
  return JSON.parse(text) as Trace;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
