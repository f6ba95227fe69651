import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import type { OrderReview } from '../../src/assessment/types.ts';
import { answerKind, regionCodes } from '../../src/chart/answer-kinds.ts';

/** What an answer depends on: the day of the call, the order and what was asked about it. */
export interface AnswerContext {
  readonly asOf: Date;
  readonly review: OrderReview;
}

const dayLength = 86_400_000;

/** The ISO day so many days from the call's. */
export function dayFrom({ asOf }: Pick<AnswerContext, 'asOf'>, days: number): string {
  return new Date(asOf.getTime() + days * dayLength).toISOString().slice(0, 10);
}

const iso = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);

/** Before the documented episode, or before the one that `favourable` attests, nothing counts. */
function since(
  which: 'start' | 'reference',
  context: AnswerContext,
  day: string = dayFrom(context, -120),
): string {
  const known = context.review.unsettled?.orderCase.episode[which];
  const first = known === undefined ? dayFrom(context, -120) : iso(known.latest);
  return day < first ? first : day;
}

function region({ review }: AnswerContext): string {
  const { study } = review.order;
  if (review.radiographRegion !== undefined) return review.radiographRegion;
  return study.shows[0] ?? 'lumbar';
}

/** What a film has to show for the criteria that are missing for it. */
function film({ review }: AnswerContext): string {
  const missing = new Set(
    review.assessment.criteria.filter(({ finding }) => finding !== 'met').map(({ id }) => id),
  );
  if (missing.has('fracture-acuity-indeterminate')) return 'fracture-acuity-indeterminate';
  if (missing.has('radiograph-nondiagnostic')) return 'equivocal';
  if (missing.has('radiograph-negative-for-fracture')) return 'no-fracture';
  return 'other';
}

/** Whether a current film is there, and only what it shows is missing. */
function isFilmThere({ review }: AnswerContext): boolean {
  return review.assessment.criteria.some(
    ({ id, finding, evidence }) =>
      (id.startsWith('radiograph-') || id === 'fracture-acuity-indeterminate') &&
      finding === 'not-documented' &&
      evidence.length > 0,
  );
}

/** A region that the study does not show. */
function elsewhere({ review }: AnswerContext): string {
  return regionCodes.find((code) => !review.order.study.shows.includes(code)) ?? 'cervical';
}

type Answers = Readonly<Record<string, (context: AnswerContext) => boolean | number | string>>;

const favourableAnswers: Answers = {
  'episode.onset': (context) => dayFrom(context, -120),
  'trial-of-treatment.start': (context) => since('start', context),
  // Either of the two says until when.
  'trial-of-treatment.ongoing': () => true,
  'trial-of-treatment.end': (context) => dayFrom(context, 0),
  'trial-of-treatment.outcome': () => 'failed',
  'plain-radiograph.date': (context) => since('reference', context, dayFrom(context, -1)),
  'plain-radiograph.region': region,
  'plain-radiograph.result': film,
  'mri.result': () => 'nondiagnostic',
  'mri.date': (context) => since('reference', context, dayFrom(context, -1)),
  'mri.region': region,
  'spect.result': () => 'negative',
  'neurological-examination.date': (context) => since('reference', context, dayFrom(context, -1)),
  'red-flag.motor-grade': () => 3,
  'red-flag.motor-grade.onset': (context) => since('reference', context, dayFrom(context, -2)),
  'red-flag.motor-grade.region': region,
  'severe-radicular.pain-score': () => 9,
  'augmentation.performed': ({ asOf }) => new Date(asOf.getTime() - 7_200_000).toISOString(),
  'spine-surgery.date': (context) => dayFrom(context, -400),
  'spine-surgery.region': region,
  'spine-surgery.kind': () => 'fusion',
  'planned-surgery.kind': ({ review }) =>
    review.order.study.modality === 'MRA' || review.order.study.modality === 'CTA'
      ? 'anterior-revision-deformity'
      : 'kyphoplasty',
  'planned-surgery.date': (context) => dayFrom(context, 14),
};

const unfavourableAnswers: Answers = {
  ...favourableAnswers,
  'episode.onset': (context) => dayFrom(context, -5),
  'trial-of-treatment.start': (context) => since('start', context, dayFrom(context, -10)),
  'trial-of-treatment.outcome': () => 'improved',
  // A film from before the episode; where one of the episode is there, a newer one that says no.
  'plain-radiograph.date': (context) =>
    isFilmThere(context) ? since('reference', context, dayFrom(context, -1)) : '2001-01-01',
  'plain-radiograph.result': () => 'fracture',
  'mri.result': () => 'diagnostic',
  'spect.result': () => 'positive',
  'neurological-examination.date': () => '2001-01-01',
  'red-flag.motor-grade': () => 5,
  'red-flag.motor-grade.onset': () => '2001-01-01',
  'red-flag.motor-grade.region': elsewhere,
  'severe-radicular.pain-score': () => 2,
  'augmentation.performed': ({ asOf }) => new Date(asOf.getTime() - 30 * dayLength).toISOString(),
  'spine-surgery.date': (context) => dayFrom(context, -30),
  'planned-surgery.kind': () => 'other',
};

/** The answer that speaks for the order. Every yes-or-no item that is ever asked for speaks for it with yes. */
export function favourable(
  linkId: string,
  context: AnswerContext,
): QuestionnaireResponseItemAnswer {
  return answerOf(linkId, favourableAnswers[linkId]?.(context) ?? true);
}

/** The answer that speaks against the order. */
export function unfavourable(
  linkId: string,
  context: AnswerContext,
): QuestionnaireResponseItemAnswer {
  const kind = answerKind(linkId);
  const value = unfavourableAnswers[linkId]?.(context);
  return answerOf(linkId, kind.type === 'boolean' ? false : (value ?? false));
}

function answerOf(
  linkId: string,
  value: boolean | number | string,
): QuestionnaireResponseItemAnswer {
  const kind = answerKind(linkId);
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') {
    return kind.type === 'integer' ? { valueInteger: value } : { valueDecimal: value };
  }
  if (kind.type === 'choice') return { valueCoding: { code: value } };
  return kind.type === 'dateTime' ? { valueDateTime: value } : { valueDate: value };
}

/** A completed response of the patient with the answers, authored an hour before the call unless told otherwise. */
export function responseWith(
  answers: ReadonlyMap<string, QuestionnaireResponseItemAnswer>,
  patientId: string,
  asOf: Date,
  changes: Partial<QuestionnaireResponse> = {},
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'answers',
    status: 'completed',
    questionnaire:
      'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
    subject: { reference: `Patient/${patientId}` },
    authored: new Date(asOf.getTime() - 3_600_000).toISOString(),
    item: [...answers].map(
      ([linkId, answer]): QuestionnaireResponseItem => ({
        linkId,
        answer: [answer],
      }),
    ),
    ...changes,
  };
}
