/** A class of phrases, or one list of a rule, with its number among all. */
export interface Kind {
  readonly name: string;
  /** In the order that kinds were named in, from 0. */
  readonly number: number;
  /**
   * The file that a class stands in, or the rule that a list belongs to: the longest phrase of one topic wins. What is of
   * {@link noTopic} no longer phrase takes away.
   */
  topic: string;
  /** The topic that its phrases are of beside shorter ones: that of the first file which has the class. */
  readonly firstTopic: string;
  /** What looks for it before anything else, a bit each: see {@link lead}. */
  leads: number;
  /** A bit, where rules look for it beside what they begin with; others may have the same. See {@link addJoint}. */
  joint: number;
  /** The rules that begin with it. */
  readonly rules: RuleOfKind[];
}

/** A rule by its number, with the bits of what it looks for beside the kind that it begins with: see {@link addJoint}. */
export interface RuleOfKind {
  readonly number: number;
  readonly joints: number;
}

export const noTopic = '';

/**
 * What begins with phrases of a kind, a bit each: a sentence tells at once whether any of its phrases leads there,
 * before it is known what they mean beside longer ones.
 */
export const lead = {
  /** A reader or a rule: sentences without any such phrase need no reading. */
  reading: 1,
  rule: 1 << 1,
  /** A line of an older note. */
  olderNote: 1 << 2,
  /** A line of a payer. */
  payer: 1 << 3,
  /** Another part of the body. */
  elsewhere: 1 << 4,
  /** Words that take a note back, that say why, and that say whom it is of after all. */
  withdrawn: 1 << 5,
  inError: 1 << 6,
  rightPatient: 1 << 7,
} as const;

const kinds = new Map<string, Kind>();

/** The bit of the next thing that begins with phrases of its own. */
let nextLead = lead.rightPatient << 1;

/**
 * Gives phrases of some kinds a lead of their own.
 * @returns its bit
 * @throws where no bit is left
 */
export function addLead(to: KindSet): number {
  const bit = nextLead;
  if (bit === 0) throw new RangeError('there are no more than 32 leads');
  for (const kind of kinds.values()) if (to.has(kind)) kind.leads |= bit;
  nextLead <<= 1;
  return bit;
}

let joints = 0;

/**
 * Gives a kind a bit by which most sentences are told to hold no phrase of it, unless it has one.
 * @returns its bit
 */
export function addJoint(kind: Kind): number {
  if (kind.joint === 0) {
    kind.joint = 1 << (joints & 31);
    joints += 1;
  }
  return kind.joint;
}

/** Names a kind of phrases. A class that two files have is of the topic of the last. */
export function addKind(name: string, topic: string): Kind {
  const known = kinds.get(name);
  if (known !== undefined) {
    known.topic = topic;
    return known;
  }
  const kind = {
    name,
    number: kinds.size,
    topic,
    firstTopic: topic,
    leads: 0,
    joint: 0,
    rules: [],
  };
  kinds.set(name, kind);
  while (noBits.length <= kind.number >> 5) noBits.push(0);
  return kind;
}

/** @throws where there is no kind of that name, such as a class that a rule names and no file has */
export function kindOf(name: string): Kind {
  const kind = kinds.get(name);
  if (kind === undefined) throw new Error(`no class or list of phrases is called ${name}`);
  return kind;
}

/** A bit for a kind, which others may have too. */
export function markOf({ number }: Kind): number {
  return 1 << (Math.imul(number, 0x9e3779b1) >>> 27);
}

/** The bits of no kind, for as many as are known. */
const noBits: number[] = [];

/** A set of kinds, for quick looking up. */
export class KindSet {
  readonly #bits: number[];

  constructor(bits: number[] = []) {
    this.#bits = bits;
  }

  /** One that may come to hold any kind. */
  static ofAny(): KindSet {
    return new KindSet(noBits.slice());
  }

  add({ number }: Kind): void {
    this.addBits(number >> 5, 1 << (number & 31));
  }

  /** Adds kinds by their numbers: those of 32 at once, whose numbers begin with `at`. */
  addBits(at: number, bits: number): void {
    while (this.#bits.length <= at) this.#bits.push(0);
    this.#bits[at] = (this.#bits[at] ?? 0) | bits;
  }

  /** Whether both sets have a kind in common. @param other may hold few kinds, which come first of all */
  meets(other: KindSet): boolean {
    const bits = this.#bits;
    const others = other.#bits;
    const end = Math.min(bits.length, others.length);
    for (let at = 0; at < end; at += 1)
      if (((bits[at] ?? 0) & (others[at] ?? 0)) !== 0) return true;
    return false;
  }

  has({ number }: Kind): boolean {
    return ((this.#bits[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  /** Whether the set has all of some kinds. */
  hasEach(some: readonly Kind[]): boolean {
    for (let at = 0; at < some.length; at += 1) {
      const kind = some[at];
      if (kind !== undefined && !this.has(kind)) return false;
    }
    return true;
  }
}

/** A set that ends with the last of some kinds. */
export function setOf(some: readonly Kind[]): KindSet {
  const set = new KindSet();
  for (const kind of some) set.add(kind);
  return set;
}
