import type { QuestionnaireResponse, Resource } from 'fhir/r4.js';
import { openCriteria } from '../src/assessment/open-criteria.ts';
import type { Assessment, OrderReview } from '../src/assessment/types.ts';
import type { CallContext } from '../src/cards/card-context.ts';
import { formDrafts, hasCard, renderCards } from '../src/cards/render-cards.ts';
import { topicOf } from '../src/cards/topics.ts';
import type {
  CdsService,
  HookAnswer,
  ServiceDefinition,
  ServiceInput,
} from '../src/cds/service.ts';
import { timeOrderedUuid } from '../src/cds/time-ordered-uuid.ts';
import { confirmed } from '../src/confirmation/assess-with-confirmed-notes.ts';
import { isOpen } from '../src/confirmation/from-notes.ts';
import { documentsSent } from '../src/confirmation/gather-notes.ts';
import type { CoverageAction } from '../src/coverage/coverage-information.ts';
import { readCrdRequest } from '../src/coverage/crd-request.ts';
import { inTurns } from '../src/in-turns.ts';
import { loadedPolicies, withReadings } from '../src/spine-imaging/loaded-policies.ts';
import { atOnce, type Work } from '../src/turns.ts';
import { coverageActions, coverageOf } from './call-coverage.ts';
import { cardContext } from './card-context.ts';
import { type Judged, reviewed } from './judged-orders.ts';
import { neededKeys } from './needed-keys.ts';
import { withOneForm } from './one-form.ts';
import { notesKey } from './prefetch.ts';
import { replacedDrafts } from './replaced-orders.ts';
import { reviewsWithNotes } from './reviews-with-notes.ts';
import { selectedOrders } from './selected-orders.ts';
import { serviceRequests } from './service-requests.ts';
import type { ReadySettings, ServiceSettings } from './service-settings.ts';
import { answerAside } from './unassessed.ts';

/** The key of the assessments in a response's `extension`. */
export const assessmentsKey = 'io.github.spine-imaging-cds.assessments';

/** What is decided about an order, and whether a card would be shown. */
export interface JudgedOrder {
  readonly assessment: Assessment;
  readonly hasCard: boolean;
}

/** What is decided about the orders of a call. */
export interface JudgedCall {
  /** Notes are not read for it, since what they mention decides nothing. */
  readonly orders: readonly JudgedOrder[];
  /** What a clinician would have said who confirmed all that its cards offer from notes; none where nothing is. */
  readonly confirmed: () => readonly QuestionnaireResponse[];
}

/** A service that reviews orders, for those as well who want to know what it decides and need no card. */
export interface OrderReviewService extends CdsService {
  /** Decides as `answer` does; cards are only written where they are asked for. */
  judge(input: ServiceInput): JudgedCall;
}

/**
 * A service that reviews draft imaging orders. At `order-select` it answers about the selected orders and
 * reads the others as context; at `order-sign` it answers about all of them, together.
 */
export function orderReview(
  settings: ServiceSettings,
  definition: ServiceDefinition,
): OrderReviewService {
  const policies = withReadings(settings.policies ?? loadedPolicies, settings.readings ?? {});
  const ready = { ...settings, policies };
  return {
    definition,
    aside: (request) => asideFrom({ request }, [], settings, definition),
    neededKeys: (request) => neededKeys(request, settings, definition),
    answer: (input) =>
      atOnce(answer(input, atOnce(reviewed(input, ready, definition)), ready, definition)),
    ...(settings.notes === 'off'
      ? {}
      : {
          answerWithNotes: async (input, readNotes) => {
            const judged = await inTurns(reviewed(input, ready, definition));
            const notes = judged.reviews.some(isOpen)
              ? await readNotes()
              : documentsSent(input.request, notesKey);
            return inTurns(answer(input, judged, ready, definition, notes));
          },
        }),
    judge: (input) => {
      const judged = atOnce(reviewed(input, ready, definition));
      const { reviews } = judged;
      const contextOf = (ofCall: readonly OrderReview[]): CallContext => ({
        ...cardContext(input, ready, readCrdRequest(input.request), undefined),
        reviews: ofCall,
      });
      return {
        orders: reviews.map((review) => ({
          assessment: review.assessment,
          hasCard: hasCard(review, () => contextOf(reviews)),
        })),
        confirmed: () => {
          const read = atOnce(reviewsWithNotes(judged, [], input, ready));
          const offering = read.reviews.filter(({ fromNotes }) => fromNotes !== undefined);
          if (offering.length === 0) return [];
          const call = contextOf(read.reviews);
          return confirmed(offering.flatMap((one) => formDrafts(one, call)));
        },
      };
    },
  };
}

/** The answer to a call whose orders are judged, with what notes say of them. */
function* answer(
  input: ServiceInput,
  judged: Judged,
  settings: ReadySettings,
  definition: ServiceDefinition,
  furtherNotes: readonly Resource[] = [],
): Work<HookAnswer> {
  const { reviews, notesRead } = yield* reviewsWithNotes(judged, furtherNotes, input, settings);
  const beside = asideFrom(input, reviews, settings, definition);
  if (reviews.length === 0) return beside;
  const crd = readCrdRequest(input.request);
  const caller = { input, settings, hook: definition.hook, crd };
  const held = coverageOf(reviews, caller);
  const coverage = coverageActions(reviews, held, caller);
  const shown = renderCards(reviews, cardContext(input, settings, crd, held));
  const rendered = withOneForm(shown).filter(({ card }) => crd.isOn(card.source.topic?.code ?? ''));
  const systemActions = coverage.flatMap(({ action }) => (action === undefined ? [] : [action]));
  return {
    response: {
      cards: [...rendered.map(({ card }) => card), ...beside.response.cards],
      ...(systemActions.length === 0 ? {} : { systemActions }),
      extension: {
        [assessmentsKey]: reviews.map(({ assessment }) => assessment),
        ...beside.response.extension,
      },
    },
    record: {
      ...beside.record,
      ...(notesRead === 0 ? {} : { notesRead }),
      cards: [
        ...rendered.map(({ card, kind, order, criteria, determination }) => ({
          uuid: card.uuid,
          kind,
          order,
          criteria,
          determination,
        })),
        ...beside.record.cards,
      ],
      orders: reviews.map((review) =>
        orderRecord(
          review,
          coverage.find((one) => one.order === review.order.reference),
        ),
      ),
    },
  };
}

/** What is said of the orders that the call asks about and that got no assessment. */
function asideFrom(
  { request, urns = new Map() }: Pick<ServiceInput, 'request' | 'urns'>,
  reviews: readonly OrderReview[],
  settings: ServiceSettings,
  definition: ServiceDefinition,
): HookAnswer {
  const drafts = serviceRequests(request);
  const selected = selectedOrders(request, definition.hook);
  const orders = drafts.filter((order) => selected.has(order));
  const assessed = new Set(reviews.map(({ order }) => order.reference));
  return answerAside(orders, assessed, {
    source: {
      label: settings.payerName,
      url: settings.guidelineUrl,
      topic: topicOf('documentation-missing', readCrdRequest(request).version),
    },
    newId: timeOrderedUuid,
    replaced: replacedDrafts(drafts, urns),
    ...(settings.siteEvidence === undefined ? {} : { translate: settings.siteEvidence.translate }),
  });
}

function orderRecord(
  { assessment }: OrderReview,
  coverage: CoverageAction | undefined,
): HookAnswer['record']['orders'][number] {
  const authorization = coverage?.statement.authorization;
  const { determination } = assessment;
  const missing =
    determination === 'prerequisites-missing' ? openCriteria(assessment).map(({ id }) => id) : [];
  return {
    cpt: assessment.study.cpt,
    guideline: assessment.guideline.version,
    determination,
    ...(missing.length === 0 ? {} : { missing }),
    ...(coverage === undefined
      ? {}
      : { assertionId: coverage.assertionId, covered: coverage.statement.covered }),
    ...(authorization === undefined ? {} : { authorization }),
  };
}
