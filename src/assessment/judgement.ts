import type { Case } from '../guideline/case.ts';
import type { Indication } from '../guideline/indication.ts';
import type { NamedRule } from '../guideline/named-rule.ts';
import type { RedFlag } from '../guideline/red-flag.ts';
import type { StudyRule } from '../guideline/rules.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import { all } from '../logic/three-valued.ts';
import type { Study } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import { type Listing, lookUp } from './study-list.ts';
import type { Determination, Preference } from './types.ts';

/** What one indication, red flag or rule says of an order. */
export interface Judgement {
  readonly decidedBy: string;
  readonly title: string;
  readonly statements: readonly string[];
  readonly determination: Determination;
  readonly entries: readonly TraceEntry[];
  /** What must be met for it to stand. */
  readonly required: readonly Evaluation<Case>[];
  /** The studies that are preferred to the ordered one, the first before the others. */
  readonly alternatives: readonly Study[];
  readonly preference: Preference | undefined;
  readonly indication: Indication | undefined;
  /** The red flag that judged. */
  readonly redFlag?: RedFlag;
  /** The rule on the study itself that decided. */
  readonly rule?: StudyRule;
  /** A study of its kind was done in the episode, and why it is repeated is not documented. */
  readonly isRepetition?: true;
  /** Nothing on the chart is a reason for the study at its level. */
  readonly hasNoReason?: true;
  /** Its choice of contrast holds whatever else would support the order (redflag-4, redflag-5). */
  readonly isBinding?: true;
  /** How early the list that judged it names the ordered study; absent where no list did. */
  readonly position?: number;
}

/** Judges the order under an indication that applies to it. */
export function judgeIndication(indication: Indication, evaluator: CaseEvaluator): Judgement {
  const requires = evaluator.evaluate(indication.requires);
  const listing = lookUp(evaluator, indication);
  const gates = listing.gate === undefined ? [] : [listing.gate];
  const required = [requires, ...gates];
  const isOnlyGated =
    requires.value === 'met' && listing.gate !== undefined && listing.gate.value !== 'met';
  const refusal = refusalOf(indication, requires, evaluator);
  const isPreferred = listing.alternatives.length > 0;
  const shown = refusal === undefined ? required : [refusal, requires];
  return {
    determination: refusal === undefined ? determinationOf(required, listing) : 'not-supported',
    preference: isPreferred ? preferenceOf(listing) : undefined,
    decidedBy: isOnlyGated ? (listing.gateRule ?? indication.id) : indication.id,
    title: indication.title,
    statements: indication.statements,
    entries: shown.flatMap(explain),
    required,
    indication,
    alternatives: listing.alternatives,
    position: listing.position,
  };
}

/** What refuses a study whose requirements are not met (an interval that has not passed), where it does. */
function refusalOf(
  { refusedWhen }: Indication,
  requires: Evaluation<Case>,
  evaluator: CaseEvaluator,
): Evaluation<Case> | undefined {
  if (requires.value === 'met' || refusedWhen === undefined) return undefined;
  const refusal = evaluator.evaluate(refusedWhen);
  return refusal.value === 'met' ? refusal : undefined;
}

function determinationOf(
  required: readonly Evaluation<Case>[],
  { alternatives, standing }: Listing,
): Determination {
  if (all(required.map(({ value }) => value)) !== 'met') return 'prerequisites-missing';
  if (alternatives.length > 0) return 'alternative-preferred';
  // Without a study of the section's own for this level, it says nothing for the ordered one.
  return standing === 'unlisted' ? 'not-supported' : 'supported';
}

/** How strongly a list prefers another study to the ordered one. */
export function preferenceOf({ standing }: Pick<Listing, 'standing'>): Preference {
  return standing === 'advisory' ? 'advisory' : 'recommended';
}

/** The judgement with a further need that is not met: its rule decides where all else was satisfied. */
export function alsoNeeding(
  judgement: Judgement,
  { id: decidedBy, title, statements }: NamedRule,
  need: Evaluation<Case>,
  entries: readonly TraceEntry[],
): Judgement {
  const isSatisfied = judgement.determination !== 'prerequisites-missing';
  return {
    ...judgement,
    ...(isSatisfied ? { decidedBy, title, statements } : {}),
    entries: [...judgement.entries, ...entries],
    required: [...judgement.required, need],
    determination: 'prerequisites-missing',
  };
}

/** Determinations from worst to best. */
export const rank: Readonly<Record<Determination, number>> = {
  'not-supported': 0,
  'prerequisites-missing': 1,
  'alternative-preferred': 2,
  supported: 3,
};

/** The criteria that are not met. A composite among them stands for its parts, and of alternatives only one is given. */
export function missingOf(judgement: Judgement): readonly TraceEntry[] {
  const ids = new Set(judgement.entries.map((entry) => entry.id));
  const groups = new Set<string>();
  return judgement.entries.filter(({ value, partOf }) => {
    if (value === 'met') return false;
    if (partOf === undefined) return true;
    if (ids.has(partOf) || groups.has(partOf)) return false;
    groups.add(partOf);
    return true;
  });
}
