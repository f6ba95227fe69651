import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Resource } from 'fhir/r4.js';
import type { HookRequest } from '../../src/cds/types.ts';
import { packageRoot } from '../../src/package-root.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { callWith } from '../../test/fuzz/stories/call.ts';
import { storyTime } from '../../test/fuzz/stories/resources.ts';
import { anyStory } from '../../test/fuzz/stories/stories.ts';
import { tell, tellOrder } from '../../test/fuzz/stories/telling.ts';
import { resourcesOf } from '../../test/support/vignette-call.ts';

/** One question that two builds are asked. */
export interface Call {
  readonly name: string;
  readonly request: HookRequest;
  readonly resources: readonly Resource[];
  readonly asOf: Date;
}

/** Every vignette, every hospital chart, and the hook requests of the folder where one is named. */
export function* writtenCalls(folder: string | undefined): Generator<Call> {
  for (const { name, request, asOf } of allVignettes())
    yield { name, request, resources: resourcesOf(request), asOf: new Date(asOf) };
  const folders = [join(packageRoot, 'fixtures', 'hospital-charts')];
  if (folder !== undefined) folders.push(folder);
  for (const path of folders.flatMap(jsonFiles)) {
    const content = JSON.parse(readFileSync(path, 'utf8'));
    const request: HookRequest | undefined = content.request ?? content;
    if (request?.context === undefined) continue;
    const asOf = new Date(content.asOf ?? '2026-11-18T15:00:00Z');
    yield { name: path, request, resources: resourcesOf(request), asOf };
  }
}

function jsonFiles(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => join(root, path));
}

/**
 * So many calls that a seed makes: one half invented patients, the other half vignettes with another vignette's chart
 * added, so that the facts of two sections meet.
 */
export function* generatedCalls(count: number, seed: number): Generator<Call> {
  const half = Math.ceil(count / 2);
  for (const [story, how] of fc.sample(fc.tuple(anyStory, fc.nat(255)), { numRuns: half, seed })) {
    const request = callWith([tellOrder(story.study)]);
    const resources: Resource[] = JSON.parse(JSON.stringify(tell(story, how)));
    yield { name: JSON.stringify({ ...story, how }), request, resources, asOf: storyTime };
  }
  const vignettes = allVignettes();
  const pair = fc.tuple(fc.constantFrom(...vignettes), fc.constantFrom(...vignettes));
  for (const [one, other] of fc.sample(pair, { numRuns: count - half, seed })) {
    const resources = [...resourcesOf(one.request), ...resourcesOf(other.request)];
    const name = `${one.name} with the chart of ${other.name}`;
    yield { name, request: one.request, resources, asOf: new Date(one.asOf) };
  }
}
