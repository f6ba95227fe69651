import { type PackedTrace, type Trace, unpackedTrace } from '../../assessment/trace.ts';
import { ofFragment } from '../../fragment-text.ts';

/**
 * The trace that an address carries behind its `#`: `t=` and its text, or `z=` and the same compressed, in base64url.
 * @throws where it carries none, or something else
 */
export async function readTrace(hash: string): Promise<Trace> {
  const carried = hash.slice('#t='.length);
  const text = hash.startsWith('#z=') ? await inflated(bytesOf(carried)) : ofFragment(carried);
  return unpackedTrace(JSON.parse(text) as PackedTrace);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
