import { answerBehind } from './denial.ts';
import { isHistorical } from './earlier-times.ts';
import { isOfSomeoneElse } from './experiencer.ts';
import { isSaidOfNobody } from './force.ts';
import { isUnderHeadOfNobody, isUnderUnknownHead, isUnderWarningHead } from './heads.ts';
import { isHypothetical } from './hypothetical.ts';
import { isOpenQuestion, isQueried, isQuestion } from './open-questions.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import type { Span } from './span.ts';
import { isTemplate } from './templates.ts';
import type { Doubt } from './types.ts';

/** What a rule doesn't mind about the words around it. */
export type Allowance = 'history' | 'historical' | 'planned' | 'question';

/** How a place is looked at. */
export interface DoubtOptions {
  /** What the rule doesn't mind. */
  readonly allowed?: ReadonlySet<Allowance>;
  /** A suspicion is enough. */
  readonly suspected?: boolean;
  /** A date before this day makes it a matter of the past. */
  readonly since?: string | undefined;
}

/** In these, words are a question, advice or about another person, whatever they say. */
const sectionDoubts: Readonly<Partial<Record<Span['section'], Doubt>>> = {
  family: 'someone else',
  history: 'before the episode',
  instructions: 'hypothetical',
  question: 'no place for findings',
  technique: 'no place for findings',
  comparison: 'no place for findings',
  withdrawn: 'someone else',
};

const sectionAllowances: Readonly<Partial<Record<Span['section'], Allowance>>> = {
  history: 'history',
  question: 'question',
};

/** Why nothing is stated in a section, unless a rule doesn't mind it. */
export function doubtOfSection(
  section: Span['section'],
  allowed: ReadonlySet<Allowance> | undefined,
): Doubt | undefined {
  const allowance = sectionAllowances[section];
  return allowance !== undefined && allowed?.has(allowance) ? undefined : sectionDoubts[section];
}

/** Why nothing is stated, from the form of the sentence alone. */
export function doubtOfForm(words: SentenceWords): Doubt | undefined {
  const { section } = words.span;
  const isAnswered = section === 'denied' || section === 'affirmed';
  if (!isAnswered && isTemplate(words)) return 'a template';
  return !isAnswered && isQuestion(words) ? 'uncertain' : undefined;
}

/** Why a place is said of somebody else or of nobody, whatever is looked for there; undefined where it may be of the patient. */
export function doubtOfSubject(words: SentenceWords, place: Place): Doubt | undefined {
  // "The sentence “failed 6 weeks of PT” was carried over from another chart".
  if (words.has('of-other-chart')) return 'someone else';
  if (isOfSomeoneElse(words, place, words.statementOf(place))) return 'someone else';
  if (isUnderWarningHead(words, place) || isUnderHeadOfNobody(words, place)) return 'hypothetical';
  if (isUnderUnknownHead(words, place)) return 'uncertain';
  return isSaidOfNobody(words, place) ? 'hypothetical' : undefined;
}

/** Why the words around a place don't say it of the patient now; undefined where they do. */
export function doubtOfWords(
  words: SentenceWords,
  place: Place,
  { allowed, suspected = false, since }: DoubtOptions,
): Doubt | undefined {
  const clause = words.statementOf(place);
  const isAnswered = answerBehind(words, place) !== undefined;
  const isAsked = words
    .of('hypothetical')
    .some((one) => one.from <= place.from && isOpenQuestion(words, one));
  if (isAsked && !suspected) return 'uncertain';
  const isPlanAllowed = allowed?.has('planned') === true;
  if (!isAnswered && isHypothetical(words, place, clause, { isPlanAllowed, suspected }))
    return 'hypothetical';
  if (allowed?.has('historical') !== true && isHistorical(words, place, clause, since)) {
    return 'before the episode';
  }
  if (words.hasWithin('fear', clause) && !words.hasWithin('current', clause)) return 'uncertain';
  if (isQueried(words, place) && !suspected) return 'uncertain';
  const sure = suspected && words.hasWithin('suspected', clause);
  return words.hasWithin('uncertain', clause) && !sure ? 'uncertain' : undefined;
}
