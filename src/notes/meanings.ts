import { type Kind, lead } from './kinds.ts';
import { NumberList } from './number-list.ts';

/** By their numbers. */
const numbered: Meaning[] = [];
const leads = new NumberList();
const joints = new NumberList();

/** Bits of the topics of a meaning's kinds, and of those of which it may swallow kinds. */
const topicsOf = new NumberList();
const swallowed = new NumberList();

const topicNumbers = new Map<string, number>();

/** A bit for a topic, which others may have too. */
function bitOf(topic: string): number {
  const known = topicNumbers.get(topic);
  const number = known ?? topicNumbers.size;
  if (known === undefined) topicNumbers.set(topic, number);
  return 1 << (number & 31);
}

function bitsOf(topics: readonly string[]): number {
  return topics.reduce((bits, topic) => bits | bitOf(topic), 0);
}

/**
 * What a phrase means: the kinds that it is of, and the rules that say nothing where it stands. Phrases that mean the
 * same share one meaning: of hundreds of thousands of phrases there are a few hundred.
 */
export class Meaning {
  readonly number: number;
  /** In the order of their numbers. */
  readonly kinds: readonly Kind[];
  readonly silenced: readonly string[];
  /** Those of its kinds that a rule begins with. */
  readonly ruleKinds: readonly Kind[];
  /** Of the files and rules that have the phrase. */
  readonly topics: readonly string[];
  readonly #isOfTreatment: boolean;
  readonly #isOfRule: boolean;
  readonly #withKind = new Map<Kind, Meaning>();
  readonly #withSilenced = new Map<string, Meaning>();
  /** By the number of the longer one. */
  readonly #within = new Map<number, Meaning>();
  #withoutKinds: Meaning | undefined;

  constructor(
    kinds: readonly Kind[] = [],
    topics: readonly string[] = [],
    silenced: readonly string[] = [],
  ) {
    this.number = numbered.length;
    numbered.push(this);
    this.kinds = kinds;
    this.silenced = silenced;
    this.ruleKinds = kinds.filter(({ leads }) => (leads & lead.rule) !== 0);
    leads.set(
      this.number,
      kinds.reduce((all, { leads }) => all | leads, 0),
    );
    joints.set(
      this.number,
      kinds.reduce((all, { joint }) => all | joint, 0),
    );
    this.topics = topics;
    this.#isOfTreatment = ['treatment', 'visits', 'course'].some((one) => topics.includes(one));
    this.#isOfRule = topics.some((topic) => topic.startsWith('rule '));
    const swallowsContext = this.#isOfTreatment || this.#isOfRule;
    topicsOf.set(this.number, bitsOf(kinds.map(({ topic }) => topic)));
    swallowed.set(this.number, bitsOf(swallowsContext ? [...topics, 'context'] : topics));
  }

  /** Whether a kind is among its kinds, of which there are few. */
  isOf(kind: Kind): boolean {
    const { kinds } = this;
    for (let at = 0; at < kinds.length; at += 1) if (kinds[at] === kind) return true;
    return false;
  }

  /** The meaning with one kind more. */
  withKind(kind: Kind): Meaning {
    if (this.kinds.includes(kind)) return this;
    const known = this.#withKind.get(kind);
    if (known !== undefined) return known;
    const kinds = [...this.kinds, kind].sort((one, other) => one.number - other.number);
    const topic = kind.firstTopic;
    const topics = this.topics.includes(topic) ? this.topics : [...this.topics, topic];
    const meaning = new Meaning(kinds, topics, this.silenced);
    this.#withKind.set(kind, meaning);
    return meaning;
  }

  /** The meaning with one silenced rule more. */
  withSilenced(rule: string): Meaning {
    if (this.silenced.includes(rule)) return this;
    const known = this.#withSilenced.get(rule);
    if (known !== undefined) return known;
    const meaning = new Meaning(this.kinds, this.topics, [...this.silenced, rule]);
    this.#withSilenced.set(rule, meaning);
    return meaning;
  }

  /** What a phrase means inside a longer one. What it silences stays silenced. */
  within(longer: Meaning): Meaning {
    const known = this.#within.get(longer.number);
    if (known !== undefined) return known;
    const kept = this.kinds.filter((kind) => !longer.#swallows(kind));
    const meaning =
      kept.length === this.kinds.length ? this : new Meaning(kept, this.topics, this.silenced);
    this.#within.set(longer.number, meaning);
    return meaning;
  }

  /** What a phrase means that is none where it stands. What it silences stays silenced. */
  withoutKinds(): Meaning {
    this.#withoutKinds ??= new Meaning([], this.topics, this.silenced);
    return this.#withoutKinds;
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
  if ((topicsOf.at(number) & swallowed.at(longer)) === 0) return number;
  return meaningNumbered(number).within(meaningNumbered(longer)).number;
}

/** What looks for any of the kinds of a meaning before anything else, by its number. */
export function leadsOf(number: number): number {
  return leads.at(number);
}

/** The bits of those of its kinds that rules look for beside others: see `addJoint`. */
export function jointsOf(number: number): number {
  return joints.at(number);
}
