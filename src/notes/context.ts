import phrases from './data/context.json' with { type: 'json' };
import { PhraseTrie } from './phrase-trie.ts';
import type { Span } from './sentences.ts';
import type { Doubt } from './types.ts';

const trie = new PhraseTrie();
for (const [kind, list] of Object.entries(phrases)) {
  for (const phrase of list.split(/,\s*/)) trie.add(kind, phrase);
}

/** Adds the phrases of a rule, so that the longest phrase wins over the words of context inside it. */
export function addTarget(kind: string, list: string): void {
  for (const phrase of list.split(/,\s*/)) trie.add(kind, phrase);
}

/** Something that a rule looks for, with what its sentence makes of it. */
export interface Target {
  readonly kind: string;
  /** Undefined where the sentence says it of the patient, now. */
  readonly doubt: Doubt | undefined;
}

/** In these, words are a question, advice or about another time or person, whatever they say. */
const sectionDoubts: Readonly<Partial<Record<Span['section'], Doubt>>> = {
  family: 'someone else',
  history: 'before the episode',
  instructions: 'hypothetical',
  question: 'no place for findings',
  technique: 'no place for findings',
  comparison: 'no place for findings',
};

/** The targets of a sentence. Where two doubts hold, the one that says most about why it isn't taken. */
export function targetsIn(
  { tokens, section }: Span,
  onsetYear: number | undefined,
): readonly Target[] {
  const mentions = trie.mentionsIn(tokens);
  if (!mentions.some(({ kinds }) => kinds.some((kind) => kind.startsWith('rule:')))) return [];
  const has = (kind: string): boolean => mentions.some(({ kinds }) => kinds.includes(kind));
  const year = tokens.some(
    ({ word }) =>
      /^(?:19|20)\d\d$/.test(word) && onsetYear !== undefined && Number(word) < onsetYear,
  );
  const unchecked = tokens.some(({ word }, at) => word === '[' && tokens[at + 1]?.word === ']');
  const whole: Doubt | undefined =
    sectionDoubts[section] ??
    (unchecked || has('template') ? 'a template' : undefined) ??
    (has('family') && !has('informant') ? 'someone else' : undefined) ??
    (has('hypothetical') || has('payer') || has('education') ? 'hypothetical' : undefined) ??
    (has('historical') || year ? 'before the episode' : undefined) ??
    (has('uncertain') && !has('suspected') ? 'uncertain' : undefined);
  const targets: Target[] = [];
  let negated = false;
  for (const [position, { kinds }] of mentions.entries()) {
    if (kinds.includes('break')) negated = false;
    else if (kinds.includes('negation')) negated = true;
    const kind = kinds.find((one) => one.startsWith('rule:'));
    if (kind === undefined) continue;
    const later = mentions.slice(position + 1);
    const end = later.findIndex((one) => one.kinds.includes('break'));
    const denied =
      negated ||
      (end === -1 ? later : later.slice(0, end)).some((one) =>
        one.kinds.includes('negation-after'),
      );
    targets.push({ kind, doubt: whole ?? (denied ? 'negated' : undefined) });
  }
  return targets;
}
