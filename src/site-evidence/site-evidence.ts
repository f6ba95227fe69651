import { fitting } from '../chart/answer-kinds.ts';
import { answerInWords } from '../chart/answer-words.ts';
import { unreadAnswer } from '../chart/attestations.ts';
import { chartDate, isFuture } from '../chart/dates.ts';
import { codeOf, type Fields, fieldsOf, listOf, textOf, wordsOf } from '../chart/fields.ts';
import type { SiteFactReader, SiteFacts } from '../chart/site-facts.ts';
import type { Attestation, ChartDate } from '../chart/types.ts';
import { holds } from '../fhir/required-values.ts';
import type { Evidence } from '../logic/finding.ts';
import {
  type CompiledEntry,
  compileSiteEvidence,
  type SiteEntry,
} from './compile-site-evidence.ts';
import { type SiteCode, siteCodes, type Translate } from './site-codes.ts';
import { isStanding, needsDate } from './standing-facts.ts';

export { SiteEvidenceError } from './compile-site-evidence.ts';
export { SiteCodeError } from './site-codes.ts';

/** A hospital's mappings, ready to read charts with. */
export interface SiteEvidence {
  /** The types of the resources that are looked at. */
  readonly resourceTypes: ReadonlySet<string>;
  /** A reader for one call. `clock` counts milliseconds. */
  readonly reader: (asOf: Date, clock?: () => number) => SiteFactReader;
  /** Gives a resource the known codes that the hospital's own stand for. */
  readonly translate: Translate;
}

/** What one call may cost: the time of all expressions together, and how many facts are taken. */
const limits = { milliseconds: 50, facts: 500 } as const;

/** Nothing that did not take place is evidence; `entered-in-error` never reaches a reader. */
const undone = new Set([
  'cancelled',
  'registered',
  'not-done',
  'draft',
  'revoked',
  'planned',
  'proposed',
]);

function isUndone({ status, verificationStatus }: Fields): boolean {
  const verified = codeOf(verificationStatus) ?? '';
  return undone.has(textOf(status) ?? '') || ['entered-in-error', 'refuted'].includes(verified);
}

/**
 * Makes a hospital's mappings usable. FHIRPath selects elements here; what they mean for a criterion is
 * decided where attestations are.
 * @throws SiteEvidenceError for the first mapping that cannot be used
 * @throws SiteCodeError for the first code that cannot be used
 */
export function siteEvidence(
  entries: readonly SiteEntry[],
  codes: readonly SiteCode[] = [],
): SiteEvidence {
  const byType = new Map<string, CompiledEntry[]>();
  for (const entry of compileSiteEvidence(entries)) {
    const known = byType.get(entry.resource);
    if (known === undefined) byType.set(entry.resource, [entry]);
    else known.push(entry);
  }
  return {
    resourceTypes: new Set(byType.keys()),
    reader: (asOf, clock = () => performance.now()) => reader(byType, asOf, clock),
    translate: siteCodes(codes),
  };
}

const nothing: SiteFacts = { facts: [], unread: [] };

function reader(
  byType: ReadonlyMap<string, readonly CompiledEntry[]>,
  asOf: Date,
  clock: () => number,
): SiteFactReader {
  let spent = 0;
  let taken = 0;
  let isOver = false;
  return (resource, reference) => {
    const entries = byType.get(textOf(resource.resourceType) ?? '');
    if (entries === undefined || isUndone(resource)) return nothing;
    const matching = entries.filter(({ where }) => holds(resource, where.required));
    if (matching.length === 0) return nothing;
    if (spent > limits.milliseconds || taken >= limits.facts) {
      if (isOver) return nothing;
      isOver = true;
      return { facts: [], unread: [tooMuch(reference)] };
    }
    const started = clock();
    const read = matching.flatMap((entry) => readEntry(entry, resource, reference, asOf));
    spent += clock() - started;
    const facts = read.flatMap((one) => ('linkId' in one ? [one] : []));
    taken += facts.length;
    return { facts, unread: read.flatMap((one) => ('linkId' in one ? [] : [one])) };
  };
}

function tooMuch(reference: string): Evidence {
  return {
    reference,
    text: 'The site’s own data is more than can be read in time: what follows was not read',
  };
}

/** The fact that a resource states under an entry, or why it could not be read. */
function readEntry(
  entry: CompiledEntry,
  resource: Fields,
  reference: string,
  asOf: Date,
): readonly (Attestation | Evidence)[] {
  const { fact, where, date: dated, value: stating } = entry;
  const [matched] = where.select(resource);
  if (matched === undefined || matched === false) return [];
  const given = stating === undefined ? true : stating.select(resource).map(plain).find(isDefined);
  // Where nothing is selected the resource states nothing; silence is not an answer.
  if (given === undefined) return [];
  const said = typeof given === 'string' ? (datedKind(fact, given, asOf) ?? given) : given;
  const value = fitting(fact, said, asOf);
  if (value === undefined) return [unreadAnswer(fact, reference)];
  const stated = dated?.select(resource).map(plain).map(chartDate).find(isDefined);
  const authored = stated ?? (typeof value === 'object' ? value : undefined);
  if (authored !== undefined && isFuture(authored, asOf)) return [];
  if (authored === undefined && needsDate(fact)) {
    return [{ reference, text: `The site’s own data for ${fact} carries no date` }];
  }
  const evidence: Evidence = {
    reference,
    ...(authored === undefined ? {} : { date: authored.text }),
    text: textFor(fact, value, resource),
  };
  return [
    {
      linkId: fact,
      value,
      authored: authored ?? undated,
      ...(isStanding(fact) ? { standing: true as const } : {}),
      evidence,
    },
  ];
}

/** The oldest of all: it gives way to whatever has a date, and is of no known episode. */
const undated: ChartDate = { text: '', earliest: 0, latest: 0 };

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** A date for a fact that is one; other texts stay as they are. */
function datedKind(fact: string, text: string, asOf: Date): ChartDate | undefined {
  const date = chartDate(text);
  return date !== undefined && fitting(fact, date, asOf) !== undefined ? date : undefined;
}

/** What an element says: of a Quantity its number, of a concept its code, of a Period its start. */
function plain(element: unknown): boolean | number | string | undefined {
  if (typeof element === 'boolean' || typeof element === 'string') return element;
  if (typeof element === 'number') return Number.isFinite(element) ? element : undefined;
  const fields = fieldsOf(element);
  if (fields === undefined) return undefined;
  if (typeof fields.value === 'number') return fields.value;
  const code =
    textOf(fields.code) ??
    listOf(fields.coding)
      .map((one) => textOf(one.code))
      .find(isDefined);
  return code ?? textOf(fields.start);
}

function textFor(fact: string, value: Attestation['value'], resource: Fields): string {
  const words = wordsOf(resource.code);
  return `${words === '' ? 'Site data' : words}: ${fact} = ${answerInWords(value)}`;
}
