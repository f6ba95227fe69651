import { type Fields, fields, list, text } from '../fuzz/json.ts';
import type { situations } from '../fuzz/situations/index.ts';
import {
  concept,
  condition,
  daysAgo,
  encounter,
  surgeryAt,
  verificationStatus,
} from '../fuzz/stories/resources.ts';
import type { Level, Story } from '../fuzz/stories/story.ts';

type Chart = readonly Fields[];

/**
 * A way to read charts wrongly, of one of the kinds of fault that were found: the chart as such a reader would
 * understand it. Given to the service in place of the true chart it seeds the fault, whatever the code looks like.
 */
export interface Misreading {
  readonly kind: string;
  /** What has to notice. */
  readonly caughtBy: 'oracle' | 'bystander' | 'cards';
  readonly misread: (chart: Chart, story: Story) => Chart;
}

/** The same of a chart that one section or rule is about, and of the orders on it. */
export interface MisreadSituation {
  readonly kind: string;
  readonly situation: keyof typeof situations;
  readonly misread: (chart: Chart) => Chart;
  readonly misreadOrder?: (order: Fields, chart: Chart) => Fields;
}

const each =
  (change: (one: Fields, story: Story) => Fields | undefined) =>
  (chart: Chart, story: Story): Chart =>
    chart.flatMap((one): Chart => {
      const changed = change(one, story);
      return changed === undefined ? [] : [changed];
    });

const codesOf = ({ code }: Fields): readonly string[] =>
  list(fields(code).coding).map((coding) => text(coding.code));
const hasCode = (one: Fields, pattern: RegExp): boolean =>
  codesOf(one).some((code) => pattern.test(code));
const statusOf = ({ clinicalStatus }: Fields): string =>
  text(list(fields(clinicalStatus).coding)[0]?.code);
const without = (one: Fields, ...keys: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(one).filter(([key]) => !keys.includes(key)));
const isForm = ({ resourceType }: Fields): boolean => resourceType === 'QuestionnaireResponse';
/** A form without the answers that a reader does not hear. */
const unheard = (form: Fields, isHeard: (item: Fields) => boolean): Fields => ({
  ...form,
  item: list(form.item).filter(isHeard),
});
const isNo = (item: Fields): boolean => list(item.answer)[0]?.valueBoolean === false;

const fractureAt: Readonly<Record<Level, string>> = {
  cervical: 'S12.400A',
  thoracic: 'S22.000A',
  lumbar: 'S32.010A',
};

/** Without the yes or no to an item. */
const deafTo =
  (linkId: string) =>
  (chart: Chart): Chart =>
    chart.map((one) => (isForm(one) ? unheard(one, (item) => item.linkId !== linkId) : one));
/** Without the resource of an id. */
const blindTo =
  (id: string) =>
  (chart: Chart): Chart =>
    chart.filter((one) => one.id !== id);
const changed =
  (id: string, changes: (one: Fields) => Fields) =>
  (chart: Chart): Chart =>
    chart.map((one) => (one.id === id ? { ...one, ...changes(one) } : one));
const nothingMisread = (chart: Chart): Chart => chart;

export const misreadSituations: readonly MisreadSituation[] = [
  {
    kind: 'occult-fracture-after-a-negative-film',
    situation: 'compressionFracture',
    misread: (chart) =>
      deafTo('suspected-occult-fracture')(
        changed('fracture', () => verificationStatus('confirmed'))(chart),
      ),
  },
  {
    kind: 'non-diagnostic-for-fracture',
    situation: 'compressionFracture',
    misread: changed('film', ({ conclusion }) => ({
      conclusion: text(conclusion).startsWith('Equivocal') ? 'Fracture of L2.' : conclusion,
    })),
  },
  {
    kind: 'repeat-rule-stops-pars-healing',
    situation: 'parsHealing',
    misread: deafTo('pars-healing-monitoring'),
  },
  {
    kind: 'most-specific-code-wins',
    situation: 'sacroiliac',
    misread: changed('joint', ({ code }) => ({
      code: { coding: list(fields(code).coding).slice(0, 1) },
    })),
  },
  {
    kind: 'several-studies-wrong-one-held-up',
    situation: 'traumaTwice',
    misread: blindTo('crash'),
  },
  {
    kind: 'stopped-prescription',
    situation: 'stoppedPrescription',
    misread: changed('medicine', () => ({ status: 'completed' })),
  },
  {
    kind: 'surveillance-after-fusion',
    situation: 'afterFusion',
    misread: deafTo('surveillance-only'),
  },
  {
    kind: 'syrinx-before-it-is-due',
    situation: 'syrinx',
    misread: (chart) =>
      chart.map((one) =>
        one.resourceType === 'DiagnosticReport'
          ? { ...one, effectiveDateTime: daysAgo(1500) }
          : one,
      ),
  },
  {
    kind: 'partial-date',
    situation: 'syrinx',
    misread: (chart) =>
      chart.map((one) =>
        text(one.effectiveDateTime).length === 4
          ? { ...one, effectiveDateTime: `${text(one.effectiveDateTime)}-01-01` }
          : one,
      ),
  },
  {
    kind: 'repeat-rule-stops-a-due-follow-up',
    situation: 'syrinx',
    misread: changed('syrinx', () => ({ code: concept('G95.9') })),
  },
  {
    kind: 'reported-with-another-contrast',
    situation: 'requestedBefore',
    misread: blindTo('result'),
  },
  {
    kind: 'myelography-alternative-unsupported',
    situation: 'injection',
    misread: (chart) => [...chart, condition('invented', 'Z95.0', 2000)],
  },
  {
    kind: 'long-tract-signs-with-leg-weakness',
    situation: 'longTracts',
    misread: blindTo('sign'),
  },
  {
    kind: 'whole-spine-and-pelvis-is-no-whole-body',
    situation: 'manyRegions',
    misread: changed('reason', () => ({ code: concept('M54.50') })),
  },
  {
    kind: 'words-of-the-complaint-read-as-technique',
    situation: 'positional',
    misread: nothingMisread,
    misreadOrder: (order, chart) => {
      const complaint = chart.find(({ id }) => id === 'complaint');
      return { ...order, orderDetail: [{ text: text(fields(complaint?.code).text) }] };
    },
  },
  {
    kind: 'pet-ct-invented-level',
    situation: 'petForTumour',
    // As if the tumour named the lumbar spine.
    misread: changed('tumour', () => ({ bodySite: [{ text: 'Lumbar spine' }] })),
  },
  {
    kind: 'critical-card-ignores-what-was-done',
    situation: 'justDone',
    misread: blindTo('mri'),
  },
  {
    kind: 'red-flag-as-the-reason',
    situation: 'footDropAsReason',
    misread: changed('drop', () => ({
      onsetDateTime: daysAgo(900),
      effectiveDateTime: daysAgo(900),
    })),
    misreadOrder: ({ reasonReference, ...order }) => order,
  },
  {
    kind: 'red-flag-recorded-before-the-pain',
    situation: 'shortlyBefore',
    misread: blindTo('flag'),
  },
  {
    kind: 'radiograph-recommended-in-pregnancy',
    situation: 'pregnant',
    misread: blindTo('pregnancy'),
  },
];

export const misreadings: readonly Misreading[] = [
  {
    kind: 'alternatives-wrongly-grouped',
    caughtBy: 'oracle',
    // A trial by itself, without the re-evaluation after it.
    misread: (chart) => [...chart, encounter('taken-for-granted', 'VR', 1)],
  },
  {
    kind: 'lumbar-section-for-the-neck',
    caughtBy: 'oracle',
    misread: each((one) => (hasCode(one, /^M43\.12$/) ? { ...one, code: concept('M43.16') } : one)),
  },
  {
    kind: 'vocabulary-of-spine-pain',
    caughtBy: 'oracle',
    misread: each((one) =>
      hasCode(one, /^M47\.81|^S(13|23|39)/) ? { ...one, code: concept('R69') } : one,
    ),
  },
  {
    kind: 'mri-offered-despite-contraindication',
    caughtBy: 'cards',
    misread: each((one) => (one.id === 'pacemaker' ? undefined : one)),
  },
  {
    kind: 'infection-with-deficit-contrast',
    caughtBy: 'oracle',
    misread: (chart) =>
      chart.some((one) => /^(strength|foot-drop|cauda)/.test(text(one.id)))
        ? chart.filter(({ id }) => id !== 'infection')
        : chart,
  },
  {
    kind: 'red-flag-level',
    caughtBy: 'oracle',
    misread: each((one, { study }) =>
      hasCode(one, /^50448004$/) && statusOf(one) === 'active'
        ? { ...one, code: concept(fractureAt[study.level]) }
        : one,
    ),
  },
  {
    kind: 'old-entry-vetoes-new-red-flag',
    caughtBy: 'oracle',
    misread: (chart) => {
      const old = chart.filter((one) =>
        ['resolved', 'inactive', 'remission'].includes(statusOf(one)),
      );
      const ids = old.map(({ id }) => `red-flag.${text(id)}`);
      return chart.map((one) =>
        isForm(one) ? unheard(one, ({ linkId }) => !ids.includes(text(linkId))) : one,
      );
    },
  },
  {
    kind: 'half-documented-red-flag-card',
    caughtBy: 'cards',
    misread: each((one) => (one.id === 'fever' ? undefined : one)),
  },
  {
    kind: 'aorta-before-the-episode',
    caughtBy: 'cards',
    misread: each((one) =>
      one.id === 'aorta' && text(one.onsetDateTime) < daysAgo(100) ? undefined : one,
    ),
  },
  {
    kind: 'medicines-that-count',
    caughtBy: 'oracle',
    misread: each((one) => (one.resourceType === 'MedicationRequest' ? undefined : one)),
  },
  {
    kind: 'known-malignancy',
    caughtBy: 'oracle',
    misread: each((one) => (one.id === 'malignancy' ? undefined : one)),
  },
  {
    kind: 'fever-with-spinal-pain',
    caughtBy: 'oracle',
    misread: each((one) => (one.id === 'fever' ? undefined : one)),
  },
  {
    kind: 'not-done-or-not-authorised',
    caughtBy: 'bystander',
    misread: each((one) =>
      one.doNotPerform === true || one.intent === 'proposal'
        ? { ...without(one, 'doNotPerform'), intent: 'order' }
        : one,
    ),
  },
  {
    kind: 'goal-of-something-else',
    caughtBy: 'bystander',
    misread: each((one) =>
      one.resourceType === 'Goal' ? { ...one, description: { text: 'Less pain' } } : one,
    ),
  },
  {
    kind: 'limb-by-limb',
    caughtBy: 'oracle',
    misread: each((one) =>
      text(one.id).startsWith('strength') ? { ...one, bodySite: { text: 'Left leg' } } : one,
    ),
  },
  {
    kind: 'observation-that-denies',
    caughtBy: 'oracle',
    misread: each((one) =>
      text(one.id) === 'foot-drop-seen'
        ? {
            ...without(one, 'valueBoolean', 'valueString', 'valueCodeableConcept'),
            valueBoolean: true,
          }
        : one,
    ),
  },
  {
    kind: 'later-denial',
    caughtBy: 'oracle',
    misread: each((one) => (isForm(one) ? unheard(one, (item) => !isNo(item)) : one)),
  },
  {
    kind: 'strength-in-a-component',
    caughtBy: 'oracle',
    misread: each((one) => without(one, 'component')),
  },
  {
    kind: 'episode-of-the-reason',
    caughtBy: 'oracle',
    misread: (chart, { complaint }) => [
      ...chart.filter(({ id }) => id !== 'complaint'),
      ...chart
        .filter(({ id }) => id === 'complaint')
        .map((one) => ({ ...one, onsetDateTime: daysAgo(complaint.since + 400) })),
    ],
  },
  {
    kind: 'answers-of-an-earlier-episode',
    caughtBy: 'bystander',
    misread: each((one) => (isForm(one) ? { ...one, authored: `${daysAgo(1)}T10:00:00Z` } : one)),
  },
  {
    kind: 'fact-of-another-level',
    caughtBy: 'bystander',
    misread: each((one, { study }) =>
      text(one.id).startsWith('b-') && hasCode(one, /^6304[567]$/)
        ? { ...one, code: concept(surgeryAt[study.level]) }
        : one,
    ),
  },
  {
    kind: 'lies-in-the-past',
    caughtBy: 'bystander',
    misread: each((one) => (one.id === 'b-crash' ? condition('b-crash', '214031005', 1) : one)),
  },
  {
    kind: 'elective-plan-is-not-urgent',
    caughtBy: 'oracle',
    misread: each((one) =>
      one.id === 'plan'
        ? { ...without(one, 'occurrenceDateTime'), priority: 'urgent', authoredOn: daysAgo(1) }
        : one,
    ),
  },
  {
    kind: 'clearance-of-another-device',
    caughtBy: 'oracle',
    misread: (chart) =>
      chart.some(({ id }) => id === 'hip') ? chart.filter(({ id }) => id !== 'pacemaker') : chart,
  },
];
