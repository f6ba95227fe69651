import { formUrl } from '../src/questionnaire/order-form.ts';
import { answerableLinkIds } from '../src/questionnaire/questionnaire.ts';
import { newestPolicy } from '../src/spine-imaging/loaded-policies.ts';
import type { Child } from './child.ts';
import { openLoop } from './open-loop.ts';
import { quantile } from './quantile.ts';
import { table } from './report.ts';

interface DtrInput {
  /** Starts the service with these settings. */
  readonly start: (env: Readonly<Record<string, string>>) => Promise<Child>;
  /** How long each operation is measured. */
  readonly seconds: number;
}

const canonicalBase = 'https://payer.example/fhir';
const perSecond = 20;

const versioned = (canonical: string): string => `${canonical}|${newestPolicy.version}`;

/** Measures `$questionnaire-package` and the first `$next-question` of a form with every question, at a steady rate. */
export async function measureDtr({ start, seconds }: DtrInput): Promise<void> {
  const { url } = await start({ CANONICAL_BASE: canonicalBase, DTR_FORM: 'adaptive' });
  const all = [...answerableLinkIds()];
  const standard = packageInput(versioned(formUrl(canonicalBase, all, 'standard')));
  const adaptive = packageInput(versioned(formUrl(canonicalBase, all, 'adaptive')));
  const path = '/fhir/Questionnaire/$questionnaire-package';
  const answered = await post(url + path, adaptive);
  const draft = JSON.parse(answered).parameter[0].resource.entry[1].resource;
  const next = parameters({ name: 'questionnaire-response', resource: draft });
  const rows: string[][] = [];
  for (const [name, address, body] of [
    ['$questionnaire-package', path, standard],
    ['$next-question', '/fhir/Questionnaire/$next-question', next],
  ] as const) {
    const times = await measured(url + address, body, seconds);
    rows.push([
      name,
      String(perSecond),
      ...[0.5, 0.9, 0.99].map((q) => quantile(times, q).toFixed(1)),
    ]);
  }
  console.log('\nDTR operations with every question of the form, at a steady rate');
  table(['operation', 'a second', 'p50 ms', 'p90 ms', 'p99 ms'], rows);
}

function parameters(...parameter: readonly object[]): string {
  return JSON.stringify({ resourceType: 'Parameters', parameter });
}

function packageInput(valueCanonical: string): string {
  const beneficiary = { reference: 'Patient/p1' };
  const resource = { resourceType: 'Coverage', id: 'c', status: 'active', beneficiary, payor: [] };
  return parameters({ name: 'coverage', resource }, { name: 'questionnaire', valueCanonical });
}

async function post(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/fhir+json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return text;
}

async function measured(url: string, body: string, seconds: number): Promise<Float64Array> {
  const times: number[] = [];
  const calls: Promise<void>[] = [];
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), seconds * 1000);
  await openLoop(perSecond, end.signal, () => (due) => {
    calls.push(post(url, body).then(() => void times.push(performance.now() - due)));
  });
  clearTimeout(timer);
  await Promise.all(calls);
  return Float64Array.from(times).sort();
}
