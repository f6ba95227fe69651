import { type Kind, type KindSet, markOf, noTopic } from './kinds.ts';
import { NumberList } from './number-list.ts';
import { NumberPairs } from './number-pairs.ts';

/** By their numbers. */
const numbered: Meaning[] = [];

/**
 * In numbers, what is asked most of a meaning, beside each other: what looks for its kinds, bits of the topics of its
 * kinds and of those of which it may swallow kinds, a bit for each of its kinds (which others may have too), and where its
 * kinds stand in {@link kindBits} and its rules in {@link rulesOfKinds}: where they begin, and in the last bits how many
 * places they take.
 */
const records = new NumberList();
const recordSize = 8;
const [itsLeads, itsJoints, itsTopics, swallowed, itsMarks, itsBits, itsRules] = [
  0, 1, 2, 3, 4, 5, 6,
];
const bitsOfCount = 10;
const mostPlaces = (1 << bitsOfCount) - 1;

/** Where some places begin, and how many they are, in one number. @throws where they are too many */
function stretchOf(first: number, end: number): number {
  const count = end - first;
  if (count > mostPlaces || first >= 1 << (31 - bitsOfCount))
    throw new RangeError('there are too many kinds of phrases');
  return (first << bitsOfCount) | count;
}

/** The rules that begin with the kinds of the meanings, two numbers each: that of the rule, and the bits of what it looks for beside. */
const rulesOfKinds = new NumberList();
let endOfAllRules = 0;

/** The kinds of the meanings as sets have them, beside each other: a place among the bits of a set, and those bits. */
const kindBits = new NumberList();
let countOfBits = 0;

function keepRecord(
  number: number,
  kinds: readonly Kind[],
  swallowedTopics: readonly string[],
): void {
  const record = number * recordSize;
  records.set(
    record + itsLeads,
    kinds.reduce((all, { leads }) => all | leads, 0),
  );
  records.set(
    record + itsJoints,
    kinds.reduce((all, { joint }) => all | joint, 0),
  );
  records.set(record + itsTopics, bitsOf(kinds.map(({ topic }) => topic)));
  records.set(record + swallowed, bitsOf(swallowedTopics));
  records.set(
    record + itsMarks,
    kinds.reduce((all, kind) => all | markOf(kind), 0),
  );
  const firstBits = countOfBits;
  for (const place of new Set(kinds.map((kind) => kind.number >> 5))) {
    const these = kinds.filter((kind) => kind.number >> 5 === place);
    const bits = these.reduce((all, kind) => all | (1 << (kind.number & 31)), 0);
    kindBits.set(countOfBits, place);
    kindBits.set(countOfBits + 1, bits);
    countOfBits += 2;
  }
  records.set(record + itsBits, stretchOf(firstBits, countOfBits));
  const firstRule = endOfAllRules;
  for (const { number, joints } of kinds.flatMap((kind) => kind.rules)) {
    rulesOfKinds.set(endOfAllRules, number);
    rulesOfKinds.set(endOfAllRules + 1, joints);
    endOfAllRules += 2;
  }
  records.set(record + itsRules, stretchOf(firstRule, endOfAllRules));
}

/** What meanings mean inside longer ones, by the numbers of both: one more than the number, since 0 is none. */
const within = new NumberPairs(4096);

const topicBits = new Map<string, number>();

/** So many bits are for the topics of the files of words; rules share the others. */
const bitsOfFiles = 12;
const bitsOfRules = 32 - bitsOfFiles;
let filesTold = 0;
let rulesTold = 0;

/** A bit for a topic, which others may have too. */
function bitOf(topic: string): number {
  if (topic === noTopic) return 0;
  const known = topicBits.get(topic);
  if (known !== undefined) return known;
  const isRule = topic.startsWith('rule ');
  const bit = 1 << (isRule ? bitsOfFiles + (rulesTold % bitsOfRules) : filesTold % bitsOfFiles);
  if (isRule) rulesTold += 1;
  else filesTold += 1;
  topicBits.set(topic, bit);
  return bit;
}

function bitsOf(topics: readonly string[]): number {
  return topics.reduce((bits, topic) => bits | bitOf(topic), 0);
}

/**
 * What a phrase means: the kinds that it is of. Phrases that mean the same share one meaning: of hundreds of thousands of
 * phrases there are some ten thousand.
 */
export class Meaning {
  readonly number: number;
  /** In the order of their numbers. */
  readonly kinds: readonly Kind[];
  /** Of the files and rules that have the phrase. */
  readonly topics: readonly string[];
  readonly #isOfTreatment: boolean;
  readonly #isOfRule: boolean;
  readonly #withKind = new Map<Kind, Meaning>();
  #withoutTopics: Meaning | undefined;

  constructor(kinds: readonly Kind[] = [], topics: readonly string[] = []) {
    this.number = numbered.length;
    numbered.push(this);
    this.kinds = kinds;
    this.topics = topics;
    this.#isOfTreatment = ['treatment', 'visits', 'course'].some((one) => topics.includes(one));
    this.#isOfRule = topics.some((topic) => topic.startsWith('rule '));
    const swallowsContext = this.#isOfTreatment || this.#isOfRule;
    keepRecord(this.number, kinds, swallowsContext ? [...topics, 'context'] : topics);
  }

  /** The meaning with one kind more. */
  withKind(kind: Kind): Meaning {
    if (this.kinds.includes(kind)) return this;
    const known = this.#withKind.get(kind);
    if (known !== undefined) return known;
    const kinds = [...this.kinds, kind].sort((one, other) => one.number - other.number);
    const topic = kind.firstTopic;
    const isNew = topic !== noTopic && !this.topics.includes(topic);
    const meaning = new Meaning(kinds, isNew ? [...this.topics, topic] : this.topics);
    this.#withKind.set(kind, meaning);
    return meaning;
  }

  /** What a phrase means inside a longer one. */
  within(longer: Meaning): Meaning {
    const kept = this.kinds.filter((kind) => !longer.#swallows(kind));
    return kept.length === this.kinds.length ? this : new Meaning(kept, this.topics);
  }

  /** What a phrase means that is none of any topic where it stands. */
  withoutTopics(): Meaning {
    this.#withoutTopics ??= new Meaning(
      this.kinds.filter(({ topic }) => topic === noTopic),
      this.topics,
    );
    return this.#withoutTopics;
  }

  /**
   * The longest phrase of a topic is what its words mean. A word of context inside a phrase of treatment or of a rule
   * belongs to that phrase too: "no relief" denies nothing else; a condition in a phrase of treatment stays one. A denial in a rule's phrase ("no pain") holds for others.
   */
  #swallows({ name, topic }: Kind): boolean {
    if (this.topics.includes(topic)) return true;
    if (topic !== 'context') return false;
    if (this.#isOfTreatment && !conditional.has(name)) return true;
    return this.#isOfRule && name !== 'negation';
  }
}

/** Words that leave open or say of somebody else what stands behind them, inside a phrase of treatment too: "not sure if she had PT". */
const conditional: ReadonlySet<string> = new Set([
  'hypothetical',
  'uncertain',
  'family',
  'payer',
  'education',
  'template',
]);

export const noMeaning = new Meaning();

/** The meaning with a number. */
export function meaningNumbered(number: number): Meaning {
  return numbered[number] ?? noMeaning;
}

/** What a phrase means inside a longer one, both by their numbers: most meanings stay as they are. */
export function meaningWithin(number: number, longer: number): number {
  const topics = records.at(number * recordSize + itsTopics);
  if ((topics & records.at(longer * recordSize + swallowed)) === 0) return number;
  const known = within.of(number + 1, longer);
  if (known !== 0) return known - 1;
  const meant = meaningNumbered(number).within(meaningNumbered(longer)).number;
  within.set(number + 1, longer, meant + 1);
  return meant;
}

/** Adds the kinds of a meaning to a set, by its number. */
export function addKindsOf(number: number, set: KindSet): void {
  const stretch = records.at(number * recordSize + itsBits);
  const first = stretch >> bitsOfCount;
  const end = first + (stretch & mostPlaces);
  for (let at = first; at < end; at += 2) set.addBits(kindBits.at(at), kindBits.at(at + 1));
}

/** Whether a meaning is of a kind, by its number. */
export function isOfKind(meaning: number, { number }: Kind): boolean {
  const stretch = records.at(meaning * recordSize + itsBits);
  const first = stretch >> bitsOfCount;
  const end = first + (stretch & mostPlaces);
  for (let at = first; at < end; at += 2)
    if (kindBits.at(at) === number >> 5) return (kindBits.at(at + 1) & (1 << (number & 31))) !== 0;
  return false;
}

/** The marks of its kinds, by its number: see `markOf`. */
export function marksOf(number: number): number {
  return records.at(number * recordSize + itsMarks);
}

/** What looks for any of the kinds of a meaning before anything else, by its number. */
export function leadsOf(number: number): number {
  return records.at(number * recordSize + itsLeads);
}

/** The bits of those of its kinds that rules look for beside others: see `addJoint`. */
export function jointsOf(number: number): number {
  return records.at(number * recordSize + itsJoints);
}

/** Where the rules that begin with a meaning stand among those of all meanings, by its number; see {@link ruleAt}. */
export function firstRuleOf(number: number): number {
  return records.at(number * recordSize + itsRules) >> bitsOfCount;
}

export function endOfRulesOf(number: number): number {
  const stretch = records.at(number * recordSize + itsRules);
  return (stretch >> bitsOfCount) + (stretch & mostPlaces);
}

/** The next place of a rule. */
export function nextRule(at: number): number {
  return at + 2;
}

/**
 * The number of the rule at a place; -1 where a sentence does not hold all that it looks for beside.
 * @param joints of the sentence: see `addJoint`
 */
export function ruleAt(at: number, joints: number): number {
  const wanted = rulesOfKinds.at(at + 1);
  return (joints & wanted) === wanted ? rulesOfKinds.at(at) : -1;
}
