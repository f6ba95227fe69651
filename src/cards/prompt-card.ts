import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext, CardContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { metOnChart } from './chart-lines.ts';
import { factsOf } from './facts.ts';
import { aboutRedFlags, formStep } from './form-completion.ts';
import { changeOf, isRemoval, mainCard } from './main-card.ts';
import type { Outcome } from './needs.ts';
import { type Step, stepsIn } from './next-steps.ts';
import { noteWords, unreadDocumentWords } from './note-words.ts';
import { pointsOf } from './points.ts';
import { promptsOf } from './prompts.ts';
import { isSafetyOpen } from './study-safety.ts';
import { unreadAnswers, unreadWords } from './unread.ts';
import { needOf, wordsOf } from './words/criterion-words.ts';
import { listed } from './words/days.ts';
import { lowerFirst } from './words/lower-first.ts';
import { redFlagWords } from './words/red-flag-words.ts';
import { fullName, shortName } from './words/study-names.ts';

/**
 * A red flag is half documented: the card asks about it first and offers nothing that waits. If it is present,
 * the order needs nothing else; what it needs otherwise stands in one line.
 */
export function promptCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  const prompts = promptsOf(review);
  const [first] = prompts;
  if (first === undefined || review.unsettled === undefined) return undefined;
  const points = pointsOf(review, context).filter(({ standing }) => standing !== 'drafted');
  const form = formStep(review, context, aboutRedFlags(review));
  const change = changeBefore(review, context);
  const names = listed(
    prompts.map(({ id }) => redFlagWords(id).name),
    'or',
  );
  const isRefused = review.assessment.determination === 'not-supported';
  const main = isRefused ? mainCard(review, context) : undefined;
  const needed = points.length === 0 ? [] : [`If not: ${listed(points.map(({ need }) => need))}.`];
  const said = noteWords(aboutRedFlags(review), context);
  const otherwise = main === undefined ? needed : [`In any case: ${main.summary}.`];
  return {
    kind: 'red-flag',
    indicator: waitsForNothing(prompts, review) ? 'info' : 'warning',
    summary: `Possible red flag (${names}): ${ifPresent(prompts, review)}`,
    lines: prompts.map((prompt) => line(prompt, review, context)),
    alsoOnChart: metOnChart(review, context),
    notes: [
      ...said,
      ...otherwise,
      ...(form === undefined
        ? ['Write the answer into the chart; this check reads it again.']
        : []),
      ...unreadAnswers(review),
      ...unreadDocumentWords(review, context),
      ...unreadWords(context),
    ],
    statements: prompts.flatMap(({ statements }) => statements),
    ...(said.length === 0 ? {} : { quotesNote: true }),
    suggestions: stepsIn([
      ...(form === undefined ? [] : [{ suggestion: form.suggestion, mayBeRecommended: true }]),
      ...(change === undefined || context.unavailable.length > 0 || isRemoval(change.suggestion)
        ? []
        : [change]),
    ]),
    links: form === undefined ? [] : [form.link],
    criteria: [...prompts.map(({ id }) => id), ...points.flatMap(({ criteria }) => criteria)],
  };
}

/** Whether the order is supported as it is, and right for each of the red flags if it is present. */
function waitsForNothing(prompts: readonly CriterionResult[], review: OrderReview): boolean {
  return (
    review.assessment.determination === 'supported' &&
    possibleAmong(prompts, review).every(({ fits }) => fits)
  );
}

/**
 * The change that is offered beside the question. Where a note mentions a red flag, or the ordered kind of study is one
 * for it, only a change to the study that the flag would need is offered: any other could be the wrong study for it.
 * Nor is contrast taken from a study that it is one for.
 */
function changeBefore(review: OrderReview, context: CallContext): Step | undefined {
  const change = changeOf(review, context);
  if (change === undefined) return undefined;
  const { study: ordered } = review.order;
  const isMentioned = review.fromNotes?.offers.some(({ redFlag }) => redFlag !== undefined);
  const isWanted = review.possible.some(({ indicated }) => indicated?.cpt === change.study.cpt);
  const isRight = review.possible.some(({ fits }) => fits);
  const isOther = change.study.modality !== ordered.modality;
  if (isRight && !isOther && takesContrast(change.study, ordered)) return undefined;
  return (isMentioned === true || (isRight && isOther)) && !isWanted ? undefined : change.step;
}

function takesContrast(study: Study, ordered: Study): boolean {
  return study.contrast === 'without' && ordered.contrast !== 'without';
}

function possibleAmong(
  prompts: readonly CriterionResult[],
  { possible }: OrderReview,
): OrderReview['possible'] {
  return possible.filter(({ id }) => prompts.some((prompt) => prompt.id === id));
}

/**
 * What else may be present beside a red flag of the order, where it would need another study than the one that the card
 * names: the questions, and what follows from a yes. Undefined where nothing like it is open.
 * @param named the study that the card names
 */
export function openBeside(
  review: OrderReview,
  named: Study,
  context: CardContext,
): { readonly lines: readonly string[]; readonly note: string } | undefined {
  const others = review.possible.filter(
    ({ fits, indicated }) => !fits && indicated !== undefined && indicated.cpt !== named.cpt,
  );
  const prompts = promptsOf(review).filter((prompt) => others.some(({ id }) => id === prompt.id));
  if (prompts.length === 0) return undefined;
  return {
    lines: prompts.map((prompt) => line(prompt, review, context)),
    note: `${upper(ifPresent(prompts, review))}.`,
  };
}

/** What follows if the red flag is present; where it does not select the ordered study, that another one is indicated. */
function ifPresent(prompts: readonly CriterionResult[], review: OrderReview): string {
  const possible = possibleAmong(prompts, review);
  if (possible.every(({ fits }) => fits)) {
    const name = lowerFirst(shortName(review.order.study));
    return isSafetyOpen(review)
      ? 'settle that, and whether MRI is safe'
      : `if present, ${name} waits for nothing`;
  }
  const needed = possible.find((one) => !one.fits && one.indicated !== undefined);
  if (needed?.indicated === undefined) return 'settle that first';
  const when = needed.isSafetyOpen === true ? 'is the study once it is safe' : 'is indicated now';
  return `if present, ${fullName(needed.indicated)} ${when}`;
}

/** "? Foot drop (Nov 15): since when is there one?", or what completes the picture. */
function line(prompt: CriterionResult, review: OrderReview, context: CardContext): string {
  const { name, question } = redFlagWords(prompt.id);
  const { date } = factsOf(prompt, review, context);
  const flag = review.unsettled?.redFlags.find(({ criterion }) => isOf(criterion, prompt.id));
  const wanted = (flag?.members ?? []).flatMap((part) => {
    const { criterion, value, evidence } = part;
    if (criterion.kind === 'unless' || criterion.id === undefined || value === 'met') return [];
    const { id } = criterion;
    return [needOf(wordsOf(id), factsOf({ id, finding: value, evidence }, review, context, part))];
  });
  const said = wanted.length === 0 ? question : `not on the chart: ${listed(wanted)}`;
  return `? ${upper(name)}${date === undefined ? '' : ` (${date})`}: ${said}`;
}

function isOf(criterion: Outcome['criterion'], id: string): boolean {
  return criterion.kind !== 'unless' && criterion.id === id;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
