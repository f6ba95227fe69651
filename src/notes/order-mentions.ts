import type { ServiceRequest } from 'fhir/r4.js';
import { chartDate, isoDay } from '../chart/dates.ts';
import { type Fields, fieldsOf, listOf, referenceOf, textOf } from '../chart/fields.ts';
import type { Day, DraftOrder, RedFlagMention } from '../chart/types.ts';
import { isGeneral } from '../terminology/specificity.ts';
import { atOnce, type Work } from '../turns.ts';
import { flagsIn } from './flags-in-words.ts';
import { readNotesWithDoubts } from './read-notes.ts';
import { motorGrade } from './readers/strength.ts';
import { flagItems } from './rules.ts';
import type { PassedOver } from './types.ts';

const nothing: ReadOrder = { mentions: [], advised: [] };

function isOfFlag({ linkId }: { readonly linkId: string }): boolean {
  return linkId === motorGrade || linkId === infection || flagItems.has(linkId);
}

/** The red flags that somebody wants excluded, or is not certain of: "r/o cauda equina", "possible hyperreflexia". */
export function uncertainMentions(
  passedOver: readonly PassedOver[],
): readonly (PassedOver & { readonly value: true })[] {
  return passedOver.flatMap((one) => {
    if (one.why !== 'uncertain') return [];
    // Signs of the cord may be of one that is pressed upon.
    const asked = one.linkId === longTract ? { ...one, linkId: progression } : one;
    return isOfFlag(asked) ? [{ ...asked, value: true as const }] : [];
  });
}

/** The mentions of red flags in the words of each order. @param day as for {@link redFlagMentions} */
export function mentionsByOrder(orders: readonly DraftOrder[], day: Day): MentionsByOrder {
  return atOnce(readingMentions(orders, day));
}

type MentionsByOrder = ReadonlyMap<ServiceRequest, readonly RedFlagMention[]>;

/** The same as {@link mentionsByOrder}, as work that can be left after each order. */
export function* readingMentions(orders: readonly DraftOrder[], day: Day): Work<MentionsByOrder> {
  const mentions = new Map<ServiceRequest, readonly RedFlagMention[]>();
  for (const order of orders) {
    const { resource } = order;
    const read = readOnce(resource, day);
    mentions.set(resource, [...read.mentions, ...mentionsWithoutPlace(order, read.advised)]);
    yield;
  }
  return mentions;
}

/** A red flag that words name as what is to be watched for. */
interface AdvisedFlag {
  readonly criterion: string;
  readonly quote: string;
}

interface ReadOrder {
  readonly mentions: readonly RedFlagMention[];
  readonly advised: readonly AdvisedFlag[];
}

/** What orders were read to say: the same orders are judged again with more on the chart. */
const readOfOrders = new WeakMap<ServiceRequest, { readonly day: Day; readonly read: ReadOrder }>();

function readOnce(order: ServiceRequest, day: Day): ReadOrder {
  const known = readOfOrders.get(order);
  if (known?.day === day) return known.read;
  const read = readOrder(order, day);
  readOfOrders.set(order, { day, read });
  return read;
}

/**
 * What an order for the spine says without a place ("r/o fracture", "history of breast cancer, r/o mets") is about the
 * spine, unless it names another part of the body. Read in its notes and details, and in the words of those reasons that
 * no code says more of; what the reader of notes heard as advice is none.
 */
function mentionsWithoutPlace(
  { resource, reasons }: DraftOrder,
  advised: readonly AdvisedFlag[],
): readonly RedFlagMention[] {
  const untold = reasons.filter(
    ({ concepts, elsewhere }) => elsewhere !== true && [...concepts].every(isGeneral),
  );
  const texts = new Set([
    ...untold.map(({ evidence }) => evidence.text),
    ...[
      { text: behindStudy(resource.code?.text) },
      ...reasonsOf(resource).filter(({ coding }) => listOf(coding).length === 0),
      ...listOf(resource.orderDetail),
      ...listOf(resource.note),
    ].flatMap(({ text }) => textOf(text) ?? []),
  ]);
  return [...texts].flatMap((quote) =>
    flagsIn(quote)
      .filter((criterion) => {
        const own = advised.filter((one) => one.criterion === criterion);
        const rest = own.reduce((left, one) => left.replace(one.quote, ' '), quote);
        return rest === quote || flagsIn(rest).includes(criterion);
      })
      .map((criterion) => ({ criterion, value: true as const, quote })),
  );
}

/** What an order gives as its reasons, in itself or in a Condition that it contains. */
function reasonsOf({ reasonCode, reasonReference, contained }: ServiceRequest): readonly Fields[] {
  const given = listOf(reasonCode);
  if (contained === undefined) return given;
  const named = new Set(listOf(reasonReference).map(referenceOf));
  const held = listOf(contained).filter(
    ({ resourceType, id }) => resourceType === 'Condition' && named.has(`#${id}`),
  );
  return [...given, ...held.map(({ code }): Fields => fieldsOf(code) ?? {})];
}

/** What stands behind the name of a study: "MRI lumbar spine w/o: new foot drop". Its own "without" denies nothing. */
function behindStudy(named: string | undefined): string | undefined {
  const end = named?.search(/:\s|\s[-–—]\s/) ?? -1;
  return end === -1 ? undefined : named?.slice(end + 2);
}

/**
 * The red flags that the words of an order's reasons, details and notes name: "New saddle anesthesia since yesterday". What
 * they deny, what is of old, of someone else or to be watched for is none; what they want excluded ("r/o cauda equina")
 * is one, since it is asked about and decides nothing.
 * @param day the day of the order where it has none of its own
 */
export function redFlagMentions(order: ServiceRequest, day: Day): readonly RedFlagMention[] {
  return readOrder(order, day).mentions;
}

function readOrder(order: ServiceRequest, day: Day): ReadOrder {
  const words = [
    { text: behindStudy(order.code?.text) },
    ...reasonsOf(order),
    ...listOf(order.orderDetail),
    ...listOf(order.note),
    { text: order.patientInstruction },
  ].flatMap(({ text }) => textOf(text) ?? []);
  if (words.length === 0) return nothing;
  const date = chartDate(order.authoredOn)?.text.slice(0, 10) ?? isoDay(day);
  const note = { id: 'order', type: 'order', date, text: words.join('\n\n') };
  const { candidates, passedOver } = readNotesWithDoubts([note], {});
  const told = [...candidates, ...uncertainMentions(passedOver)];
  const mentions = told.flatMap((one) => {
    const { linkId, value, quote } = one;
    if (value === false || typeof value === 'string') return [];
    if (linkId === longTract) return [{ criterion: progression, value, quote }];
    return isOfFlag(one) ? [{ criterion: linkId, value, quote }] : [];
  });
  const advised = passedOver
    .filter(({ why }) => why === 'hypothetical' || why === 'a template')
    .map(({ linkId, quote }) => ({ criterion: flagOfItem[linkId] ?? linkId, quote }));
  return { mentions, advised };
}

const longTract = 'long-tract-signs';
/** Rules mention it as a suspicion; the published list of phrases by its own name. */
const infection = 'red-flag.infection';
const progression = 'red-flag.progressive-deficit';

/** The red flag of an item that is called otherwise. */
const flagOfItem: Readonly<Record<string, string>> = {
  'suspected-infection': 'red-flag.infection',
};
