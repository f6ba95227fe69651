import type { ServiceRequest } from 'fhir/r4.js';
import type { HookAnswer } from '../src/cds/service.ts';
import type { Card, Source } from '../src/cds/types.ts';
import { codingsOf, textOf } from '../src/chart/fields.ts';
import { imagingStudyOf } from '../src/chart/ordered-study.ts';
import { isWithdrawn } from '../src/chart/what-it-says.ts';
import { namesImaging, namesSpine } from '../src/terminology/study-words.ts';

/** The key of the orders without an assessment in a response's `extension`. */
const unassessedKey = 'io.github.spine-imaging-cds.unassessed';

/** Why an order of the call got no assessment. */
type UnassessedReason =
  | 'not-imaging'
  | 'not-spine-imaging'
  | 'plain-radiograph'
  | 'code-not-known'
  | 'not-a-spine-reason'
  | 'not-to-be-performed'
  | 'replaced';

/** An order that this service was asked about and says nothing of, with the reason. */
interface UnassessedOrder {
  /** `ServiceRequest/mri-1`. */
  readonly order: string;
  readonly reason: UnassessedReason;
  readonly text: string;
}

const texts: Readonly<Record<UnassessedReason, string>> = {
  'not-imaging': 'The order is not imaging.',
  'not-spine-imaging': 'The order is imaging, but not of the spine.',
  'plain-radiograph': 'Plain radiographs need no assessment.',
  'code-not-known':
    'The code of the order is not known here, and its words name no study for certain.',
  'not-a-spine-reason':
    'The study is assessed with a spine reason only, and the order states none.',
  'not-to-be-performed': 'The order is withdrawn, or says that it is not to be performed.',
  replaced: 'Another draft order of this call replaces it.',
};

interface Aside {
  readonly source: Source;
  readonly newId: () => string;
  /** Draft orders that another one of the call replaces. */
  readonly replaced: ReadonlySet<ServiceRequest>;
  /** Gives a resource the known codes that a hospital's own stand for. */
  readonly translate?: Parameters<typeof imagingStudyOf>[1];
}

/**
 * What is said of the orders of a call without an assessment: a reason for each in the response's extension, so
 * that an empty answer is never mistaken for advice that nothing is missing; and a short card for one whose words
 * name imaging of the spine while nothing tells which study it is.
 * @param orders the orders that the call asks about
 * @param assessed the references of those that were assessed
 */
export function answerAside(
  orders: readonly ServiceRequest[],
  assessed: ReadonlySet<string>,
  call: Aside,
): HookAnswer {
  const unassessed: UnassessedOrder[] = [];
  const shown: { readonly card: Card; readonly order: string }[] = [];
  for (const order of orders) {
    const reference = `ServiceRequest/${order.id ?? ''}`;
    if (assessed.has(reference)) continue;
    const reason = call.replaced.has(order) ? 'replaced' : reasonOf(order, call);
    unassessed.push({ order: reference, reason, text: texts[reason] });
    if (reason === 'code-not-known' && namesSpine(wordsOf(order)))
      shown.push({ card: unrecognisedCard(order, call), order: reference });
  }
  const cards = shown.map(({ card }) => card);
  return {
    response: {
      cards,
      ...(unassessed.length === 0 ? {} : { extension: { [unassessedKey]: unassessed } }),
    },
    record: {
      cards: shown.map(({ card, order }) => ({
        uuid: card.uuid,
        kind: 'unrecognised-study',
        criteria: [],
        determination: 'not-assessed',
        order,
      })),
      orders: [],
      ...(unassessed.length === 0 ? {} : { unassessed: unassessed.map(({ reason }) => reason) }),
    },
  };
}

function reasonOf(order: ServiceRequest, { translate }: Aside): UnassessedReason {
  if (isWithdrawn(order)) return 'not-to-be-performed';
  const study = imagingStudyOf(order, translate);
  if (study?.scope === 'never') return 'plain-radiograph';
  if (study !== undefined) return 'not-a-spine-reason';
  const words = wordsOf(order);
  if (words === '') return 'code-not-known';
  if (!namesImaging(words)) return 'not-imaging';
  return namesSpine(words) ? 'code-not-known' : 'not-spine-imaging';
}

/** What the order is called: the text of its code and its displays. */
function wordsOf({ code }: ServiceRequest): string {
  const words = [code?.text, ...codingsOf(code).map(({ display }) => display)];
  return [...new Set(words.flatMap((one) => textOf(one) ?? []))].join('. ');
}

const longestName = 80;

/** The card for an order whose study is not known: without a card the clinician would take it for checked. */
function unrecognisedCard(order: ServiceRequest, call: Aside): Card {
  const name = wordsOf(order)
    .replaceAll(/[^\p{L}\p{N} .,/&()-]/gu, ' ')
    .slice(0, longestName)
    .trim();
  const codes = codingsOf(order.code)
    .map(({ code }) => textOf(code))
    .filter((one) => one !== undefined)
    .slice(0, 3);
  const coded =
    codes.length === 0
      ? 'It carries no code.'
      : `Its code (${codes.join(', ')}) is not known here.`;
  return {
    uuid: call.newId(),
    summary: `Study not recognised: ${name}`,
    indicator: 'info',
    detail: `${coded} The guideline was not applied to this order. Order it under its CPT code, or have the local code mapped in the service’s settings.`,
    source: call.source,
  };
}
