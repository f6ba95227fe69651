import findings from './data/rules/findings.json' with { type: 'json' };
import sharedLists from './data/rules/lists.json' with { type: 'json' };
import lostFunctions from './data/rules/lost-functions.json' with { type: 'json' };
import possibleEmergencies from './data/rules/possible-emergencies.json' with { type: 'json' };
import redFlags from './data/rules/red-flags.json' with { type: 'json' };
import { isDoubtedBehind, isSuspectedBehindDenial } from './denial.ts';
import type { Allowance } from './doubt.ts';
import { durationIn } from './durations.ts';
import { isOfEarlierYear } from './earlier-times.ts';
import { addJoint, type Kind, kindOf, lead, noTopic } from './kinds.ts';
import { endOfRulesOf, firstRuleOf, leadsOf, nextRule, ruleAt } from './meanings.ts';
import { isAnsweredWithNo, withoutDenied } from './not-in-order.ts';
import { comesAgain, isOver, isOverBehind } from './over.ts';
import { addPhrases } from './phrases.ts';
import { isEnough } from './rule-numbers.ts';
import type { Sentence } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import type { Span } from './span.ts';
import { isComma } from './tokens.ts';
import type { CandidateValue, Doubt } from './types.ts';
import { WordList } from './word-lists.ts';

/** A rule as its file has it: the words that name a fact, and what it is where they are said or denied. */
export interface Rule {
  readonly id: string;
  readonly linkId: string;
  /**
   * One phrase of each list has to stand in the same clause; `@name` is a class of `data/words`, or one of the lists
   * of `lists.json`, which may stand among other phrases.
   */
  readonly all: readonly string[];
  /** The number in what the first list found is at least this much. */
  readonly atLeast?: number;
  /** And at most this much. */
  readonly atMost?: number;
  /** At most so many words lie between them; ten unless told otherwise. */
  readonly within?: number;
  /** What the last list found stands behind what the list before it found, at most so many words away: "will not … hold". */
  readonly behind?: number;
  /** Where one of these stands in the clause, the rule says nothing. */
  readonly unless?: string;
  /** What the words mean: true unless told otherwise, null where only their denial means something. */
  readonly value?: CandidateValue | null;
  /** What their denial means: null where nothing; absent where the words say of themselves what holds. */
  readonly denied?: boolean | null;
  /** A suspicion is enough. */
  readonly suspected?: boolean;
  /** What may be a red flag and may be none: it is asked about, and is no candidate. */
  readonly asked?: boolean;
  readonly allow?: readonly string[];
  /** It counts only where the note tells something else as well. */
  readonly onlyWith?: string;
  /** Sentences with what they give; null where the rule abstains, and "asked" where it is asked about. */
  readonly examples: readonly (readonly (string | boolean | number | null)[])[];
}

/** What a reading may need beside it in its note. */
const companions = [
  'a treatment',
  'a trial',
  'the spine',
  'a complaint',
  'a weak grade',
  'a radicular pain',
  'a cancer',
  'an operation',
] as const;

export type Companion = (typeof companions)[number];

export const rules: readonly Rule[] = [
  ...redFlags,
  ...lostFunctions,
  ...possibleEmergencies,
  ...findings,
];

const ofFlags: readonly Rule[] = redFlags;

/** The items whose rules mention a red flag: a suspicion is enough for them. */
export const flagItems: ReadonlySet<string> = new Set(
  ofFlags.filter(({ suspected }) => suspected === true).map(({ linkId }) => linkId),
);

/** The rules whose words say by themselves that nothing is there: "bladder normal". */
const denyingRules: ReadonlySet<string> = new Set(
  rules.filter(({ value }) => value === false || value === null).map(({ id }) => id),
);

/** Whether a rule finds what is not there. */
export function deniesItself(rule: string): boolean {
  return denyingRules.has(rule);
}

const askingRules: ReadonlySet<string> = new Set(
  rules.filter(({ asked }) => asked === true).map(({ id }) => id),
);

/** Whether what a rule finds is asked about, and is no candidate. */
export function onlyAsks(rule: string): boolean {
  return askingRules.has(rule);
}

/**
 * A rule as sentences are looked through for it. All have the same fields, whatever their files leave out, so that V8 knows
 * where each stands.
 */
interface ReadyRule {
  readonly id: string;
  readonly linkId: string;
  readonly atLeast: number;
  readonly atMost: number;
  readonly within: number;
  /** -1 where the last list may stand anywhere. */
  readonly behind: number;
  readonly value: CandidateValue | null;
  readonly denied: boolean | null | undefined;
  readonly suspected: boolean | undefined;
  readonly groups: readonly Kind[];
  /** The words that silence it. */
  readonly silencer: Kind | undefined;
  readonly unlessKinds: readonly Kind[];
  readonly allowed: ReadonlySet<Allowance>;
  readonly companion: Companion | undefined;
}

/** By their numbers. */
const readyRules: ReadyRule[] = [];
for (const rule of rules) {
  const topic = `rule ${rule.id}`;
  const groups = rule.all.map((list, index) => kindOfList(list, `${topic} ${index}`, topic));
  const unless = withLists(rule.unless ?? '').split(/,\s*/);
  const words = unless.filter((one) => one !== '' && !one.startsWith('@'));
  const unlessKinds = unless
    .filter((one) => one.startsWith('@'))
    .map((one) => kindOf(one.slice(1)));
  // Inside a longer phrase of whatever topic they silence it all the same.
  const silencer =
    words.length > 0 ? addPhrases(`unless ${rule.id}`, words.join(', '), noTopic) : undefined;
  const [first, ...others] = groups;
  if (first === undefined) throw new Error(`rule ${rule.id} names no phrases`);
  first.leads |= lead.reading | lead.rule;
  const allowed = new Set(allowances(rule.allow ?? []));
  const companion = companionNamed(rule.onlyWith);
  const joints = others.reduce((bits, kind) => bits | addJoint(kind), 0);
  first.rules.push({ number: readyRules.length, joints });
  const {
    id,
    linkId,
    atLeast = Number.NEGATIVE_INFINITY,
    atMost = Number.POSITIVE_INFINITY,
  } = rule;
  const { within = 10, behind = -1, value = true, denied, suspected } = rule;
  readyRules.push({
    id,
    linkId,
    atLeast,
    atMost,
    within,
    behind,
    value,
    denied,
    suspected,
    groups,
    silencer,
    unlessKinds,
    allowed,
    companion,
  });
}

function kindOfList(list: string, name: string, topic: string): Kind {
  const phrases = withLists(list);
  return phrases.startsWith('@') ? kindOf(phrases.slice(1)) : addPhrases(name, phrases, topic);
}

/** A list in which the names of shared lists are replaced by their phrases. */
function withLists(list: string): string {
  const named: Readonly<Record<string, string>> = sharedLists;
  return list
    .split(/,\s*/)
    .map((one) => (one.startsWith('@') ? (named[one.slice(1)] ?? one) : one))
    .join(', ');
}

function companionNamed(name: string | undefined): Companion | undefined {
  if (name === undefined) return undefined;
  const known = companions.find((one) => one === name);
  if (known === undefined)
    throw new Error(`A rule needs ${name}; it may need ${companions.join(', ')}`);
  return known;
}

function allowances(names: readonly string[]): readonly Allowance[] {
  const known: readonly Allowance[] = ['history', 'historical', 'planned', 'question'];
  return names.map((name) => {
    const one = known.find((allowance) => allowance === name);
    if (one === undefined)
      throw new Error(`A rule allows ${name}; it may allow ${known.join(', ')}`);
    return one;
  });
}

/** What a rule makes of a sentence: a value, or why there is none. */
export interface Reading {
  readonly linkId: string;
  readonly rule: string;
  readonly found: { readonly value: CandidateValue } | { readonly why: Doubt };
  /** Where the words stand. */
  readonly place: Place;
  /** What would be in order was answered with "no". */
  readonly isNotInOrder?: true;
  /** It counts only where the note tells something else as well. */
  readonly onlyWith?: Companion | undefined;
}

/**
 * Whether any rule may hold in a sentence: whether a phrase of each of its lists stands there, and the number that it
 * asks for. Most sentences are told so before it is known what their phrases mean beside longer ones, which takes some
 * away and adds none.
 */
export function mayHoldAny(span: Span): boolean {
  if (!span.mayLeadTo('rule')) return false;
  const { found, endPhrase, joints } = span;
  for (let at = span.firstPhrase; at < endPhrase; at += 1) {
    const meaning = found.meaningAt(at);
    if ((leadsOf(meaning) & lead.rule) === 0) continue;
    const end = endOfRulesOf(meaning);
    for (let place = firstRuleOf(meaning); place < end; place = nextRule(place)) {
      const rule = readyRules[ruleAt(place, joints)];
      if (rule !== undefined && isEnough(span, rule, found.fromAt(at), found.toAt(at))) return true;
    }
  }
  return false;
}

/** No sentence of a person says the same more often. */
const mostPlaces = 8;

/**
 * What the rules of the files make of a sentence.
 * @param since days before these lie before the episode, for red flags and for everything else
 * @param isReport of imaging: only red flags are read there
 */
export function readByRules(
  sentence: Sentence,
  since: { readonly flags: string; readonly others: string },
  isReport: boolean,
): readonly Reading[] {
  const readings: Reading[] = [];
  for (const number of sentence.rules()) {
    const rule = readyRules[number];
    const [first] = rule?.groups ?? [];
    if (rule === undefined || first === undefined) continue;
    // What a report tells of the reason for the study is a question.
    if (isReport && (rule.suspected === undefined || sentence.span.section === 'story')) continue;
    if (!sentence.hasEach(rule.groups)) continue;
    const places = sentence.ofKind(first);
    for (let index = 0; index < Math.min(places.length, mostPlaces); index += 1) {
      const place = places[index];
      if (place === undefined) break;
      const whole = joined(sentence, rule, place);
      if (whole === undefined || !isEnough(sentence.span, rule, place.from, place.to)) continue;
      const clause = sentence.clauseOf(place);
      if (isSilenced(sentence, rule, clause, whole)) continue;
      const day = rule.suspected === undefined ? since.others : since.flags;
      const doubt = sentence.doubtAt(place, {
        allowed: rule.allowed,
        suspected: rule.suspected === true,
        since: rule.allowed.has('planned') ? undefined : day,
      });
      const isOld = rule.suspected === true && isOfYears(sentence, place);
      const isPast = (): boolean =>
        isOld || (mayBeOver(rule) && isFlagOver(sentence, place, whole));
      const denied =
        rule.denied !== undefined &&
        whole.some((one) => sentence.isDenied(one, whole)) &&
        !(rule.suspected === true && isSuspectedBehindDenial(sentence, place));
      // "No myelopathic signs, r/o disc": what is doubted behind the comma is something else.
      const isOfElse = denied && doubt === 'uncertain' && isDoubtedBehind(sentence, place);
      const why = isOfElse ? 'negated' : (doubt ?? (isPast() ? 'before the episode' : undefined));
      const told = denied ? (rule.denied ?? null) : rule.value;
      // "Aortic ultrasound 2025 normal": what was in order in an earlier year may not be so now.
      const value =
        told === false && flagItems.has(rule.linkId) && isOfEarlierYear(sentence, place)
          ? null
          : told;
      const isNot =
        rule.value === false && rule.denied === undefined && isAnsweredWithNo(sentence, place);
      // "Can he feel when he wipes? No": what would be in order is not, which is asked about.
      if (isNot)
        readings.push({ ...readingOf(rule, place, { why: 'uncertain' }), isNotInOrder: true });
      else if (why !== undefined) readings.push(readingOf(rule, place, { why }));
      else if (value !== null) readings.push(readingOf(rule, place, { value }));
      else if (denied) readings.push(readingOf(rule, place, { why: 'negated' }));
      // "History of IVDU, febrile", "denies it but has it": what is doubted or denied in one place may be told in the next.
      if (why === undefined && !denied) break;
    }
  }
  const settled = withoutDenied(readings);
  return isEnumeration(sentence, settled)
    ? settled.map((one) => (isFlagTold(one) ? { ...one, found: { why: 'hypothetical' } } : one))
    : settled;
}

/** The kinds of emergency that flags belong to: of nerves and cord, of infection, of cancer, of bones and vessels. */
const familyNamed = (linkId: string): string | undefined => {
  if (/^red-flag\.(?:cauda|foot|progressive|bilateral|motor)/.test(linkId)) return 'nerves';
  if (/infection/.test(linkId)) return 'infection';
  if (/^cancer-|cancer$/.test(linkId)) return 'cancer';
  if (/fracture|mechanism/.test(linkId)) return 'bones';
  return /aorta/.test(linkId) ? 'vessels' : undefined;
};

const families: ReadonlyMap<string, string | undefined> = new Map(
  rules.map(({ linkId }) => [linkId, familyNamed(linkId)]),
);

function isFlagTold({ linkId, found }: Reading): boolean {
  return !('why' in found) && found.value === true && families.get(linkId) !== undefined;
}

const ofPatient = new WordList('he she his her him i my pt patient who');

/** Words for what belongs to a kind, in a list without anybody. */
const namesOfFamilies = [
  ['infection', new WordList('fever chill rigor infection ivdu')],
  ['cancer', new WordList('cancer malignancy sweat weight')],
  ['bones', new WordList('trauma fracture osteoporosis')],
] as const;

/** So many kinds of emergency nobody has at once: words that name them are a list of what to ask or to watch for. */
const mostFamilies = 2;

/**
 * Whether a sentence lists red flags in general: "age over 50, cancer, weight loss, fever, trauma", "weakness or
 * incontinence", which is told of no patient.
 */
function isEnumeration(sentence: Sentence, readings: readonly Reading[]): boolean {
  const told = readings.filter(isFlagTold);
  if (told.length === 0) return false;
  const { tokens } = sentence;
  // A day or a length of time is of a patient.
  if (sentence.pastDates.length > 0 || durationIn(tokens) !== undefined) return false;
  const named = new Set(told.map(({ linkId }) => families.get(linkId)));
  // Nobody lists what a patient has not got: "R foot drop / no trauma / no fever" is an examination.
  const isOfPatient =
    sentence.hasOf(ofPatient) || sentence.has('current') || sentence.has('negation');
  if (!isOfPatient)
    for (const [family, words] of namesOfFamilies) if (sentence.hasOf(words)) named.add(family);
  if (named.size > mostFamilies || isDifferential(sentence)) return true;
  // "Cannot feel or lift my legs" may be told by two rules.
  const ofNerves = told.filter(({ linkId }) => families.get(linkId) === 'nerves');
  if (new Set(ofNerves.map(({ linkId }) => linkId)).size < 2) return false;
  const places = ofNerves.map(({ place }) => place.from);
  const first = Math.min(...places);
  const last = Math.max(...places);
  return tokens.slice(first, last).some(({ word }) => word === 'or');
}

/**
 * "DDx includes lumbar strain, disc herniation, cauda equina syndrome": what may be thought of, beside what harms nobody, and
 * not what is feared.
 */
export function isDifferential(sentence: Sentence): boolean {
  if (!sentence.hasOf(differentials) || !sentence.hasOf(harmless)) return false;
  const { tokens } = sentence;
  const at = tokens.findIndex(({ word }) => openers.has(word));
  return at >= 0 && at < longestOpener && tokens.filter(isComma).length >= fewestCommas;
}

const differentials = new WordList('ddx differential dd');
const openers: ReadonlySet<string> = new Set('ddx differential dd'.split(' '));
const harmless = new WordList(
  'strain sprain spasm strained muscle muscular myofascial spondylosis arthritis degenerative colic nephrolithiasis stone sciatica facet musculoskeletal msk',
);
/** "MDM: the differential diagnosis includes". */
const longestOpener = 6;
const fewestCommas = 2;

function readingOf(rule: ReadyRule, place: Place, found: Reading['found']): Reading {
  return { linkId: rule.linkId, rule: rule.id, found, place, onlyWith: rule.companion };
}

/** What may be over: red flags, what would point to a cancer, and that a root hurts. */
function mayBeOver({ suspected, linkId, value }: ReadyRule): boolean {
  const isOfRoot = linkId === 'radiculopathy' && value === true;
  return suspected !== undefined || linkId.startsWith('cancer-feature.') || isOfRoot;
}

/** "Foot drop has completely resolved". */
function isFlagOver(sentence: Sentence, place: Place, whole: readonly Place[]): boolean {
  const isResolved = sentence.of('effect-resolved').some(
    ({ from, to }) =>
      from >= place.to &&
      from - place.to <= mostBeforeEnd &&
      // "Foot drop without pain" is there.
      !sentence.tokens.slice(from, to).some(({ word }) => word === 'pain'),
  );
  const isNoMore = isResolved && !comesAgain(sentence, place.to);
  return isNoMore || isOver(sentence, whole) || isOverBehind(sentence);
}

const mostBeforeEnd = 3;

/** "Foot drop for 12 years": no red flag, unless the words say that it is new. */
export function isOfYears(sentence: Sentence, place: Place): boolean {
  const { from, to } = sentence.statementOf(place);
  const lasted = durationIn(sentence.tokens, from, to) ?? 0;
  const isOfNow = sentence
    .of('current')
    // "Over the last fifteen years" says how long.
    .some((one) => isIn(one, { from, to }) && !spans.has(sentence.tokens[one.from]?.word ?? ''));
  return lasted >= 365 && !isOfNow;
}

const spans: ReadonlySet<string> = new Set(['over', 'for', 'in', 'past']);

/** Whether a word stands in the clause that silences the rule, unless it is part of what the rule found. */
function isSilenced(
  sentence: Sentence,
  rule: ReadyRule,
  clause: Place,
  whole: readonly Place[],
): boolean {
  const { silencer } = rule;
  const words = silencer === undefined ? [] : sentence.ofKind(silencer);
  return (
    words.some(
      (word) => isIn(word, clause) && !isCovered(word, whole) && !isOfBack(sentence, word),
    ) || rule.unlessKinds.some((kind) => sentence.ofKind(kind).some((word) => isIn(word, clause)))
  );
}

/** "Between the shoulder blades": of the back, and no shoulder. */
function isOfBack({ tokens }: Sentence, { to }: Place): boolean {
  return tokens[to]?.word === 'blade' || tokens[to]?.word === 'blades';
}

/** The nearest phrases of a rule's other lists around one of the first; undefined where one is missing. */
function joined(sentence: Sentence, rule: ReadyRule, first: Place): readonly Place[] | undefined {
  const clause = sentence.clauseOf(first);
  const isNear = (one: Place): boolean => isIn(one, clause) && distance(one, first) <= rule.within;
  const { groups, behind } = rule;
  const places = [first];
  const last = behind < 0 ? groups.length : groups.length - 2;
  for (const kind of groups.slice(1, last)) {
    const near = sentence.ofKind(kind).find(isNear);
    if (near === undefined) return undefined;
    places.push(near);
  }
  if (behind < 0) return places;
  const [before, after] = groups.slice(last);
  if (before === undefined || after === undefined) return undefined;
  const ends = sentence.ofKind(after);
  for (const one of sentence.ofKind(before)) {
    if (!isNear(one)) continue;
    const end = ends.find(
      ({ from, to }) => from >= one.to && from - one.to <= behind && to <= clause.to,
    );
    if (end !== undefined) return [...places, one, end];
  }
  return undefined;
}

function isIn(one: Place, { from, to }: Place): boolean {
  return one.from >= from && one.from < to;
}

function distance(one: Place, other: Place): number {
  return one.from >= other.to ? one.from - other.to : Math.max(0, other.from - one.to);
}

function isCovered(one: Place, places: readonly Place[]): boolean {
  return places.some((place) => place.from <= one.from && one.to <= place.to);
}
