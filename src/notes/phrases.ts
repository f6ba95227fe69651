import context from './data/words/context.json' with { type: 'json' };
import course from './data/words/course.json' with { type: 'json' };
import examination from './data/words/examination.json' with { type: 'json' };
import films from './data/words/films.json' with { type: 'json' };
import operations from './data/words/operations.json' with { type: 'json' };
import places from './data/words/places.json' with { type: 'json' };
import presence from './data/words/presence.json' with { type: 'json' };
import radicular from './data/words/radicular.json' with { type: 'json' };
import treatment from './data/words/treatment.json' with { type: 'json' };
import visits from './data/words/visits.json' with { type: 'json' };
import weakness from './data/words/weakness.json' with { type: 'json' };
import type { FoundPhrases } from './found-phrases.ts';
import { addKind, type Kind, type KindSet, kindOf, setOf } from './kinds.ts';
import { beginningsOf, patternOf } from './phrase-patterns.ts';
import { type Looked, PhraseTrie } from './phrase-trie.ts';
import { type Tokens, tokensOf } from './tokens.ts';
import { prepareLists } from './word-lists.ts';
import { addWord } from './words.ts';

const topics = {
  context,
  course,
  examination,
  films,
  operations,
  places,
  presence,
  radicular,
  treatment,
  visits,
  weakness,
};

type ClassesOf<Topic> = Topic extends unknown ? keyof Topic : never;

/** A class of phrases, as the files under `data/words` name it. */
export type PhraseClass = ClassesOf<(typeof topics)[keyof typeof topics]>;

const trie = new PhraseTrie();

/** Patterns that no note has been read with yet, with what their phrases mean besides. */
const patterns: (readonly [pattern: string, kind: Kind])[] = [];

/**
 * Makes every word of every pattern known. Their phrases are added once a note is read that holds the word which they
 * begin with: there are hundreds of thousands, and a note needs few of them.
 */
export function preparePhrases(): void {
  for (const [pattern, kind] of patterns.splice(0)) {
    for (const { word } of tokensOf(pattern, 0, pattern.length)) addWord(word);
    let isAdded = false;
    const add = (): void => {
      if (isAdded) return;
      isAdded = true;
      trie.add(patternOf(pattern), kind);
    };
    for (const word of beginningsOf(pattern)) trie.addWhenRead(word, add);
  }
  prepareLists();
}

/**
 * Finds every phrase of every class and every rule between two tokens.
 * @param tokens made after {@link preparePhrases}
 * @returns what looks for any of them
 */
export function findPhrases(
  tokens: Tokens,
  begin: number,
  end: number,
  found: FoundPhrases,
): Looked {
  return trie.find(tokens, begin, end, found);
}

/**
 * Adds a list of phrases, separated by commas. Alternatives stand in parentheses, what may be left out in brackets:
 * `(no|without) [lasting] relief` is four phrases. `#` is any number.
 */
export function addPhrases(name: string, list: string, topic: string): Kind {
  const kind = addKind(name, topic);
  for (const pattern of list.split(/,\s*/)) patterns.push([pattern, kind]);
  return kind;
}

/** The kind of a class. */
export function classOf(name: PhraseClass): Kind {
  return kindOf(name);
}

/** Some classes, to be looked for at once. */
export function classesOf(...names: readonly PhraseClass[]): KindSet {
  return setOf(names.map(classOf));
}

for (const [topic, classes] of Object.entries(topics)) {
  for (const [name, list] of Object.entries(classes)) addPhrases(name, list, topic);
}
