import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { cdsServices } from '../../hooks/services.ts';
import { packageRoot } from '../../src/package-root.ts';
import { Metrics } from '../../src/server/metrics.ts';
import { readReadings } from '../../src/server/readings-file.ts';
import { readSettings } from '../../src/server/settings.ts';
import { readTrustedClients } from '../../src/server/trust/trusted-clients.ts';

const at = (...path: readonly string[]) => join(packageRoot, ...path);
const read = (...path: readonly string[]) => readFileSync(at(...path), 'utf8');

test('the example of trusted clients is one that the service takes', () => {
  const clients = readTrustedClients(at('deploy', 'clients.example.json'), false);
  expect([...clients.keys()]).toEqual([
    'https://ehr.example.org',
    'https://vendor.example.net/cds',
  ]);
});

test('the worked clients of the guide for EHRs are ones that the service takes', () => {
  const [, worked = ''] = /```json\n([\s\S]*?)```/.exec(read('docs', 'connect-an-ehr.md')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'worked-clients-'));
  const path = join(folder, 'clients.json');
  writeFileSync(path, worked);
  const clients = readTrustedClients(path, false);
  rmSync(folder, { recursive: true });
  expect([...clients.keys()]).toEqual([
    'https://epic.hospital.example/api/FHIR/R4',
    'https://epic-test.hospital.example/api/FHIR/R4',
  ]);
});

test('the example of readings is one that the service takes', () => {
  expect(readReadings(at('deploy', 'readings.example.json')).trialDays).toBe(42);
});

test('the Compose file starts the service with settings that it takes', () => {
  const { service, proxy } = parse(read('deploy', 'compose.yaml')).services;
  const environment = Object.entries<string>(service.environment).map(([name, value]) => [
    name,
    value.replace(
      /\$\{(\w+)(?::-(.+?)|:\?.+?)?\}/g,
      (_, __, usual = 'a-secret-of-some-length') => usual,
    ),
  ]);
  const settings = readSettings({ HOST: '0.0.0.0', ...Object.fromEntries(environment) });
  expect(settings).toMatchObject({
    auth: 'required',
    trustProxy: 1,
    publicBaseUrl: 'http://localhost:8080',
  });
  expect(proxy.volumes[0]).toContain('./compose-nginx.conf');
  expect(read('deploy', 'compose-nginx.conf')).toContain('proxy_pass http://service:3000;');
});

test('the call in the .http file gets a card', () => {
  const text = read('docs', 'examples', 'calls.http');
  const body = /\n\n(\{[\s\S]*?\n\})\n/.exec(text)?.[1] ?? '';
  const request = JSON.parse(body);
  const services = cdsServices({
    payerName: 'Payer',
    guidelineUrl: 'https://payer.example/guideline',
    publicBaseUrl: 'http://127.0.0.1:3000',
    canonicalBase: 'https://payer.example/fhir',
  });
  const service = services.find(
    ({ definition }) => text.includes(definition.id) && definition.hook === request.hook,
  );
  const answer = service?.answer({
    request,
    resources: [request.prefetch.patient],
    unavailable: [],
    asOf: new Date('2026-11-18T15:00:00Z'),
  });
  expect(answer?.response.cards.length).toBeGreaterThan(0);
});

test('the Grafana dashboard asks for metrics that the service has, with labels that they have', async () => {
  const metrics = new Metrics(() => 0);
  metrics.answered('/cds-services/a', 200, 0.01);
  metrics.order('supported');
  metrics.card({ kind: 'kind' }, 'order-sign', 'client');
  metrics.read('conditions', 'ok');
  metrics.refused('reason');
  const text = await metrics.registry.metrics();
  const { panels }: { panels: readonly { targets: readonly { expr: string }[] }[] } = JSON.parse(
    read('deploy', 'grafana-dashboard.json'),
  );
  const asked = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  expect(asked.length).toBeGreaterThan(10);
  for (const expr of asked) {
    const names = expr.match(/\b(?:http|cds|dtr|process|nodejs)_\w+/g) ?? [];
    expect(names.length, expr).toBeGreaterThan(0);
    for (const name of names) expect(text, expr).toMatch(new RegExp(`^${name}\\b`, 'm'));
    const [, label = ''] = /by \((\w+)\)/.exec(expr) ?? [];
    if (label !== '') expect(text, expr).toMatch(new RegExp(`^${names[0]}\\{.*\\b${label}=`, 'm'));
  }
});
