import context from './data/words/context.json' with { type: 'json' };
import examination from './data/words/examination.json' with { type: 'json' };
import films from './data/words/films.json' with { type: 'json' };
import operations from './data/words/operations.json' with { type: 'json' };
import places from './data/words/places.json' with { type: 'json' };
import treatment from './data/words/treatment.json' with { type: 'json' };
import visits from './data/words/visits.json' with { type: 'json' };
import { PhraseTrie } from './phrase-trie.ts';

const topics = { context, examination, films, operations, places, treatment, visits };

type ClassesOf<Topic> = Topic extends unknown ? keyof Topic : never;

/** A class of phrases, as the files under `data/words` name it. */
export type PhraseClass = ClassesOf<(typeof topics)[keyof typeof topics]>;

const trie = new PhraseTrie();

/** Lists that are added when the first note is read: working out all their phrases takes as long as the rest of the start. */
const waiting: (() => void)[] = [];

/** Every phrase that the reader knows, of every class and every rule. */
export const phrases: Pick<PhraseTrie, 'mentionsIn'> = {
  mentionsIn: (tokens) => {
    if (waiting.length > 0) for (const add of waiting.splice(0)) add();
    return trie.mentionsIn(tokens);
  },
};

const topicOfKind = new Map<string, string>();

/** The file that a class stands in, or the rule that a phrase belongs to: the longest phrase of one topic wins. */
export function topicOf(kind: string): string {
  return topicOfKind.get(kind) ?? '';
}

/**
 * Adds a list of phrases, separated by commas. Alternatives stand in parentheses, what may be left out in brackets:
 * `(no|without) [lasting] relief` is four phrases. `#` is any number.
 */
export function addPhrases(kind: string, list: string, topic: string): void {
  topicOfKind.set(kind, topic);
  waiting.push(() => {
    for (const pattern of list.split(/,\s*/)) {
      for (const phrase of expanded(pattern)) if (phrase !== '') trie.add(phrase, kind, topic);
    }
  });
}

/** Adds phrases that silence a rule. */
export function addSilencing(rule: string, list: readonly string[]): void {
  waiting.push(() => {
    for (const phrase of list.flatMap(expanded)) trie.addSilencing(phrase, rule);
  });
}

for (const [topic, classes] of Object.entries(topics)) {
  for (const [kind, list] of Object.entries(classes)) addPhrases(kind, list, topic);
}

/** Every phrase that a pattern stands for. */
function expanded(pattern: string): readonly string[] {
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
      heads = heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`));
    }
    return heads;
  }
  return alternatives().map((phrase) => phrase.trim());
}
