import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { readVignette } from '../../src/vignettes/vignette.ts';
import { type BuiltService, buildService } from '../support/built-service.ts';
import { noteOf } from '../support/moved-into-notes.ts';

let built: BuiltService;
beforeAll(async () => {
  built = await buildService();
}, 60_000);
afterAll(() => built.remove());

/** Words that stand in notes alone. */
const mark = 'Quetzalcoatl';
const { request } = readVignette(
  join(packageRoot, 'fixtures/vignettes/lumbar-radiculopathy/no-treatment-at-all.json'),
);
const noted = new Date().toISOString().slice(0, 10);

function callWith(text: string) {
  const notes = {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [{ resource: noteOf('p1', noted, text) }],
  };
  return { ...request, hookInstance: randomUUID(), prefetch: { ...request.prefetch, notes } };
}

it('the text of a note is in the answer alone: in no log line, record, metric or error', async () => {
  const service = await built.start({ NOTES: 'on', LOG_LEVEL: 'trace' });
  const post = (body: string) =>
    fetch(`${service.url}/cds-services/spine-imaging-order-sign`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  const note = `Six weeks of physical therapy without relief, says ${mark}.`;
  const body = JSON.stringify(callWith(note));
  const encoded = Buffer.from(note).toString('base64');
  expect(body).toContain(encoded);
  const answer = await post(body);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain(mark);

  const broken = await post(body.slice(0, -1));
  const texts = [await broken.text()];
  expect(broken.status).toBe(400);
  for (const path of ['metrics', 'reports/calls', 'reports/determinations', 'reports/feedback'])
    texts.push(await (await fetch(`${service.url}/${path}`)).text());

  await service.stop();
  expect(service.output()).toContain('notesRead');
  texts.push(service.output());
  for (const name of readdirSync(service.folder))
    texts.push(readFileSync(join(service.folder, name), 'latin1'));
  expect(texts.filter((text) => text.includes(mark) || text.includes(encoded))).toEqual([]);
}, 60_000);
