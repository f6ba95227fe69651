import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Card, Link, Suggestion } from '../cds/types.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CardContext, CardKind, RenderedCard } from './card-context.ts';
import { appendix, checklist, quotation } from './detail.ts';
import { escapeMarkdown, plainText } from './escape-markdown.ts';
import { formCompletion } from './form-completion.ts';
import { overrideReasons } from './override-reasons.ts';
import { prerequisiteCards } from './prerequisite-cards.ts';
import { defer, updateTo } from './suggestions.ts';
import { topicOf } from './topics.ts';

export type { CardContext, CardKind, RenderedCard } from './card-context.ts';

const longestSummary = 139;

/** A card before it has its identity, source and reasons. */
export interface CardDraft {
  readonly kind: CardKind;
  readonly indicator: Card['indicator'];
  readonly summary: string;
  /** Paragraphs of GitHub-flavoured Markdown, chart text already escaped. */
  readonly detail: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly links?: readonly Link[];
  readonly criteria: readonly string[];
}

/**
 * Writes the cards of a call: one for an order and kind, the most important first, all red flags before
 * anything else (contract, "Cards"). The checklist of the criteria stands once, in the first card of an
 * order. Supported with nothing to say gives no card.
 */
export function renderCards(
  reviews: readonly OrderReview[],
  context: CardContext,
): readonly RenderedCard[] {
  const several = reviews.length > 1;
  const urgent: RenderedCard[] = [];
  const others: RenderedCard[] = [];
  for (const review of reviews) {
    const drafts = draftsOf(review, context);
    drafts.forEach((draft, position) => {
      const isFirst = position === 0;
      const rendered = finish(draft, review, context, isFirst, several);
      (draft.kind === 'red-flag' ? urgent : others).push(rendered);
    });
  }
  return [...urgent.sort(byUrgency), ...others];
}

function byUrgency(one: RenderedCard, other: RenderedCard): number {
  return Number(other.card.indicator === 'critical') - Number(one.card.indicator === 'critical');
}

function draftsOf(review: OrderReview, context: CardContext): readonly CardDraft[] {
  const { assessment } = review;
  const drafts: CardDraft[] = [];
  const redFlag = redFlagCard(review, context);
  if (redFlag !== undefined) drafts.push(redFlag);
  if (assessment.determination === 'not-supported') drafts.push(notSupportedCard(review, context));
  if (assessment.determination === 'prerequisites-missing') {
    drafts.push(...prerequisiteCards(review, context));
  }
  if (assessment.preferredStudy !== null && assessment.determination !== 'not-supported') {
    const preferred = preferredCard(review, context);
    if (preferred !== undefined) drafts.push(preferred);
  }
  drafts.push(...referralCards(review));
  return withForm(drafts, review, context);
}

/** Where answers can settle what is missing: the form as a task on the last card about prerequisites, and as a link of its own. */
function withForm(
  drafts: readonly CardDraft[],
  review: OrderReview,
  context: CardContext,
): readonly CardDraft[] {
  const { form } = context;
  const items = form?.itemsFor(review) ?? [];
  if (form === undefined || items.length === 0) return drafts;
  const position = drafts.findLastIndex(
    (draft) => draft.kind.endsWith('-missing') || draft.kind === 'simultaneous-studies',
  );
  const asking = drafts.map((draft, index) =>
    index === position
      ? {
          ...draft,
          suggestions: [...draft.suggestions, formCompletion(form, review, items, context)],
        }
      : draft,
  );
  const appContext = JSON.stringify({ questionnaire: `${form.url}|${form.version}`, items });
  const link: CardDraft = {
    kind: 'documentation-form',
    indicator: 'info',
    summary: `${review.order.study.label}: ${items.length} item${items.length === 1 ? '' : 's'} of the documentation form would settle it`,
    detail: ['The form asks only for what this order still needs.'],
    suggestions: [],
    links: [
      {
        label: 'Open the documentation form',
        url: `${form.pageUrl}#items=${items.join(',')}`,
        type: 'absolute',
      },
      ...(context.launchesSmart === true
        ? [
            {
              label: 'Fill in the form in this chart',
              url: form.pageUrl,
              type: 'smart' as const,
              appContext,
            },
          ]
        : []),
    ],
    criteria: [],
  };
  return [...asking, link];
}

/** What the red flags need: the study that the assessment prefers where they decided, else the first that one indicates. */
function redFlagStudy(review: OrderReview): Study | undefined {
  const { assessment } = review;
  if (assessment.decidedBy.startsWith('red-flag.') && assessment.preferredStudy !== null) {
    return studyByCpt(assessment.preferredStudy);
  }
  const unmet = review.redFlags.find((flag) => !flag.fits && flag.indicated !== undefined);
  return (unmet ?? review.redFlags.find((flag) => flag.indicated !== undefined))?.indicated;
}

/** One card for all red flags of an order: information where the study fits one, critical where it delays or misses what they need. */
function redFlagCard(review: OrderReview, context: CardContext): CardDraft | undefined {
  const { redFlags, order } = review;
  if (redFlags.length === 0) return undefined;
  const aorta = redFlags.find((flag) => flag.id === 'red-flag.aorta');
  const { determination, preference } = review.assessment;
  const missed =
    determination === 'not-supported' ||
    (review.assessment.decidedBy.startsWith('red-flag.') &&
      (preference === 'mandated' || preference === 'recommended'));
  const fitting = !missed && redFlags.some((flag) => flag.fits);
  const indicated = fitting ? undefined : redFlagStudy(review);
  const critical = aorta !== undefined || !fitting;
  const [first] = redFlags;
  const titles = redFlags.map((flag) => flag.title).join('; ');
  const detail = redFlags.map((flag) => {
    const lines = [`**${escapeMarkdown(flag.title)}** is documented:`];
    for (const one of flag.evidence.slice(0, 6)) {
      const date = one.date === undefined ? '' : `${escapeMarkdown(one.date)}: `;
      lines.push(`- ${date}${escapeMarkdown(one.text)} (${escapeMarkdown(one.reference)})`);
    }
    const [statement] = flag.statements;
    return statement === undefined
      ? lines.join('\n')
      : `${lines.join('\n')}\n\n> ${quotation(statement, context)}`;
  });
  if (aorta !== undefined) {
    detail.unshift(
      'This study does not image the aorta. An aortic emergency needs vascular work-up at once; it lies outside this guideline.',
    );
  } else if (indicated !== undefined) {
    detail.unshift(
      `The guideline indicates ${indicated.label} (${indicated.cpt}) without waiting for treatment.`,
    );
  } else if (fitting) {
    detail.unshift('Imaging is indicated without waiting for conservative treatment.');
  }
  const summary =
    aorta !== undefined
      ? `Aortic emergency: ${order.study.label} does not image the aorta`
      : indicated !== undefined
        ? `${first?.title ?? ''}: ${indicated.label} (${indicated.cpt}) is indicated now`
        : fitting
          ? `${order.study.label}: red flag, indicated now (${titles})`
          : `${titles}: ${order.study.label} does not answer it`;
  const suggestions =
    aorta === undefined && indicated !== undefined ? [updateTo(indicated, review, context)] : [];
  return {
    kind: 'red-flag',
    indicator: critical ? 'critical' : 'info',
    summary,
    detail,
    suggestions,
    criteria: redFlags.map((flag) => flag.id),
  };
}

function notSupportedCard(review: OrderReview, context: CardContext): CardDraft {
  const { assessment, order, statements } = review;
  const alternative =
    assessment.preferredStudy === null ? undefined : studyByCpt(assessment.preferredStudy);
  const [statement] = statements;
  const detail = statement === undefined ? [] : [`> ${quotation(statement, context)}`];
  if (alternative !== undefined) {
    detail.push(`The guideline supports ${alternative.label} (${alternative.cpt}) instead.`);
  }
  return {
    kind: 'not-supported',
    indicator: 'warning',
    summary: `${order.study.label} (${order.study.cpt}) is not supported: ${review.decidedByTitle}`,
    detail,
    suggestions: [
      ...(alternative === undefined ? [] : [updateTo(alternative, review, context)]),
      defer(review, context, 'Remove the order'),
    ],
    criteria: assessment.criteria.map((criterion) => criterion.id),
  };
}

const strengths = {
  advisory: 'is preferred',
  recommended: 'is recommended instead',
  mandated: 'is mandated',
} as const;

function preferredCard(review: OrderReview, context: CardContext): CardDraft | undefined {
  const { assessment, order, statements } = review;
  const study =
    assessment.preferredStudy === null ? undefined : studyByCpt(assessment.preferredStudy);
  if (study === undefined) return undefined;
  const preference = assessment.preference ?? 'recommended';
  const statement = statements.find((id) => preferenceStatements.has(id)) ?? statements[0];
  const why =
    preference === 'advisory'
      ? `Both studies are listed; no reason for ${order.study.label} is documented.`
      : `${order.study.label} is not the study that the guideline lists here.`;
  return {
    kind: 'preferred-study',
    indicator: preference === 'advisory' ? 'info' : 'warning',
    summary: `${study.label} (${study.cpt}) ${strengths[preference]}, ordered: ${order.study.cpt}`,
    detail: [why, ...(statement === undefined ? [] : [`> ${quotation(statement, context)}`])],
    suggestions: [updateTo(study, review, context)],
    criteria: ['preferred-study'],
  };
}

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
function referralCards(review: OrderReview): readonly CardDraft[] {
  const referrals = review.assessment.refersTo;
  if (referrals.length === 0) return [];
  const names = referrals.map((id) => guidelines[id].name).join(' and ');
  return [
    {
      kind: 'referral',
      indicator: 'info',
      summary: `${review.order.study.label}: see also the ${names}`,
      detail: referrals.map((id) => guidelines[id].why),
      suggestions: [],
      criteria: [],
    },
  ];
}

function finish(
  draft: CardDraft,
  review: OrderReview,
  context: CardContext,
  isFirst: boolean,
  several: boolean,
): RenderedCard {
  const { assessment, order } = review;
  const about = several
    ? [
        `About ${escapeMarkdown(order.study.label)} (${order.study.cpt}), ${escapeMarkdown(order.reference)}.`,
      ]
    : [];
  const rest = isFirst
    ? [...criteriaBlock(assessment.criteria, context), ...appendix(review, context)]
    : [];
  const detail = [...about, ...draft.detail, ...rest].filter((part) => part !== '');
  const card: Card = {
    uuid: context.newId(),
    summary: summaryOf(draft.summary),
    indicator: draft.indicator,
    ...(detail.length === 0 ? {} : { detail: detail.join('\n\n') }),
    source: {
      label: context.source.label,
      url: context.source.url,
      topic: topicOf(draft.kind, context.topicVersion),
    },
    ...(draft.suggestions.length === 0
      ? {}
      : { suggestions: draft.suggestions, selectionBehavior: 'at-most-one' as const }),
    ...(draft.links === undefined ? {} : { links: draft.links }),
    overrideReasons: overrideReasons(draft.kind, context.canonicalBase),
    extension: { 'davinci-crd.associated-resource': [{ reference: order.reference }] },
  };
  return {
    card,
    kind: draft.kind,
    order: order.reference,
    criteria: draft.criteria,
    determination: assessment.determination,
  };
}

function criteriaBlock(
  criteria: readonly CriterionResult[],
  context: CardContext,
): readonly string[] {
  return criteria.length === 0 ? [] : [`**Criteria**\n\n${checklist(criteria, context)}`];
}

/** One line, at most 139 characters. */
function summaryOf(text: string): string {
  const plain = plainText(text);
  return plain.length <= longestSummary
    ? plain
    : `${plain.slice(0, longestSummary - 1).trimEnd()}…`;
}
