import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../src/package-root.ts';
import { readSettings } from '../../src/server/settings.ts';
import { runApp } from '../server/support.ts';

const text = readFileSync(join(packageRoot, 'deploy', 'kubernetes.yaml'), 'utf8');
const documents = parseAllDocuments(text);
// The manifests are looked at field by field; a type for each would assert nothing more.
// biome-ignore lint/suspicious/noExplicitAny: parsed YAML under test
const manifests: any[] = documents.map((document) => document.toJS());
const byKind = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
const pod = byKind('Deployment').spec.template;
const [container] = pod.spec.containers;

/** How long the service takes to stop at most, as docs/settings.md says. */
const stopSeconds = 10;

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}
const variables: readonly Variable[] = container.env;

describe('deploy/kubernetes.yaml', () => {
  it('is YAML without errors or warnings', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'PodDisruptionBudget',
    ]);
  });

  it('sets what the service reads, and nothing that it does not know', () => {
    const stand: Readonly<Record<string, string>> = {
      DATABASE_URL: 'postgres://user@db.example/cds',
      REPORTS_TOKEN: 'reports-token-0123456789',
    };
    const env = Object.fromEntries(
      variables.map(({ name, value }) => [name, value ?? stand[name]]),
    );
    const settings = readSettings({ HOST: '0.0.0.0', ...env });
    expect(settings).toMatchObject({
      auth: 'required',
      port: container.ports[0].containerPort,
      publicBaseUrl: 'https://cds.example',
      trustProxy: 1,
      databaseUrl: stand.DATABASE_URL,
      reportsTokens: [stand.REPORTS_TOKEN],
    });
    const read = new Set<string | symbol>();
    readSettings(new Proxy({}, { get: (_, name) => void read.add(name) }));
    expect(variables.filter(({ name }) => !read.has(name))).toEqual([]);
  });

  it('mounts the clients’ file where the setting looks for it', () => {
    const path = variables.find(({ name }) => name === 'TRUSTED_CLIENTS')?.value ?? '';
    const [mount] = container.volumeMounts;
    const file = path.slice(mount.mountPath.length + 1);
    const volume = pod.spec.volumes.find(({ name }: { name: string }) => name === mount.name);
    expect(text).toContain(`${volume.secret.secretName} --from-file=${file}`);
    for (const { valueFrom } of variables) {
      if (valueFrom === undefined) continue;
      expect(text).toContain(`kubectl create secret generic ${valueFrom.secretKeyRef.name} \\`);
      expect(text).toContain(`--from-literal=${valueFrom.secretKeyRef.key}=`);
    }
  });

  it('probes paths that answer, on the port that the container has', async () => {
    const app = await runApp();
    for (const probe of [container.livenessProbe, container.readinessProbe]) {
      expect((await app.get(probe.httpGet.path)).status).toBe(200);
      expect(probe.httpGet.port).toBe(container.ports[0].name);
    }
    expect(byKind('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
    await app.stop();
  });

  it('selects the pods that it makes', () => {
    const { labels } = pod.metadata;
    expect(byKind('Deployment').spec.selector.matchLabels).toEqual(labels);
    expect(byKind('Service').spec.selector).toEqual(labels);
    expect(byKind('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels);
  });

  it('gives a pod the time that it takes to stop', () => {
    const [, wait] = container.lifecycle.preStop.exec.command;
    expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(wait) + stopSeconds);
  });

  it('runs the image that the Containerfile is built into, as its user', () => {
    const containerfile = readFileSync(join(packageRoot, 'Containerfile'), 'utf8');
    const { version, scripts } = JSON.parse(
      readFileSync(join(packageRoot, 'package.json'), 'utf8'),
    );
    expect(container.image).toBe(`spine-imaging-cds:${version}`);
    expect(containerfile).toContain(`--tag ${container.image} .`);
    const command = /^CMD (\[.+\])$/m.exec(containerfile.trim())?.[1] ?? '[]';
    expect(scripts.start).toContain(`exec ${JSON.parse(command).join(' ')}`);
    const { runAsUser, runAsGroup } = pod.spec.securityContext;
    expect(containerfile).toContain(`USER ${runAsUser}:${runAsGroup}`);
  });
});
