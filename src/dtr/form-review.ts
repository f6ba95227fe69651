import type { FhirResource, Questionnaire, QuestionnaireResponse, Resource } from 'fhir/r4.js';
import { assessing } from '../assessment/assess.ts';
import { isInScope } from '../assessment/scope.ts';
import type { Determination } from '../assessment/types.ts';
import { readOrders } from '../chart/read-order.ts';
import { buildingChartAt, translating } from '../chart/site-reading.ts';
import type { Chart } from '../chart/types.ts';
import { withNotes } from '../confirmation/from-notes.ts';
import { itemsOf } from '../confirmation/items-of.ts';
import { withNoteAnswers } from '../confirmation/note-answers.ts';
import { NotesOfCall, readableNotes } from '../confirmation/read-for-order.ts';
import { newestOf, policyOfVersion } from '../guideline/policy.ts';
import { formQuestionnaire } from '../questionnaire/order-form.ts';
import { populating } from '../questionnaire/populate.ts';
import type { Work } from '../turns.ts';
import { adaptiveForm } from './forms.ts';
import { containing } from './questionnaire-package.ts';
import type { DtrSettings } from './settings.ts';

/** What the form of an order is shown from. */
export interface FormReview {
  /** The order's study, in words. */
  readonly study: string;
  readonly determination: Determination;
  /** Absent where no answer could change the determination; an adaptive one comes without its questions. */
  readonly form?: Questionnaire;
  /** What `$next-question` is first called with, for an adaptive form. */
  readonly start?: QuestionnaireResponse;
  /** What the chart answers of the form already, each with its sources; in progress. */
  readonly draft?: QuestionnaireResponse;
}

export interface FormReviewInput {
  readonly patientId: string;
  readonly order: FhirResource;
  /** What was read of the chart. */
  readonly resources: readonly Resource[];
  readonly asOf: Date;
}

/** Judges an order on a chart, and makes the form for what it still needs. Undefined where it is no spine imaging. */
export function* formReview(
  input: FormReviewInput,
  settings: DtrSettings,
): Work<FormReview | undefined> {
  const { patientId, order, resources, asOf } = input;
  const { canonicalBase, formKind, policies } = settings;
  const chart = yield* buildingChartAt(settings, { patientId, resources, asOf });
  const entry = [{ resource: order }];
  const draftOrders = { resourceType: 'Bundle' as const, type: 'collection' as const, entry };
  const reading = { patientId, asOf, ...translating(settings) };
  const orders = readOrders(draftOrders, chart, reading).filter((one) => isInScope(one, chart));
  const on = (chart: Chart) => assessing({ orders, isSelected: () => true, chart, asOf, policies });
  const judge = function* (further: readonly Resource[]) {
    const all = [...resources, ...further];
    return yield* on(yield* buildingChartAt(settings, { patientId, resources: all, asOf }));
  };
  const notes = new NotesOfCall(
    settings.notes === 'off' ? [] : readableNotes([...resources, order], patientId, asOf).notes,
  );
  const told = { notes, policies, patientId, asOf, canonicalBase, judge };
  const [review] = yield* withNotes(yield* on(chart), told);
  if (review === undefined) return undefined;
  const { determination } = review.assessment;
  const stated = { study: review.order.study.label, determination };
  const linkIds = itemsOf(review);
  if (linkIds.length === 0) return stated;
  const { version } = review.assessment.guideline;
  const policy = policyOfVersion(policies, version) ?? newestOf(policies);
  const form = formQuestionnaire(canonicalBase, { kind: 'standard', linkIds }, policy);
  const populated = yield* populating({
    ...{ patientId, resources, chart, draftOrders, asOf, canonicalBase, policies },
    questionnaire: form,
    site: settings,
  });
  const offers = review.fromNotes?.offers ?? [];
  const filled =
    populated === undefined
      ? {}
      : { draft: withNoteAnswers(populated, form, offers, canonicalBase) };
  if (formKind === 'standard') return { ...stated, form, ...filled };
  const adaptive = adaptiveForm({ kind: 'adaptive', linkIds }, settings, policy);
  const start = containing(adaptive, {
    ...{ resourceType: 'QuestionnaireResponse', status: 'in-progress' },
    authored: asOf.toISOString(),
  });
  return { ...stated, form: adaptive, start, ...filled };
}
