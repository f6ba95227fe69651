import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import { type Asked, askedFor, wantedFor } from './awaited.ts';
import type { CardContext, CardKind } from './card-context.ts';
import { factsOf } from './facts.ts';
import { filmRegion } from './film-region.ts';
import { type Choice, choicesOf, isClosed, type Need, needsOn, taken } from './needs.ts';
import { isUnread } from './unread.ts';
import { needOf, stateOf, wordsOf } from './words/criterion-words.ts';
import { listed, shownDay } from './words/days.ts';
import { lowerFirst } from './words/lower-first.ts';
import type { CriterionWords, Facts } from './words/words.ts';

/** One thing that an order needs, with everything that waits for it: one line of a card. */
export interface Point {
  readonly kind: CardKind;
  /** What it is about: the criterion that stands for the others, or the onset. */
  readonly cause: string;
  /** The ids of all criteria that it stands for. */
  readonly criteria: readonly string[];
  /** What it is called at the beginning of its line: "Treatment". */
  readonly name: string;
  /** After "needs". */
  readonly need: string;
  readonly line: string;
  /** After the study's name and a colon, where it is the only point. */
  readonly headline?: string;
  readonly statements: readonly string[];
  /** Something about it is on the chart, and only its date or its reading is open: asked about, never ordered anew. */
  readonly isAsked: boolean;
  /** An order of this call settles it, a request on the chart will, or its data could not be read. */
  readonly standing: 'open' | 'drafted' | 'requested' | 'unread';
  /** Since when, where it was asked for: "today", or the day of the request. */
  readonly asked?: string;
  /** The items that notes answer for it: they are confirmed, and nothing is ordered in their place. */
  readonly fromNotes: readonly string[];
}

const again = 'clinical-re-evaluation';
const trial = 'trial-of-treatment';
const onset = 'episode.onset';

const films: ReadonlySet<string> = new Set(['plain-radiograph', 'post-surgical-radiograph']);
/** Criteria about what a film shows. As long as the film itself is missing, the card names the missing film for them. */
const readings: ReadonlySet<string> = new Set([
  'radiograph-negative-for-fracture',
  'radiograph-nondiagnostic',
  'fracture-acuity-indeterminate',
]);

/** In a card the reason and the choice of study come first, then what takes longest. */
const sequence: readonly string[] = [
  'documented-indication',
  'onset',
  'simultaneous-studies-need',
  'repeat-imaging-need',
  'mri-contraindicated',
  trial,
  'film',
  'in-person-evaluation',
  again,
  'neurological-examination',
];

/**
 * What stands between an order and its support, cause before consequence: an unknown onset stands for the visit,
 * the film and the treatment that it leaves without a place; a trial that is missing or short stands for the
 * re-evaluation after it; a missing film for all that is asked of it; of several ways one is told, with the others
 * beside it.
 */
export function pointsOf(review: OrderReview, context: CardContext): readonly Point[] {
  const waiting: Need[] = [];
  const points: Point[] = [];
  for (const choice of choicesOf(review)) {
    const needs = needsOn([choice]);
    const placed = needs.filter((need) => waitsForOnset(need, review));
    waiting.push(...placed);
    const rest = needs.filter((need) => !placed.includes(need));
    const others = othersThan(choice, review, context);
    points.push(...rest.map((need, at) => pointOf(need, at === 0 ? others : [], review, context)));
  }
  const all = waiting.length === 0 ? points : [onsetPoint(waiting, review, context), ...points];
  return merged(all).toSorted((one, other) => place(one) - place(other));
}

function place({ cause }: Point): number {
  const position = sequence.indexOf(cause);
  return position === -1 ? sequence.length : position;
}

/** The chart holds what is asked for, and only the onset would give it its place in the episode. */
function waitsForOnset({ id, outcome }: Need, review: OrderReview): boolean {
  if (review.onsetDocumented) return false;
  if (id !== trial) return isOnlyOnset(outcome.asks);
  const parts = outcome.members.filter(({ value }) => value !== 'met');
  return parts.length > 0 && parts.every(({ asks }) => isOnlyOnset(asks));
}

function isOnlyOnset(asks: readonly string[] | undefined): boolean {
  return asks?.length === 1 && asks[0] === onset;
}

/** The other ways of a choice that nobody closed, each in a few words. */
function othersThan(choice: Choice, review: OrderReview, context: CardContext): readonly string[] {
  const way = taken(choice);
  return choice.ways
    .filter((other) => other !== way && !isClosed(other))
    .map((other) =>
      listed(
        needsOn(other)
          .filter(({ id }) => id !== again)
          .map((need) => needOf(wordsOf(need.id), needFacts(need, review, context))),
      ),
    );
}

function resultOf({ id, outcome }: Need, { assessment }: OrderReview): CriterionResult {
  const known = assessment.criteria.find((one) => one.id === id);
  if (known !== undefined) return known;
  const { criterion, value, summary, evidence } = outcome;
  const statements = criterion.kind === 'unless' ? [] : criterion.statements;
  return { id, finding: value, statements, summary, evidence };
}

function needFacts(need: Need, review: OrderReview, context: CardContext): Facts {
  return factsOf(resultOf(need, review), review, context, need.outcome);
}

function isFilm({ id, evidence }: CriterionResult): boolean {
  return films.has(id) || (readings.has(id) && evidence.length === 0);
}

function pointOf(
  need: Need,
  others: readonly string[],
  review: OrderReview,
  context: CardContext,
): Point {
  const result = resultOf(need, review);
  const facts = needFacts(need, review, context);
  const words = wordsOf(need.id);
  const { standing, asked } = standingOf(result, review, context);
  const mark = result.finding === 'not-met' ? '✗' : '?';
  const state = asked === undefined ? stateOf(words, facts) : askedWords(result, asked);
  const headline = words.headline?.(facts);
  const fromNotes = answeredIn(need, review);
  return {
    kind: kindOf(result),
    cause: isFilm(result) ? 'film' : need.id,
    criteria: [need.id],
    name: words.name,
    need: needOf(words, facts),
    line:
      standing === 'unread'
        ? notChecked(words)
        : `${mark} ${words.name}: ${state}${orElse(others)}`,
    ...(asked === undefined ? {} : { asked }),
    ...(headline === undefined ? {} : { headline }),
    statements: result.statements,
    isAsked: isAsked(result) || fromNotes.length > 0,
    standing,
    fromNotes,
  };
}

function isAsked({ finding, evidence }: CriterionResult): boolean {
  return finding === 'not-documented' && evidence.length > 0;
}

/** The items of a need that notes answer: the facts below it as well. */
function answeredIn({ outcome }: Need, { fromNotes }: OrderReview): readonly string[] {
  if (fromNotes === undefined) return [];
  const asked = new Set(askedIn(outcome));
  return fromNotes.offers.flatMap(({ linkId }) => (asked.has(linkId) ? [linkId] : []));
}

function askedIn(outcome: Need['outcome']): readonly string[] {
  const { criterion, members, asks, value } = outcome;
  if (value === 'met') return [];
  const own = criterion.kind === 'unless' ? [] : (asks ?? criterion.asks);
  return [...own, ...members.flatMap(askedIn)];
}

function notChecked({ name }: CriterionWords): string {
  return `? ${name}: could not be checked`;
}

const mostOthers = 3;

/** "; or planned spine surgery". */
function orElse(others: readonly string[]): string {
  return others.length === 0 ? '' : `; or ${listed(others.slice(0, mostOthers), 'or')}`;
}

function askedWords(criterion: CriterionResult, asked: string): string {
  if (isFilm(criterion)) return asked;
  return `${criterion.id === trial ? 'therapy' : 'visit'} ${asked}`;
}

function standingOf(
  criterion: CriterionResult,
  review: OrderReview,
  context: CardContext,
): Pick<Point, 'standing' | 'asked'> {
  if (isUnread(criterion.id, context)) return { standing: 'unread' };
  const wanted = wantedFor(criterion, isFilm(criterion), filmRegion(review));
  const asked = wanted === undefined ? undefined : askedFor(wanted, review, context);
  if (asked === undefined) return { standing: 'open' };
  return asked.by === 'draft'
    ? { standing: 'drafted', asked: 'ordered today' }
    : { standing: 'requested', asked: requestedWords(asked, context) };
}

function requestedWords({ on }: Extract<Asked, { by: 'request' }>, { asOf }: CardContext): string {
  const day = shownDay(on, asOf);
  return day === undefined ? 'requested and not done yet' : `requested ${day}, not done yet`;
}

function kindOf(criterion: CriterionResult): CardKind {
  const { id } = criterion;
  if (isFilm(criterion)) return 'radiograph-missing';
  if (id === trial) return 'treatment-missing';
  if (id === 'in-person-evaluation' || id === again) return 'evaluation-missing';
  return id === 'simultaneous-studies-need' ? 'simultaneous-studies' : 'documentation-missing';
}

function onsetPoint(waiting: readonly Need[], review: OrderReview, context: CardContext): Point {
  const offered = review.fromNotes?.offers ?? [];
  const names = [...new Set(waiting.map(({ id }) => wordsOf(id).name))].map((name) =>
    lowerFirst(name),
  );
  const statements = waiting.flatMap(({ outcome: { criterion } }) =>
    criterion.kind === 'unless' ? [] : criterion.statements,
  );
  return {
    kind: 'documentation-missing',
    cause: 'onset',
    criteria: waiting.map(({ id }) => id),
    name: 'Onset',
    need: 'the date the pain began',
    line: `? Onset: not on the chart; ${listed(names)} ${names.length === 1 ? 'waits' : 'wait'} for it`,
    headline: 'when did the pain begin? Without a date, what is on the chart cannot count',
    statements,
    isAsked: true,
    standing: context.unavailable.includes('conditions') ? 'unread' : 'open',
    fromNotes: offered.some(({ linkId }) => linkId === onset) ? [onset] : [],
  };
}

/**
 * A re-evaluation follows treatment: the trial stands for it, whether it is missing, too short, or had its time
 * and nobody wrote what it brought. Points with the same cause become one.
 */
function merged(points: readonly Point[]): readonly Point[] {
  const isTreated = points.some(({ cause }) => cause === trial);
  const byCause = new Map<string, Point>();
  for (const point of points) {
    const cause = point.cause === again && isTreated ? trial : point.cause;
    const known = byCause.get(cause);
    byCause.set(cause, known === undefined ? point : joined(known, point));
  }
  return [...byCause.values()];
}

function joined(one: Point, other: Point): Point {
  const lead = one.cause === again ? other : one;
  return {
    ...lead,
    criteria: [...new Set([...one.criteria, ...other.criteria])],
    fromNotes: [...new Set([...one.fromNotes, ...other.fromNotes])],
  };
}
