import fc from 'fast-check';
import type { Action } from '../../../src/cds/types.ts';
import { type Fields, fields, list, text } from '../json.ts';
import type { Determination } from '../oracle/verdict.ts';
import { ask } from '../stories/call.ts';
import {
  daysAgo,
  encounter,
  form,
  observation,
  procedure,
  report,
  yes,
} from '../stories/resources.ts';
import { coded, snomed } from '../valid-values.ts';

/** What formal.md leaves room for, of one order. */
export interface Wanted {
  readonly may: readonly Determination[];
  /** Findings of criteria; one that is not named in the answer is `absent`. */
  readonly criteria?: Readonly<Record<string, readonly string[]>>;
  readonly decidedBy?: string;
}

/** Drafted orders on a chart that one section or rule of the guideline is about, with what formal.md says of them. */
export interface Situation {
  readonly name: string;
  readonly chart: readonly Fields[];
  readonly orders: readonly Fields[];
  /** One for each order. */
  readonly wanted: readonly Wanted[];
  /** CPT codes that some suggestion has to hold, and that none may. */
  readonly offers?: readonly string[];
  readonly neverOffers?: readonly string[];
  /** References of orders that no suggestion may take out. */
  readonly neverRemoves?: readonly string[];
  /** Nor may a recommended one hold these. */
  readonly neverRecommends?: readonly string[];
  /** The rule, and the values that led to it: for whoever reads a counterexample. */
  readonly why: string;
}

export const patient: Fields = {
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1978-01-15',
};

/** Care of an episode of a hundred days that leaves nothing to ask for. */
export const care = {
  visit: encounter('visit', 'AMB', 95),
  course: procedure('course', '97110', {
    performedPeriod: { start: daysAgo(64), end: daysAgo(10) },
    outcome: coded(snomed, '385671000'),
  }),
  seenAgain: encounter('seen-again', 'AMB', 4),
  examined: form(
    'examined',
    4,
    ['dermatomal-sensation', 'motor', 'reflexes'].map((part) =>
      yes(`neurological-examination.${part}`),
    ),
  ),
};

export const completeCare: readonly Fields[] = Object.values(care);

/** A film of the lumbar spine in that episode. */
export const lumbarFilm: Fields = report('film', '72100', 90, 'No fracture.');

/** Every MRI of the spine, with contrast and without. */
export const everySpineMri: readonly string[] = [
  '72141',
  '72142',
  '72146',
  '72147',
  '72148',
  '72149',
  '72156',
  '72157',
  '72158',
];

/** The strength of a limb, of 5. */
export function strength(limb: string, grade: number, day: number): Fields {
  return observation(`strength-${day}`, { text: `Muscle strength ${limb}` }, day, {
    valueInteger: grade,
  });
}

/** One of some values. */
export function one<const Values extends readonly unknown[]>(
  ...values: Values
): fc.Arbitrary<Values[number]> {
  return fc.constantFrom(...values);
}

function codesOf(action: Action): readonly string[] {
  if (action.type === 'delete') return [];
  const { code } = fields(action.resource);
  return list(fields(code).coding).map((coding) => text(coding.code));
}

/** Where the answer to a situation goes against formal.md, in words; nothing where it does not. */
export function objections(
  situation: Situation,
  seen: readonly Fields[] = situation.chart,
): readonly string[] {
  const { orders, wanted, offers = [], neverOffers = [], neverRecommends = [], why } = situation;
  const { neverRemoves = [] } = situation;
  const { assessments, cards } = ask(orders, seen);
  const found = wanted.flatMap((one, position): readonly string[] => {
    const given = assessments[position];
    if (given === undefined) return [`order ${position} got no assessment`];
    const wrong: string[] = [];
    if (!one.may.some((may) => may === given.determination))
      wrong.push(`${given.determination} by ${given.decidedBy}, not ${one.may.join(' or ')}`);
    if (one.decidedBy !== undefined && given.decidedBy !== one.decidedBy)
      wrong.push(`decided by ${given.decidedBy}, not ${one.decidedBy}`);
    for (const [id, findings] of Object.entries(one.criteria ?? {})) {
      const finding = given.criteria.find((criterion) => criterion.id === id)?.finding ?? 'absent';
      if (!findings.includes(finding))
        wrong.push(`${id} is ${finding}, not ${findings.join(' or ')}`);
    }
    return wrong;
  });
  const suggestions = cards.flatMap((card) => card.suggestions ?? []);
  const codesIn = (some: typeof suggestions): readonly string[] =>
    some.flatMap(({ actions }) => actions ?? []).flatMap(codesOf);
  const offered = codesIn(suggestions);
  const recommended = codesIn(suggestions.filter(({ isRecommended }) => isRecommended === true));
  for (const code of offers) if (!offered.includes(code)) found.push(`${code} is not offered`);
  for (const code of neverOffers) if (offered.includes(code)) found.push(`${code} is offered`);
  for (const code of neverRecommends)
    if (recommended.includes(code)) found.push(`${code} is recommended`);
  for (const action of suggestions.flatMap(({ actions }) => actions ?? [])) {
    if (action.type === 'delete' && neverRemoves.includes(action.resourceId))
      found.push(`${action.resourceId} is taken out`);
  }
  return found.map((one) => `${one} (${why})`);
}
