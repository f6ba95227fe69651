import { type Fields, fields, list, text } from '../json.ts';
import {
  acuteFracture,
  caudaEquina,
  complaints,
  footDrop,
  highRiskMechanism,
  isOf,
  type Level,
  levelsOf,
  orderedStudy,
  pseudoarthrosis,
} from './codes.ts';
import type { Days } from './days.ts';
import { days } from './days.ts';
import { hasEarlierStudy, isReasonOf, type Question } from './facts.ts';
import type { Indication } from './indication.ts';
import { indicationsOfPain } from './indications-of-pain.ts';
import { otherIndications } from './other-indications.ts';
import {
  answers,
  isDone,
  type PatientRecord,
  type Problem,
  problemsOf,
  readRecord,
  wordsOf,
} from './record.ts';
import { isInfected, mayHaveRedFlag, redFlags } from './red-flags.ts';
import { lacksOfStudyRule } from './study-rules.ts';
import { says } from './treatment.ts';

/** One order as the service assessed it; the fields of the contract that are judged here. */
export interface Claim {
  readonly order: string;
  readonly determination: string;
  /** Where it is absent, any way to support the order will do. */
  readonly decidedBy?: string;
  readonly study: { readonly cpt: string };
}

/** What is known of an order: by which ways it can be supported, and why not by the others. */
export interface Verdict {
  readonly ways: readonly string[];
  readonly lacks: readonly string[];
}

function ordersOf(request: Fields): readonly Fields[] {
  return list(fields(fields(request.context).draftOrders).entry).map(({ resource }) =>
    fields(resource),
  );
}

function question(record: PatientRecord, order: Fields, cpt: string): Question {
  return { record, order, cpt, study: orderedStudy(cpt), start: undefined };
}

/** Every day on which the episode of these problems can have begun; one unknown where nothing says. */
function startsOf(
  record: PatientRecord,
  problems: readonly Problem[],
): readonly (Days | undefined)[] {
  const onsets = problems.flatMap((problem) => problem.onset ?? []);
  const said = answers(record, 'episode.onset').flatMap((value) => days(value) ?? []);
  // What begins in the future has not begun.
  const begun = [...onsets, ...said].filter((onset) => isDone(record, onset));
  const distinct = new Map(begun.map((onset) => [`${onset.first} ${onset.last}`, onset]));
  return [...distinct.values(), undefined];
}

/** Exclusions that every elective way has to pass (general-improving-1, repeat-1, repeat-3). */
function exclusions(
  asked: Question,
  { id, isOfPain }: Indication,
  onsets: readonly (Days | undefined)[],
): readonly string[] {
  const { record } = asked;
  const isUrgent = [
    'high-risk-trauma',
    'vertebral-augmentation',
    'spinal-canal-ultrasound',
  ].includes(id);
  if (!record.isTrusted || isUrgent || mayHaveRedFlag(asked)) return [];
  // What was said of a present state over twelve weeks ago is none of now, where no complaint of now dates the episode.
  const isOfComplaint = asked.start !== undefined && !ofLastingReasons.has(id);
  const lately = { first: record.today - 84, last: record.today - 84 };
  const isSaid = (linkId: string): boolean => {
    const given = answers(record, linkId, isOfComplaint ? asked.start : lately);
    return given.length > 0 && given.every((value) => value === true);
  };
  const hasOwnInterval = id === 'syringomyelia-follow-up';
  const latest = onsets
    .flatMap((onset) => onset ?? [])
    .reduce<Days | undefined>(
      (one, other) => (one === undefined || other.last > one.last ? other : one),
      undefined,
    );
  const hints = [
    'repeat-imaging-need',
    'neurological-deterioration',
    'post-surgical-symptoms',
    'pars-healing-monitoring',
  ];
  const mayRepeat =
    hasOwnInterval ||
    hints.some(isSaid) ||
    problemsOf(record, [pseudoarthrosis]).length > 0 ||
    answers(record, 'episode.change').length > 0;
  const ofPain = ['symptoms-improving', 'symptoms-longstanding-stable'];
  return [
    ...(isOfPain === true ? ofPain.filter(isSaid) : []),
    ...(isSaid('surveillance-only') && !hasOwnInterval && !isSaid('pars-healing-monitoring')
      ? ['surveillance-only']
      : []),
    ...(!mayRepeat && hasEarlierStudy(asked, latest) ? ['study.repeat-imaging'] : []),
  ];
}

/** Conditions that last for years: their onset dates no complaint of now. */
const ofLastingReasons: ReadonlySet<string> = new Set([
  'syringomyelia-initial',
  'syringomyelia-follow-up',
  'ankylosing-spondylitis-dish',
  'juvenile-idiopathic-arthritis',
  'post-operative',
  'spinal-deformity',
  'tethered-cord',
]);

function lacksOfIndication(asked: Question, indication: Indication): readonly string[] {
  const { id, concepts, isWithoutProblem, isAtAnyLevel, lacks } = indication;
  const { record, study } = asked;
  const isAnywhere = isAtAnyLevel === true || study === undefined || study.level === 'pelvis';
  const problems = problemsOf(record, concepts, isAnywhere ? undefined : study.level);
  if (problems.length === 0 && isWithoutProblem !== true) return [`${id}: no such problem`];
  // The order's own reason dates the episode, whatever else the chart brings up (formal.md, "Episode").
  const reasons = record.problems.filter(({ reference }) => isReasonOf(asked.order, reference));
  const onsets = startsOf(
    record,
    problems.length > 0 ? [...problems, ...reasons] : record.problems,
  );
  const tries = onsets.map((start) => [
    ...lacks({ ...asked, start }),
    ...exclusions({ ...asked, start }, indication, onsets),
  ]);
  const best = tries.reduce((one, other) => (other.length < one.length ? other : one));
  return best.map((what) => `${id}: ${what}`);
}

/**
 * By which indications, red flags or study rules an order can be supported, as far as a slow reader of the
 * guideline can tell. It never says "cannot" where the guideline leaves room.
 */
function verdict(record: PatientRecord, order: Fields, cpt: string): Verdict {
  const asked = question(record, order, cpt);
  const own = lacksOfStudyRule(asked);
  if (own !== undefined) return { ways: own.length === 0 ? ['study.'] : [], lacks: own };
  const { study } = asked;
  if (study?.contrast === 'with' && study.kind === 'MRI')
    return { ways: [], lacks: ['MRI with contrast only'] };
  if (study?.contrast === 'both' && study.kind === 'CT')
    return { ways: [], lacks: ['CT without and with contrast'] };
  if (study?.kind === 'MRI' && study.contrast === 'without' && isInfected(asked)) {
    return { ways: [], lacks: ['an infection needs contrast'] };
  }
  const ways: string[] = [];
  const lacks: string[] = [];
  const complained = problemsOf(record, complaints, study?.level).filter(
    ({ isCondition, codes }) => isCondition && codes.some((code) => levelsOf(code) !== undefined),
  );
  for (const flag of redFlags) {
    const known = startsOf(record, complained).filter((start) => start !== undefined);
    // Where no complaint dates the episode, nothing that speaks for a red flag is too old.
    const own = flag.isDeficit === true ? [] : startsOf(record, record.problems);
    const starts =
      known.length === 0 || !record.isTrusted ? [...known, ...own, undefined] : [...known, ...own];
    const isThere = starts.some((start) => flag.isPossible({ ...asked, start }, study?.level));
    if (isThere && flag.selects(asked)) ways.push(...[flag.id, ...(flag.alsoKnownAs ?? [])]);
  }
  for (const indication of [...indicationsOfPain, ...otherIndications]) {
    const missing = lacksOfIndication(asked, indication);
    if (missing.length === 0) ways.push(indication.id);
    else lacks.push(...missing);
  }
  return { ways, lacks };
}

/** Of the orders of one request, as many are looked at: an oracle is slow. */
const mostClaims = 12;

/**
 * What is wrong with the `supported` among the claims: nothing that the oracle can hold against them where empty.
 * @param isTrusted whether what the request holds against an order is beyond doubt, because nothing in it is broken
 */
export function wrongSupports(
  request: Fields,
  claims: readonly Claim[],
  now: number,
  isTrusted = true,
): readonly string[] {
  const record = readRecord(request, now, isTrusted);
  const orders = ordersOf(request);
  const supported = claims
    .filter((claim) => claim.determination === 'supported')
    .slice(0, mostClaims);
  const wrong = supported.flatMap((claim) => {
    const meant = orders.filter((order) => claim.order === `ServiceRequest/${text(order.id)}`);
    let found: Verdict = { ways: [], lacks: ['there is no such order'] };
    // Where the id itself is broken, it can be any order.
    const candidates = meant.length === 0 && !isTrusted ? orders : meant;
    for (const order of candidates.slice(0, mostClaims)) {
      if (found.ways.length === 0) found = verdict(record, order, claim.study.cpt);
    }
    const { ways, lacks } = found;
    if (ways.length === 0)
      return [
        `${claim.order} ${claim.study.cpt} supported by ${claim.decidedBy}: ${lacks.join('; ')}`,
      ];
    const { decidedBy } = claim;
    if (decidedBy === undefined || ways.some((way) => decidedBy.startsWith(way))) return [];
    const why = lacks.filter((what) => what.startsWith(decidedBy)).join('; ');
    const said = `${claim.order} ${claim.study.cpt} supported by ${decidedBy}`;
    return [`${said}, not by ${ways.join(', ')}: ${why}`];
  });
  return [...wrong, ...wrongTogether(record, orders, supported)];
}

/** MRI and CT of one level, or two alike, need a reason to be both supported (repeat-2). */
function wrongTogether(
  record: PatientRecord,
  orders: readonly Fields[],
  supported: readonly Claim[],
): readonly string[] {
  if (says(record, 'simultaneous-studies-need') === true) return [];
  const written = orders.some(
    (order) => order.note !== undefined || order.orderDetail !== undefined,
  );
  if (written) return [];
  return supported.flatMap((one, position) =>
    supported.slice(position + 1).flatMap((other) => {
      const [first, second] = [orderedStudy(one.study.cpt), orderedStudy(other.study.cpt)];
      const isSame = first !== undefined && first.level === second?.level;
      return isSame
        ? [
            `${one.study.cpt} and ${other.study.cpt} both supported without simultaneous-studies-need`,
          ]
        : [];
    }),
  );
}

/** Studies that a red flag needs, by the code that states the flag beyond doubt. */
const needed: readonly (readonly [id: string, concept: typeof caudaEquina, cpts: string])[] = [
  ['red-flag.cauda-equina', caudaEquina, '72148 72158'],
  ['red-flag.foot-drop', footDrop, '72148 72158'],
  ['red-flag.fracture', acuteFracture, '72125 72128 72131 72141 72146 72148'],
  ['high-risk-mechanism', highRiskMechanism, '72125 72128'],
];

const technique = /position|upright|standing|weight|kinetic|dynamic|cone|cbct|whole/;

/** Red flags that the record states beyond doubt, whose study was ordered alone and held up all the same. */
export function heldUp(request: Fields, claims: readonly Claim[], now: number): readonly string[] {
  const record = readRecord(request, now);
  const orders = ordersOf(request);
  const isAlone =
    orders.length === 1 && !record.all.some((one) => one.resourceType === 'DiagnosticReport');
  return claims.flatMap((claim) => {
    if (claim.determination === 'supported' || claim.determination === 'alternative-preferred')
      return [];
    const order = orders.find((one) => claim.order === `ServiceRequest/${text(one.id)}`);
    const asked = question(record, order ?? {}, claim.study.cpt);
    const level = asked.study?.level;
    if (
      !isAlone ||
      order === undefined ||
      lacksOfStudyRule(asked) !== undefined ||
      isInfected(asked)
    )
      return [];
    if (order.orderDetail !== undefined || order.note !== undefined) return [];
    // A technique or a purpose that is named decides before any flag of the record does.
    if (technique.test(wordsOf(order.code))) return [];
    if (says(record, 'surveillance-only') === true) return [];
    const isOpen = record.all.some((one) => one !== order && one.resourceType === 'ServiceRequest');
    const found = needed.find(
      ([id, concept, cpts]) =>
        cpts.split(' ').includes(claim.study.cpt) &&
        says(record, id) === undefined &&
        answers(record, 'episode.onset').length === 0 &&
        record.problems.some(
          ({ isStated: isSure, codes, onset }) =>
            isSure &&
            onset !== undefined &&
            onset.last <= record.today &&
            record.today - onset.first <= 14 &&
            record.problems.every((other) => (other.onset?.last ?? 0) <= onset.first) &&
            codes.some((code) => isStated(concept, code) && isNamed(code, level)),
        ),
    );
    return found === undefined || isOpen
      ? []
      : [`${claim.order} ${claim.study.cpt} held up in spite of ${found[0]}`];
  });
}

function isNamed(code: string, level: Level | undefined): boolean {
  const levels = levelsOf(code);
  return level !== undefined && (levels === undefined || levels.includes(level));
}

function isStated(concept: typeof caudaEquina, code: string): boolean {
  if (!isOf(concept, code)) return false;
  return concept !== acuteFracture || /^S.{6}[AB]$/.test(code);
}
