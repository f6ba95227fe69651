import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import type { FhirTestServer } from '../server/fhir-server.ts';
import type { Answer } from '../server/support.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { differences, type Expected } from './expectations.ts';
import { type Habit, startHabitualServer } from './habitual-fhir-server.ts';

/** A call as an EHR makes it, and what has to hold. */
interface ProtocolCase {
  readonly story: string;
  /** The day for which it was written. */
  readonly asOf: string;
  readonly path?: 'feedback';
  readonly fhirServer?: Habit;
  readonly request: Readonly<Record<string, unknown>>;
  readonly expect: Expected;
}

const folder = join(packageRoot, 'fixtures', 'protocol');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

let built: BuiltService;
let service: StartedService;

beforeAll(async () => {
  built = await buildService();
  service = await built.start();
}, 60_000);
afterAll(() => built.remove());

/** The text of a case, so that its numbers keep their digits, moved to today. */
function textOf(name: string): { readonly text: string; readonly test: ProtocolCase } {
  const written = readFileSync(join(folder, `${name}.json`), 'utf8');
  const { asOf }: ProtocolCase = JSON.parse(written);
  const today = Date.parse(new Date().toISOString().slice(0, 10));
  const by = today - Date.parse(asOf.slice(0, 10));
  const text = written.replaceAll(/"(\d{4}-\d{2}-\d{2})(?=[T"])/g, (_whole, day: string) => {
    const moved = Number(day.slice(0, 4)) < 2000 ? Date.parse(day) : Date.parse(day) + by;
    return `"${new Date(moved).toISOString().slice(0, 10)}`;
  });
  return { text, test: JSON.parse(text) };
}

/** The text of the member `request`, as it was written. */
function requestIn(text: string): string {
  const start = text.indexOf('{', text.indexOf('"request"'));
  let depth = 0;
  let isText = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  throw new Error('the case has no request');
}

async function post(path: string, body: string): Promise<Answer> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const text = await answer.text();
  const json = text.startsWith('{') ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: answer.headers, text, json };
}

describe('a call of an EHR is handled as the specifications say', () => {
  it.each(names)('%s', async (name) => {
    const { text, test } = textOf(name);
    const server: FhirTestServer | undefined =
      test.fhirServer === undefined ? undefined : await startHabitualServer(test.fhirServer);
    const body = requestIn(text).replaceAll('{{fhirServer}}', server?.origin ?? '');
    const hook = test.request.hook ?? 'order-sign';
    const answer = await post(
      `/cds-services/spine-imaging-${hook}${test.path === undefined ? '' : `/${test.path}`}`,
      body,
    );
    await server?.stop();
    expect(differences(test.expect, answer)).toEqual([]);
  });
});

it('a reason that stands in the other place is not forgotten', async () => {
  const { text } = textOf('feedback-override-reason-flat');
  expect(
    (await post('/cds-services/spine-imaging-order-sign/feedback', requestIn(text))).status,
  ).toBe(200);
  const report = await (await fetch(`${service.url}/reports/feedback`)).text();
  expect(report).toContain('contrast-needed');
});

it('a form that fills itself takes no onset of another condition', async () => {
  const answer = await fetch(`${service.url}/fhir/Questionnaire/spine-imaging-documentation`);
  const items = (await answer.text()).split('"linkId":"episode.onset"');
  expect(items.length).toBe(2);
  const onset = items[1]?.slice(0, items[1].indexOf('"linkId"'));
  expect(onset).not.toContain('initialExpression');
});
