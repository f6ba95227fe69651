import { join } from 'node:path';
import { orderSignBody, usual } from './chart-body.ts';
import { type Child, entries, startChild } from './child.ts';
import type { Scenario, Side } from './pairs.ts';
import { TokenStock, trustedClientsFile } from './tokens.ts';

/** Where the service is called. */
export const signPath = '/cds-services/spine-imaging-order-sign';
const base = 'http://cds.example';

/** The usual call, as small as FHIR allows, and with what EHRs send beside it. */
export const bodies = {
  plain: orderSignBody(usual, 'plain', new Date()),
  large: orderSignBody(usual, 'us-core', new Date()),
} as const;

/** Express with its JSON parser and a fixed answer. */
export function bareExpress(size: keyof typeof bodies): Side {
  const name = size === 'plain' ? 'bare Express, 43 KB' : 'bare Express, 104 KB';
  return { name, start: () => startChild(entries.bareExpress), body: bodies[size] };
}

/** Makes new SQLite databases in a folder. */
export function databasesIn(folder: string): () => { readonly DATABASE_URL: string } {
  let count = 0;
  return () => {
    count += 1;
    return { DATABASE_URL: `file:${join(folder, `${count}.db`)}` };
  };
}

type Settings = Readonly<Record<string, string>>;

/**
 * What the service is measured in.
 * @param sqlite gives a new database
 * @param postgres the URL of a PostgreSQL, where there is one
 */
export function scenarios(
  sqlite: () => Settings,
  postgres: string | undefined,
): readonly Scenario[] {
  const clients = trustedClientsFile();
  const trust = { TRUSTED_CLIENTS: clients, PUBLIC_BASE_URL: base };
  const service = (settings: () => Settings) => (): Promise<Child> =>
    startChild(entries.service, settings());
  const signed = (algorithm: 'RS384' | 'ES384') => new TokenStock(algorithm, base + signPath);
  const body = bodies.plain;
  const plain: Side = { name: 'no token', start: service(sqlite), body };
  const yardstick = bareExpress('plain');
  const trusting = service(() => ({ ...sqlite(), ...trust }));
  const all: Scenario[] = [
    { own: plain, yardstick },
    {
      own: {
        name: 'no token, two workers',
        start: service(() => ({ ...sqlite(), WORKERS: '2' })),
        body,
      },
      yardstick: plain,
    },
    { own: { name: 'RS384', start: trusting, body, tokens: signed('RS384') }, yardstick },
    { own: { name: 'ES384', start: trusting, body, tokens: signed('ES384') }, yardstick },
    {
      own: { name: 'no token, 104 KB', start: service(sqlite), body: bodies.large },
      yardstick: bareExpress('large'),
    },
  ];
  if (postgres === undefined) return all;
  const shared = { DATABASE_URL: postgres };
  return [
    ...all,
    { own: { name: 'PostgreSQL, no token', start: service(() => shared), body }, yardstick },
    {
      own: {
        name: 'PostgreSQL, RS384',
        start: service(() => ({ ...shared, ...trust })),
        body,
        tokens: signed('RS384'),
      },
      yardstick,
    },
  ];
}
