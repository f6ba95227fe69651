import { mediumNames } from '../assessment/contrast-safety.ts';
import type { OrderReview } from '../assessment/types.ts';
import { namesMri } from '../terminology/phrases.ts';
import type { CardContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { factsOf } from './facts.ts';
import { referralWords } from './referral.ts';
import { shownDay } from './words/days.ts';
import { shortName } from './words/study-names.ts';

const safety = 'mri-contraindicated';

interface Words {
  /** Whether the chart says that the study is unsafe, and not only that somebody has to look. */
  readonly isUnsafe: boolean;
  readonly text: string;
}

/** What an order of a study with contrast has to be asked about a reaction to it. */
function reactionOf({ contrastReaction }: OrderReview, { asOf }: CardContext): Words | undefined {
  if (contrastReaction === undefined) return undefined;
  const { medium, evidence } = contrastReaction;
  const days = evidence.flatMap(({ date }) => shownDay(date, asOf) ?? []);
  const of = days[0] === undefined ? '' : ` (${days[0]})`;
  return {
    isUnsafe: true,
    text: `a reaction to ${mediumNames[medium]} is on the chart${of}; clear it up first`,
  };
}

/**
 * What an order of an MRI has to be asked about its implants; undefined for other orders, and where the chart raises
 * no question.
 */
function implantOf(review: OrderReview, context: CardContext): Words | undefined {
  if (!isSafetyOpen(review)) return undefined;
  const result = review.assessment.criteria.find(({ id }) => id === safety);
  if (result === undefined) return undefined;
  const { date, isAnswered } = factsOf(result, review, context);
  const of = date === undefined ? '' : ` (${date})`;
  if (result.finding === 'met')
    return {
      isUnsafe: true,
      text: `a contraindication to MRI is on the chart${of}; clear it up first`,
    };
  return {
    isUnsafe: false,
    text: isAnswered
      ? 'the chart and the form disagree on whether MRI is safe'
      : result.evidence.some(({ text }) => namesMri(text))
        ? `the chart says that MRI cannot be done${of}; is it contraindicated, or why not?`
        : `an implanted device is on the chart${of}; is it safe in MRI?`,
  };
}

/** Whether the ordered study is an MRI that the chart forbids, or of which somebody has to ask whether it is safe. */
export function isSafetyOpen({ mriSafetyOpen }: OrderReview): boolean {
  return mriSafetyOpen === true;
}

function sentenceOf({ text }: Words): string {
  const end = text.endsWith('?') ? '' : '.';
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${end}`;
}

/** A sentence each on implants and contrast below whatever a card says of an order. */
export function safetyWords(review: OrderReview, context: CardContext): readonly string[] {
  return [implantOf(review, context), reactionOf(review, context)].flatMap((words) =>
    words === undefined ? [] : [sentenceOf(words)],
  );
}

/** The card of a study that is supported, on a chart that forbids it or leaves its safety open. */
export function safetyCard(review: OrderReview, context: CardContext): CardDraft | undefined {
  const implant = implantOf(review, context);
  const reaction = reactionOf(review, context);
  const words = implant ?? reaction;
  if (words === undefined) return undefined;
  return {
    kind: 'documentation-missing',
    indicator: words.isUnsafe ? 'warning' : 'info',
    summary: `${shortName(review.order.study)}: ${words.text}`,
    lines: [],
    notes: [
      ...(implant === undefined || reaction === undefined ? [] : [sentenceOf(reaction)]),
      words.isUnsafe
        ? 'The guideline supports the order otherwise.'
        : 'The guideline supports the order; document whether the device is MR-conditional.',
      ...referralWords(review),
    ],
    statements: [],
    suggestions: [],
    links: [],
    criteria: implant === undefined ? [] : [safety],
  };
}
