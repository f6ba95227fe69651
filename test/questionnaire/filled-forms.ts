import { crc32 } from 'node:zlib';
import type { FhirResource, QuestionnaireResponse, Resource } from 'fhir/r4.js';
import { populate } from '../../src/questionnaire/populate.ts';
import { documentationQuestionnaire } from '../../src/questionnaire/questionnaire.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { resourcesOf } from '../support/vignette-call.ts';

export const canonicalBase = 'https://payer.example/fhir';

/** The form with all questions. */
export const wholeForm = documentationQuestionnaire(canonicalBase);

/** What a form holds: a value by linkId, of a choice its code. */
export type Said = ReadonlyMap<string, unknown>;

/** The first answer to every item of a response in groups. */
export function answersIn(response: QuestionnaireResponse | undefined): Said {
  const items = (response?.item ?? []).flatMap(({ item = [] }) => item);
  return new Map(
    items.flatMap(({ linkId, answer: [answer] = [] }) => {
      if (answer === undefined) return [];
      const { extension: _sources, valueCoding, ...value } = answer;
      const said = valueCoding?.code ?? Object.values(value)[0];
      return said === undefined ? [] : [[linkId, said] as const];
    }),
  );
}

/** All that an EHR with a vignette's chart holds, the orders included. */
export function chartOf({ request }: Vignette): readonly Resource[] {
  const orders = (request.context.draftOrders.entry ?? []).flatMap(
    ({ resource }): readonly FhirResource[] => (resource === undefined ? [] : [resource]),
  );
  return [...resourcesOf(request), ...orders];
}

/** How a form filler's answers compare with those of `populate`, chart by chart. */
export interface Comparison {
  /** Answers of `populate`. */
  readonly all: number;
  readonly same: number;
  /** One line each: answers that the form filler gives another value, gives besides, and leaves open. */
  readonly other: readonly string[];
  readonly further: readonly string[];
  readonly lost: readonly string[];
}

/**
 * Compares over one of so many vignettes, chosen by their names, so that a new vignette changes nothing about the
 * others; `EVERY_CHART=1` takes all and prints what differs.
 */
export async function compared(
  everyOther: number,
  fill: (vignette: Vignette) => Promise<Said>,
): Promise<Comparison> {
  const step = Number(process.env.EVERY_CHART ?? everyOther);
  const lost: string[] = [];
  const other: string[] = [];
  const further: string[] = [];
  let same = 0;
  for (const vignette of allVignettes().filter(({ name }) => crc32(name) % step === 0)) {
    const { patientId, draftOrders } = vignette.request.context;
    const asOf = new Date(vignette.asOf);
    const resources = resourcesOf(vignette.request);
    const own = populate({ patientId, resources, draftOrders, asOf, canonicalBase });
    if (own === undefined) continue;
    const theirs = await fill(vignette);
    const ours = answersIn(own);
    for (const [linkId, value] of ours) {
      const line = `${vignette.name} ${linkId}: ${String(value)}`;
      if (!theirs.has(linkId)) lost.push(line);
      else if (theirs.get(linkId) === value) same += 1;
      else other.push(`${line}, not ${String(theirs.get(linkId))}`);
    }
    for (const [linkId, value] of theirs) {
      if (!ours.has(linkId)) further.push(`${vignette.name} ${linkId}: ${String(value)}`);
    }
  }
  const all = same + lost.length + other.length;
  if (process.env.EVERY_CHART !== undefined) {
    const lines = [`${same} of ${all}, ${further.length} more`, ...other, ...further, ...lost];
    console.info(lines.join('\n'));
  }
  return { all, same, other, further, lost };
}
