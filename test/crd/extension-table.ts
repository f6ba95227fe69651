import type { CodeableConcept, Extension } from 'fhir/r4.js';
import { fixture, valueIn } from './support.ts';

interface Row {
  readonly min: number;
  readonly max: number | '*';
  readonly type?: string | readonly string[];
  readonly target?: string;
  readonly codes?: readonly string[];
  readonly extensible?: readonly string[];
  readonly sub?: Rows;
}
type Rows = Readonly<Record<string, Row>>;
interface Tables {
  readonly versions: Readonly<Record<'2.0' | '2.2', { readonly sub: Rows }>>;
}

/** The tables of the extension in each version, as data. */
const tables = fixture('tables.json') as Tables;

/** What an extension breaks of a version's table: unknown parts, cardinalities, types, codes. */
export function breaches(information: Extension, version: '2.0' | '2.2'): readonly string[] {
  return breachesOf(information, tables.versions[version].sub, 'coverage-information');
}

function breachesOf(extension: Extension, rows: Rows, path: string): readonly string[] {
  const parts = extension.extension ?? [];
  const unknown = parts.filter((part) => rows[part.url] === undefined);
  return [
    ...unknown.map((part) => `${path}.${part.url} is unknown`),
    ...Object.entries(rows).flatMap(([url, row]) => {
      const found = parts.filter((part) => part.url === url);
      const place = `${path}.${url}`;
      const { max } = row;
      return [
        ...(found.length < row.min ? [`${place} is there ${found.length} times`] : []),
        ...(max !== '*' && found.length > max ? [`${place} is there ${found.length} times`] : []),
        ...found.flatMap((part) =>
          row.sub === undefined
            ? valueBreaches(part, row, place)
            : breachesOf(part, row.sub, place),
        ),
      ];
    }),
  ];
}

function valueBreaches(part: Extension, row: Row, place: string): readonly string[] {
  const types = [row.type ?? []].flat();
  const names = Object.keys(part).filter((name) => name !== 'url');
  const value = valueIn(part);
  if (names.length !== 1 || !types.includes(names[0] ?? '')) return [`${place} has ${names}`];
  const problems: string[] = [];
  if (row.codes !== undefined && !row.codes.some((code) => code === value)) {
    problems.push(`${place} is ${String(value)}`);
  }
  if (row.target !== undefined && !JSON.stringify(value).includes(`"${row.target}/`)) {
    problems.push(`${place} refers to no ${row.target}`);
  }
  if (row.extensible !== undefined && !isBound(value as CodeableConcept, row.extensible)) {
    problems.push(`${place} has neither text nor a code of its value set`);
  }
  return problems;
}

/** An extensible binding: a code of the value set, or words. */
function isBound(concept: CodeableConcept, codes: readonly string[]): boolean {
  if (concept.text !== undefined && concept.text !== '') return true;
  return (concept.coding ?? []).some(({ code }) => code !== undefined && codes.includes(code));
}
