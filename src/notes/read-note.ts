import { addTarget, targetsIn } from './context.ts';
import rows from './data/rules.json' with { type: 'json' };
import { sentencesOf } from './sentences.ts';
import type { Candidate, Note, NoteReading, PassedOver } from './types.ts';

/** A rule as its file has it: the words that name a fact, and what it is where they are said or denied. */
interface Rule {
  readonly id: string;
  readonly linkId: string;
  /** Lists of phrases, separated by commas. */
  readonly near: readonly string[];
  /** What the words mean; true where nothing is said. */
  readonly value?: boolean;
  /** What their denial means; absent where it means nothing. */
  readonly denied?: boolean;
  /** Sentences with what they give; null where the rule abstains. */
  readonly examples: readonly (readonly (string | boolean | null)[])[];
}

export const rules: readonly Rule[] = rows;

const ruleOf = new Map<string, Rule>();
for (const rule of rules) {
  ruleOf.set(`rule:${rule.id}`, rule);
  for (const list of rule.near) addTarget(`rule:${rule.id}`, list);
}

/**
 * What a note may answer of the documentation form, sentence by sentence, and the sentences that name a fact and
 * were not taken, each with why. Reads the text once; nothing here decides.
 */
export function readNote(note: Note): NoteReading {
  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  const onset = note.episode?.onset;
  const onsetYear = Number((onset ?? note.date).slice(0, 4)) - (onset === undefined ? 1 : 0);
  for (const span of sentencesOf(note.text)) {
    const { start } = span;
    const quote = note.text.slice(start, span.end);
    for (const { kind, doubt } of targetsIn(span, onsetYear)) {
      const rule = ruleOf.get(kind);
      if (rule === undefined) continue;
      const value = doubt === 'negated' ? rule.denied : (rule.value ?? true);
      const at = { linkId: rule.linkId, quote, resource: note.id, offset: start, rule: rule.id };
      if (value !== undefined && (doubt === undefined || doubt === 'negated')) {
        const known = candidates.some((one) => one.offset === start && one.linkId === rule.linkId);
        if (!known) candidates.push({ value, date: note.date, ...at });
      } else if (doubt !== undefined) passedOver.push({ ...at, why: doubt });
    }
  }
  return { candidates, passedOver };
}
