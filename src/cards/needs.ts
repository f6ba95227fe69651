import type { OrderReview, Unsettled } from '../assessment/types.ts';
import { isPrompt } from './prompts.ts';

/** How a criterion was decided, with its parts. */
export type Outcome = Unsettled['required'][number];

/** One criterion that is not met, as it was decided. */
export interface Need {
  readonly id: string;
  readonly outcome: Outcome;
}

/** Ways of which one is enough; a way lists everything that is needed on it. A requirement is a choice with one way. */
export interface Choice {
  readonly ways: readonly (readonly Choice[])[];
  /** The criterion itself, where nothing is to choose. */
  readonly need?: Need;
}

/** What an order still needs, as its section groups it: all of the choices, of each choice one way. */
export function choicesOf({ unsettled }: OrderReview): readonly Choice[] {
  if (unsettled === undefined) return [];
  const { required, orderCase } = unsettled;
  return required.flatMap((outcome) => choices(outcome, orderCase.roles.redFlagPresent));
}

/**
 * @param waivers that a red flag is present, which waives requirements and is nothing that a card names as something
 * to do
 */
function choices(outcome: Outcome, waivers: ReadonlySet<string>): readonly Choice[] {
  const ofPart = (part: Outcome): readonly Choice[] => choices(part, waivers);
  if (outcome.value === 'met') return [];
  const { criterion, members } = outcome;
  if (criterion.kind === 'unless') {
    const [, requirement] = members;
    return requirement === undefined ? [] : ofPart(requirement);
  }
  const { id } = criterion;
  const isNamed = criterion.kind === 'leaf' || criterion.question !== undefined;
  if (id !== undefined && isNamed) {
    // A possible red flag is asked about before anything else, and not here.
    if (waivers.has(id) || isPrompt({ id, finding: outcome.value })) return [];
    return [{ ways: [], need: { id, outcome } }];
  }
  if (criterion.kind === 'all-of') return members.flatMap(ofPart);
  const ways = members.map(ofPart).filter((way) => way.length > 0);
  return ways.length === 0 ? [] : [{ ways }];
}

/** Everything on a way, of nested choices what is taken of them. */
export function needsOn(way: readonly Choice[]): readonly Need[] {
  return way.flatMap((choice) =>
    choice.need === undefined ? needsOn(taken(choice)) : [choice.need],
  );
}

/** Of the ways of a choice the one that a card speaks of: treatment, else the first that nobody denied. */
export function taken({ ways }: Choice): readonly Choice[] {
  const treated = ways.find((way) => needsOn(way).some(({ id }) => id === 'trial-of-treatment'));
  return treated ?? ways.find((way) => !isClosed(way)) ?? ways[0] ?? [];
}

/** Whether something on the way was answered with no: then the card does not name the way. */
export function isClosed(way: readonly Choice[]): boolean {
  return needsOn(way).some(
    ({ outcome }) =>
      outcome.value === 'not-met' &&
      outcome.evidence.some(({ reference }) => reference.startsWith('QuestionnaireResponse/')),
  );
}
