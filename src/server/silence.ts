import * as z from 'zod';
import { cardKinds } from '../cards/card-kinds.ts';
import type { AnswerRecord, HookAnswer } from '../cds/service.ts';
import type { HookName, HookResponse } from '../cds/types.ts';

/** What is evaluated and recorded, and not shown: everything, what some hooks would say, or cards of some kinds. */
export type Silence = boolean | readonly Silenced[];

const hooks = ['order-select', 'order-sign'] as const satisfies readonly HookName[];

/** A card on a red flag is never silent while others speak: what is left would say to wait. */
const kinds = cardKinds.filter((kind) => kind !== 'red-flag');

/** A hook, a kind of card, or the coverage information on the orders. */
const silenced = z.enum([...hooks, ...kinds, 'coverage-information']);
type Silenced = z.output<typeof silenced>;

/** What may stand in a list of what is silent, for messages. */
export const silencedNames = silenced.options.join(', ');

/** As a client's entry holds it: true, false or a list. */
export const silenceSchema = z.union([z.boolean(), z.array(silenced)]);

/** As the setting holds it. */
export const silenceOfText = z
  .string()
  .transform((text) => {
    if (text === 'true' || text === 'false') return text === 'true';
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  })
  .pipe(silenceSchema);

/** An answer as it is shown, and the record of it, in which the cards that were kept back are marked. */
export function shownOf(
  answer: HookAnswer,
  hook: HookName,
  silence: Silence,
): { readonly response: HookResponse; readonly record: AnswerRecord } {
  if (silence === false) return answer;
  const { response, record } = answer;
  if (silence === true || silence.includes(hook)) {
    return { response: { cards: [] }, record: keptBack(record, () => true, true) };
  }
  const isSilent = (kind: string): boolean => silence.some((name) => name === kind);
  const hidden = new Set(record.cards.filter(({ kind }) => isSilent(kind)).map(({ uuid }) => uuid));
  const { systemActions, ...rest } = response;
  const isUninformed = silence.includes('coverage-information');
  return {
    response: {
      ...rest,
      cards: response.cards.filter(({ uuid }) => !hidden.has(uuid)),
      ...(systemActions === undefined || isUninformed ? {} : { systemActions }),
    },
    record: keptBack(record, ({ uuid }) => hidden.has(uuid), isUninformed),
  };
}

/** @param isUninformed whether the coverage information was kept back: then no assertion was given */
function keptBack(
  record: AnswerRecord,
  isHidden: (card: AnswerRecord['cards'][number]) => boolean,
  isUninformed: boolean,
): AnswerRecord {
  return {
    ...record,
    cards: record.cards.map((card) => (isHidden(card) ? { ...card, isSilent: true } : card)),
    orders: isUninformed
      ? record.orders.map(({ assertionId: _notGiven, ...order }) => order)
      : record.orders,
  };
}
