import context from './data/words/context.json' with { type: 'json' };
import examination from './data/words/examination.json' with { type: 'json' };
import films from './data/words/films.json' with { type: 'json' };
import operations from './data/words/operations.json' with { type: 'json' };
import places from './data/words/places.json' with { type: 'json' };
import treatment from './data/words/treatment.json' with { type: 'json' };
import visits from './data/words/visits.json' with { type: 'json' };
import { isNumber, PhraseTrie } from './phrase-trie.ts';
import { tokensOf } from './tokens.ts';

const topics = { context, examination, films, operations, places, treatment, visits };

type ClassesOf<Topic> = Topic extends unknown ? keyof Topic : never;

/** A class of phrases, as the files under `data/words` name it. */
export type PhraseClass = ClassesOf<(typeof topics)[keyof typeof topics]>;

const rankOfKind = new Map<string, number>();
const tellingKinds = new Set<string>();
const trie = new PhraseTrie({
  rankOf: (kind) => rankOfKind.get(kind) ?? 0,
  isTelling: (kind) => tellingKinds.has(kind),
});

type Add = (phrase: string) => void;

/** Patterns that no note has been read with yet. */
const patterns: (readonly [pattern: string, add: Add])[] = [];

/**
 * What is added once a note is read that holds the word: there are hundreds of thousands of phrases, and a note needs few
 * of them.
 */
const waiting = new Map<string, (() => void)[]>();

/** Every phrase that the reader knows, of every class and every rule. */
export const phrases: Pick<PhraseTrie, 'mentionsIn'> = {
  mentionsIn: (tokens) => {
    if (patterns.length > 0)
      for (const [pattern, add] of patterns.splice(0)) awaitWord(pattern, add);
    if (waiting.size > 0) {
      for (const { word } of tokens) {
        addThoseWith(word);
        if (isNumber(word)) addThoseWith('#');
      }
    }
    return trie.mentionsIn(tokens);
  },
};

const topicOfKind = new Map<string, string>();

/** The file that a class stands in, or the rule that a phrase belongs to: the longest phrase of one topic wins. */
export function topicOf(kind: string): string {
  return topicOfKind.get(kind) ?? '';
}

/** Has sentences read in which a phrase of this kind stands. */
export function tell(kind: string): void {
  tellingKinds.add(kind);
}

/**
 * Adds a list of phrases, separated by commas. Alternatives stand in parentheses, what may be left out in brackets:
 * `(no|without) [lasting] relief` is four phrases. `#` is any number.
 */
export function addPhrases(kind: string, list: string, topic: string): void {
  topicOfKind.set(kind, topic);
  if (!rankOfKind.has(kind)) rankOfKind.set(kind, rankOfKind.size);
  for (const pattern of list.split(/,\s*/)) {
    patterns.push([pattern, (phrase) => trie.add(phrase, kind, topic)]);
  }
}

/** Adds phrases that silence a rule. */
export function addSilencing(rule: string, list: readonly string[]): void {
  for (const pattern of list) patterns.push([pattern, (phrase) => trie.addSilencing(phrase, rule)]);
}

/** Adds the phrases of a pattern once a note is read that holds a word which one of them begins with. */
function awaitWord(pattern: string, add: Add): void {
  let isAdded = false;
  const addAll = (): void => {
    if (isAdded) return;
    isAdded = true;
    for (const phrase of expanded(pattern)) if (phrase !== '') add(phrase);
  };
  for (const word of beginningsOf(pattern)) {
    const others = waiting.get(word);
    if (others === undefined) waiting.set(word, [addAll]);
    else others.push(addAll);
  }
}

function addThoseWith(word: string): void {
  const adding = waiting.get(word);
  if (adding === undefined) return;
  waiting.delete(word);
  for (const add of adding) add();
}

/** The words that the phrases of a pattern begin with, as tokens have them; a leg may be said of both. */
function beginningsOf(pattern: string): ReadonlySet<string> {
  const words = new Set<string>();
  const [begun = ''] = /^[^()[\]|]*/.exec(pattern) ?? [];
  // Most begin with one word, whatever comes after it.
  const beginnings =
    begun.trim() === '' || isChoice(pattern) ? expanded(pattern, 'beginnings') : [begun];
  for (const phrase of beginnings) {
    const [first] = tokensOf(phrase, 0, phrase.length);
    if (first === undefined) continue;
    words.add(first.word);
    if (first.word === 'leg') words.add('legs');
  }
  return words;
}

for (const [topic, classes] of Object.entries(topics)) {
  for (const [kind, list] of Object.entries(classes)) addPhrases(kind, list, topic);
}

/** Whether alternatives stand outside all parentheses. */
function isChoice(pattern: string): boolean {
  let depth = 0;
  for (const character of pattern) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** Every phrase that a pattern stands for; or how they begin, of which there are far fewer. */
function expanded(pattern: string, what: 'phrases' | 'beginnings' = 'phrases'): readonly string[] {
  let at = 0;
  function alternatives(): readonly string[] {
    let all: readonly string[] = [];
    for (;;) {
      all = [...all, ...sequence()];
      if (pattern.charAt(at) !== '|') return all;
      at += 1;
    }
  }
  function sequence(): readonly string[] {
    let heads = [''];
    while (at < pattern.length) {
      const mark = pattern.charAt(at);
      if (mark === '|' || mark === ')' || mark === ']') break;
      let tails: readonly string[];
      if (mark === '(' || mark === '[') {
        at += 1;
        tails = mark === '[' ? [...alternatives(), ''] : alternatives();
      } else {
        const from = at;
        while (at + 1 < pattern.length && !'()[]|'.includes(pattern.charAt(at + 1))) at += 1;
        tails = [pattern.slice(from, at + 1)];
      }
      at += 1;
      heads = heads.flatMap((head) =>
        what === 'beginnings' && head.trim() !== ''
          ? [head]
          : tails.map((tail) => `${head} ${tail}`),
      );
    }
    return heads;
  }
  return alternatives().map((phrase) => phrase.trim());
}
