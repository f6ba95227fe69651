import type { OrderReview } from '../assessment/types.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { isStudyDrafted } from './draft-orders.ts';
import { changeTo, defer } from './suggestions.ts';

/** The study is not supported: the statement that says so, and the supported alternative where there is one. */
export function notSupportedCard(review: OrderReview, context: CallContext): CardDraft {
  const { assessment, order, statements } = review;
  const alternative = preferredStudy(review);
  const isDrafted = alternative !== undefined && isStudyDrafted(alternative, review, context);
  return {
    kind: 'not-supported',
    indicator: 'warning',
    summary: `${order.study.label} (${order.study.cpt}) is not supported: ${review.decidedByTitle}`,
    detail: alternative === undefined ? [] : [supported(alternative, order.study, isDrafted)],
    statements: statements.slice(0, 1),
    // Either one: whoever takes the alternative needs no removal.
    suggestions: [
      alternative === undefined
        ? defer(review, context, 'Remove the order')
        : changeTo(alternative, review, context),
    ],
    criteria: assessment.criteria.map((criterion) => criterion.id),
  };
}

function supported(alternative: Study, ordered: Study, isDrafted: boolean): string {
  const named = `${alternative.label} (${alternative.cpt})`;
  if (alternative.cpt === ordered.cpt) {
    return `The guideline supports ${named} in its conventional form instead.`;
  }
  const drafted = isDrafted ? '; it is among the draft orders' : '';
  return `The guideline supports ${named} instead${drafted}.`;
}

const strengths = {
  advisory: 'is preferred',
  recommended: 'is recommended instead',
  mandated: 'is mandated',
} as const;

/** Of the statements behind a determination, those that list the studies. */
const preferenceStatements: ReadonlySet<string> = new Set([
  'radiculopathy-3',
  'redflag-5',
  'redflag-4',
  'coccyx-2',
  'myelopathy-2',
  'scs-1',
  'general-cancer-2',
]);

/** The guideline prefers another study, in the strength that it says so. */
export function preferredCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  const { assessment, order, statements } = review;
  const study = preferredStudy(review);
  if (study === undefined) return undefined;
  const preference = assessment.preference ?? 'recommended';
  const statement = statements.find((id) => preferenceStatements.has(id)) ?? statements[0];
  const why =
    preference === 'advisory'
      ? `Both studies are listed; no reason for ${order.study.label} is documented.`
      : `${order.study.label} is not the study that the guideline lists here.`;
  const drafted = isStudyDrafted(study, review, context)
    ? [`${study.label} (${study.cpt}) is among the draft orders.`]
    : [];
  return {
    kind: 'preferred-study',
    indicator: preference === 'advisory' ? 'info' : 'warning',
    summary: `${study.label} (${study.cpt}) ${strengths[preference]}, ordered: ${order.study.cpt}`,
    detail: [why, ...drafted],
    statements: statement === undefined ? [] : [statement],
    suggestions: [changeTo(study, review, context)],
    criteria: ['preferred-study'],
  };
}

function preferredStudy({ assessment }: OrderReview): Study | undefined {
  return assessment.preferredStudy === null ? undefined : studyByCpt(assessment.preferredStudy);
}

const guidelines = {
  oncology: {
    name: 'oncology imaging guideline',
    why: 'Known or suspected malignancy: the oncology imaging guideline governs the specific pathway.',
  },
  'peripheral-nerve': {
    name: 'peripheral nerve imaging guideline',
    why: 'A focal neuropathy: the peripheral nerve imaging guideline may apply.',
  },
} as const;

/** Another guideline that governs part of the order: information, never a denial. */
export function referralCard(review: OrderReview): CardDraft | undefined {
  const referrals = review.assessment.refersTo;
  if (referrals.length === 0) return undefined;
  const names = referrals.map((id) => guidelines[id].name).join(' and ');
  return {
    kind: 'referral',
    indicator: 'info',
    summary: `${review.order.study.label}: see also the ${names}`,
    detail: referrals.map((id) => guidelines[id].why),
    statements: [],
    suggestions: [],
    criteria: [],
  };
}
