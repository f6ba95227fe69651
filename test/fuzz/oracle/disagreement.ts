import type { Fields } from '../json.ts';
import { fields, list, text } from '../json.ts';
import type { Story } from '../stories/story.ts';
import { type Determination, type FlagFinding, verdictOf } from './verdict.ts';

/** What an assessment says, as far as it is compared; the contract's own names. */
export interface Said {
  readonly determination: string;
  readonly decidedBy?: string | null | undefined;
  readonly preferredStudy?: string | null | undefined;
  readonly criteria: readonly { readonly id: string; readonly finding: string }[];
}

/** Reads the assessment of an order out of a hook's answer. */
export function saidOf(assessment: Fields): Said {
  const { preferredStudy } = assessment;
  return {
    determination: text(assessment.determination),
    decidedBy: text(assessment.decidedBy),
    preferredStudy: typeof preferredStudy === 'string' ? preferredStudy : null,
    criteria: list(assessment.criteria).map((one) => ({
      id: text(fields(one).id),
      finding: text(fields(one).finding),
    })),
  };
}

/**
 * Where an assessment of a story's order goes against formal.md, in words; nothing where it does not.
 * The oracle speaks only where the formal logic leaves no room.
 */
export function disagreements(story: Story, said: Said | undefined): readonly string[] {
  if (said === undefined) return ['the order got no assessment'];
  const { may, flags, preferred, why } = verdictOf(story);
  const reasons = why.join('; ');
  const found: string[] = [];
  if (![...may].some((one) => one === said.determination)) {
    const wanted: readonly Determination[] = [...may];
    found.push(
      `${said.determination} by ${said.decidedBy}, not ${wanted.join(' or ')} (${reasons})`,
    );
  } else if (preferred !== undefined && said.preferredStudy !== preferred) {
    found.push(`prefers ${said.preferredStudy ?? 'nothing'}, not ${preferred} (${reasons})`);
  }
  for (const [id, findings] of flags) {
    const criterion = said.criteria.find((one) => one.id === id)?.finding;
    if (criterion === 'met' && !findings.has('met')) found.push(`${id} is met (${reasons})`);
    if (criterion === 'not-met' && isSurelyMet(findings))
      found.push(`${id} is denied (${reasons})`);
    // A46, A48: what is half documented prompts.
    const isSilent = findings.size === 1 && findings.has('half') && criterion !== 'not-documented';
    if (isSilent && said.determination === 'prerequisites-missing') {
      found.push(`${id} is not asked about (${reasons})`);
    }
  }
  return found;
}

function isSurelyMet(findings: ReadonlySet<FlagFinding>): boolean {
  return findings.size === 1 && findings.has('met');
}
