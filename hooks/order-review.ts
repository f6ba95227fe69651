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
import type { HookRequest } from '../src/cds/types.ts';
import { contrastReactionFacts } from '../src/chart/contrast-facts.ts';
import { devicesInDocument } from '../src/chart/devices-told.ts';
import { pregnancyInDocument } from '../src/chart/fever-and-pregnancy.ts';
import { fieldsOf } from '../src/chart/fields.ts';
import { confirmed } from '../src/confirmation/assess-with-confirmed-notes.ts';
import { isOpen, withNotes } from '../src/confirmation/from-notes.ts';
import { documentsSent } from '../src/confirmation/gather-notes.ts';
import { NotesOfCall, readableNotes } from '../src/confirmation/read-for-order.ts';
import type { CoverageAction } from '../src/coverage/coverage-information.ts';
import { readCrdRequest } from '../src/coverage/crd-request.ts';
import { inTurns } from '../src/in-turns.ts';
import { loadedPolicies, withReadings } from '../src/spine-imaging/loaded-policies.ts';
import { atOnce, type Work } from '../src/turns.ts';
import { coverageActions, coverageOf } from './call-coverage.ts';
import { cardContext } from './card-context.ts';
import { type Judged, reviewed } from './judged-orders.ts';
import { neededKeys, serviceRequests } from './needed-keys.ts';
import { withOneForm } from './one-form.ts';
import { notesKey } from './prefetch.ts';
import { replacedDrafts } from './replaced-orders.ts';
import { selectedOrders } from './selected-orders.ts';
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
    aside: (request) => asideFrom(request, [], settings, definition),
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
          const read = atOnce(withNotesOf(judged, [], input, ready));
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
  const { request } = input;
  const { selected } = judged;
  const { reviews, notesRead } = yield* withNotesOf(judged, furtherNotes, input, settings);
  const beside = asideFrom(request, reviews, settings, definition, selected, input.urns);
  if (reviews.length === 0) return beside;
  const crd = readCrdRequest(request);
  const held = coverageOf(reviews, input, settings, definition, crd);
  const coverage = coverageActions(reviews, held, input, settings, definition, crd);
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

/** The reviews with what notes say, and how many notes were read for them. */
function* withNotesOf(
  { reviews, judge }: Judged,
  further: readonly Resource[],
  { request, resources, asOf }: ServiceInput,
  { notes: setting, policies, canonicalBase }: ReadySettings,
): Work<{ readonly reviews: readonly OrderReview[]; readonly notesRead: number }> {
  if (setting === 'off') return { reviews, notesRead: 0 };
  const { patientId } = request.context;
  // An implant, a contraindication to MRI, a reaction to contrast or a pregnancy that a document tells of counts whatever the order is for.
  const telling = further.filter((one) => !resources.includes(one) && tellsOfSafety(one));
  const judged = telling.length === 0 ? reviews : yield* judge(telling);
  if (judged.length === 0) return { reviews: judged, notesRead: 0 };
  const holding = resources.concat(further, serviceRequests(request));
  const { notes: readable, unread } = readableNotes(holding, patientId, asOf);
  const known =
    unread.length === 0 ? judged : judged.map((one) => ({ ...one, unreadDocuments: unread }));
  const notes = new NotesOfCall(readable);
  if (notes.count === 0) return { reviews: known, notesRead: 0 };
  const judgeWithDevices: Judged['judge'] = (more) => judge([...telling, ...more]);
  const input = { notes, judge: judgeWithDevices, policies, patientId, asOf, canonicalBase };
  return { reviews: yield* withNotes(known, input), notesRead: notes.count };
}

function tellsOfSafety(resource: Resource): boolean {
  const fields = fieldsOf(resource);
  if (fields?.resourceType !== 'DocumentReference') return false;
  return (
    devicesInDocument(fields).length > 0 ||
    contrastReactionFacts(fields).length > 0 ||
    pregnancyInDocument(fields) !== undefined
  );
}

/** What is said of the orders that the call asks about and that got no assessment. */
function asideFrom(
  request: HookRequest,
  reviews: readonly OrderReview[],
  settings: ServiceSettings,
  definition: ServiceDefinition,
  selected = selectedOrders(request, definition.hook),
  urns: ServiceInput['urns'] = new Map(),
): HookAnswer {
  const orders = serviceRequests(request).filter((order) => selected.has(order));
  const assessed = new Set(reviews.map(({ order }) => order.reference));
  return answerAside(orders, assessed, {
    source: {
      label: settings.payerName,
      url: settings.guidelineUrl,
      topic: topicOf('documentation-missing', readCrdRequest(request).version),
    },
    newId: timeOrderedUuid,
    replaced: replacedDrafts(serviceRequests(request), urns),
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
