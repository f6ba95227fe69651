import type { CriterionResult, OrderReview, TrialProgress } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { systems } from '../terminology/systems.ts';
import type { BodyRegion } from '../terminology/types.ts';
import type { CardContext, CardKind } from './card-context.ts';
import { quotation } from './detail.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { CardDraft } from './render-cards.ts';
import { createOrder, defer, filmOf, isFilmDrafted, studyConcept } from './suggestions.ts';

const films: ReadonlySet<string> = new Set(['plain-radiograph', 'post-surgical-radiograph']);
/** Questions about what a film shows: a missing film, until one is there to read. */
const readings: ReadonlySet<string> = new Set([
  'radiograph-negative-for-fracture',
  'radiograph-nondiagnostic',
  'fracture-acuity-indeterminate',
]);
const visits: ReadonlySet<string> = new Set(['in-person-evaluation', 'clinical-re-evaluation']);

const regionNames: Readonly<Record<BodyRegion, string>> = {
  cervical: 'cervical spine',
  thoracic: 'thoracic spine',
  lumbar: 'lumbar spine',
  'sacrum-coccyx': 'sacrum and coccyx',
  sacroiliac: 'sacro-iliac joints',
};

/** The cards for missing prerequisites, one a kind: radiograph, treatment, evaluation, similar studies, the rest. */
export function prerequisiteCards(review: OrderReview, context: CardContext): readonly CardDraft[] {
  const missing = missingOf(review.assessment.criteria);
  const prompts = missing.filter((one) => isPrompt(one, review));
  const groups = new Map<CardKind, CriterionResult[]>();
  for (const criterion of missing) {
    if (prompts.includes(criterion)) continue;
    const kind = kindOf(criterion);
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [criterion]);
    else group.push(criterion);
  }
  const drafts: CardDraft[] = [];
  for (const kind of order) {
    const group = groups.get(kind);
    if (group !== undefined) drafts.push(draft(kind, group, review, context));
  }
  const [first, ...rest] = drafts;
  if (first === undefined || prompts.length === 0) return drafts;
  return [{ ...first, detail: [promptText(prompts), ...first.detail] }, ...rest];
}

const order: readonly CardKind[] = [
  'radiograph-missing',
  'treatment-missing',
  'evaluation-missing',
  'simultaneous-studies',
  'documentation-missing',
];

function missingOf(criteria: readonly CriterionResult[]): readonly CriterionResult[] {
  const ids = new Set(criteria.map((criterion) => criterion.id));
  return criteria.filter(
    (one) => one.finding !== 'met' && (one.partOf === undefined || !ids.has(one.partOf)),
  );
}

/** A half-documented red flag that the order's own indication does not already ask for. */
function isPrompt(criterion: CriterionResult, review: OrderReview): boolean {
  if (!criterion.id.startsWith('red-flag.')) return false;
  const own = review.assessment.indication;
  return !(
    criterion.id === 'red-flag.cancer' &&
    (own === 'suspected-spinal-malignancy' || own === 'oncology-referral')
  );
}

function kindOf(criterion: CriterionResult): CardKind {
  if (films.has(criterion.id)) return 'radiograph-missing';
  if (readings.has(criterion.id) && criterion.evidence.length === 0) return 'radiograph-missing';
  if (criterion.id === 'trial-of-treatment') return 'treatment-missing';
  if (visits.has(criterion.id)) return 'evaluation-missing';
  if (criterion.id === 'simultaneous-studies-need') return 'simultaneous-studies';
  return 'documentation-missing';
}

function promptText(prompts: readonly CriterionResult[]): string {
  const lines = prompts.map((one) => `- ${escapeMarkdown(one.summary)}`);
  return `**Possible red flag. If present, this order needs no prerequisites.** Document it:\n${lines.join('\n')}`;
}

function draft(
  kind: CardKind,
  group: readonly CriterionResult[],
  review: OrderReview,
  context: CardContext,
): CardDraft {
  const criteria = group.map((criterion) => criterion.id);
  const common = { kind, indicator: 'warning' as const, criteria };
  const said = group.map((criterion) => `- ${escapeMarkdown(criterion.summary)}`).join('\n');
  const { study } = review.order;
  switch (kind) {
    case 'radiograph-missing':
      return { ...common, ...radiograph(said, review, context) };
    case 'treatment-missing':
      return { ...common, ...treatment(review, context) };
    case 'evaluation-missing':
      return {
        ...common,
        summary: `${study.label}: ${visitWords(criteria)} not documented in this episode`,
        detail: [said, ...quoted(group, context)],
        suggestions: [
          visit(criteria, review, context),
          defer(review, context, `Defer ${study.label}`),
        ],
      };
    case 'simultaneous-studies':
      return {
        ...common,
        summary: `${study.label}: a similar study of this region is ordered too; document why both are needed`,
        detail: [said, ...quoted(group, context)],
        suggestions: [defer(review, context, `Remove ${study.label}`)],
      };
    default:
      return {
        ...common,
        summary: `${study.label}: ${documentationWords(group)}`,
        detail: [oneOfSeveral(group), said, ...quoted(group, context)].filter(
          (part) => part !== '',
        ),
        suggestions: [defer(review, context, `Defer ${study.label} until it is documented`)],
      };
  }
}

function documentationWords(group: readonly CriterionResult[]): string {
  const [first] = group;
  if (group.length === 1 && first !== undefined) return first.summary;
  return `${group.length} points are not documented`;
}

function oneOfSeveral(group: readonly CriterionResult[]): string {
  return group.length > 1 && group.every((criterion) => criterion.partOf !== undefined)
    ? 'One of these is enough:'
    : '';
}

function quoted(group: readonly CriterionResult[], context: CardContext): readonly string[] {
  const ids = new Set(group.flatMap((criterion) => criterion.statements.slice(0, 1)));
  return [...ids].map((id) => `> ${quotation(id, context)}`);
}

type Body = Pick<CardDraft, 'summary' | 'detail' | 'suggestions'>;

function radiograph(said: string, review: OrderReview, context: CardContext): Body {
  const { study } = review.order;
  const region = review.radiographRegion ?? 'lumbar';
  const film = filmOf(region);
  const drafted = isFilmDrafted(region, context);
  const suggestions: Suggestion[] = [];
  if (film !== undefined && !drafted) {
    suggestions.push(
      createOrder(studyConcept(film), review, context, {
        label: `Order ${film.label} (${film.cpt})`,
        description: `Create a draft order for ${film.label}`,
        isRecommended: true,
      }),
    );
  }
  suggestions.push(defer(review, context, `Defer ${study.label} until the X-ray is read`));
  return {
    summary: `${study.label}: X-ray of the ${regionNames[region]} since onset not documented`,
    detail: drafted
      ? [said, `An X-ray of the ${regionNames[region]} is among the draft orders.`]
      : [said],
    suggestions,
  };
}

/** SNOMED CT, physical therapy procedure (evidence contract, "provider-directed treatment"). */
const physicalTherapy = {
  coding: [{ system: systems.snomed, code: '91251008', display: 'Physical therapy' }],
  text: 'Physical therapy, provider-directed, six weeks',
};

function treatment(review: OrderReview, context: CardContext): Body {
  const { trial, order } = review;
  const started = trial?.start !== undefined && trial.ongoing;
  const verb = started ? 'Continue' : 'Start';
  return {
    summary: `${order.study.label}: ${progressWords(trial)}`,
    detail: progressDetail(trial),
    suggestions: [
      createOrder(physicalTherapy, review, context, {
        label: `${verb} provider-directed treatment (physical therapy)`,
        description: 'Create a draft referral to physical therapy',
        isRecommended: true,
      }),
      defer(review, context, deferLabel(review, trial)),
    ],
  };
}

function deferLabel(review: OrderReview, trial: TrialProgress | undefined): string {
  const { label } = review.order.study;
  return trial?.completeOn === undefined
    ? `Defer ${label}`
    : `Defer ${label} until ${trial.completeOn}`;
}

function progressWords(trial: TrialProgress | undefined): string {
  if (trial?.start === undefined)
    return 'six-week trial of provider-directed treatment not documented';
  if (trial.documentedDays < trial.requiredDays) {
    const until = trial.completeOn === undefined ? '' : `, complete on ${trial.completeOn}`;
    return `${trial.documentedDays} of ${trial.requiredDays} days of treatment documented${until}`;
  }
  return 'six-week trial of treatment documented, but not its failure within 12 weeks';
}

function progressDetail(trial: TrialProgress | undefined): readonly string[] {
  if (trial === undefined) return [];
  const weeks = trial.requiredDays / 7;
  const documented =
    trial.start === undefined
      ? `Documented: no provider-directed treatment in this episode.`
      : `Documented: ${trial.documentedDays} of ${trial.requiredDays} days (${trial.start} to ${trial.end ?? 'today'}${trial.ongoing ? ', under way' : ''}).`;
  const missingDays = Math.max(0, trial.requiredDays - trial.documentedDays);
  const missing =
    missingDays > 0
      ? `Missing: ${missingDays} days of the ${weeks}-week trial, and its outcome.`
      : 'Missing: that the trial ended within the last 12 weeks without significant improvement.';
  const complete =
    trial.completeOn === undefined
      ? []
      : [`It can be complete on ${trial.completeOn} at the earliest.`];
  return [[documented, missing, ...complete].join('\n')];
}

function visitWords(criteria: readonly string[]): string {
  const initial = criteria.includes('in-person-evaluation');
  const again = criteria.includes('clinical-re-evaluation');
  if (initial && again) return 'evaluation in person and re-evaluation after treatment';
  return initial ? 'evaluation in person' : 're-evaluation after treatment';
}

/** SNOMED CT, "Follow-up visit" and "Evaluation procedure" in our own words. */
function visit(criteria: readonly string[], review: OrderReview, context: CardContext): Suggestion {
  const initial = criteria.includes('in-person-evaluation');
  const text = initial
    ? 'Evaluation in person for the current episode'
    : 'Clinical re-evaluation after the trial of treatment';
  return createOrder({ text }, review, context, {
    label: initial ? 'Arrange an evaluation in person' : 'Arrange a clinical re-evaluation',
    description: `Create a draft order: ${text.toLowerCase()}`,
  });
}
