import fc from 'fast-check';
import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { Action, Card } from '../../src/cds/types.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { fields, list, text } from '../fuzz/json.ts';
import { disagreements } from '../fuzz/oracle/disagreement.ts';
import { verdictOf } from '../fuzz/oracle/verdict.ts';
import { ask, callWith } from '../fuzz/stories/call.ts';
import { condition, storyTime } from '../fuzz/stories/resources.ts';
import { anyStory } from '../fuzz/stories/stories.ts';
import type { Level, Story } from '../fuzz/stories/story.ts';
import { tell, tellOrder } from '../fuzz/stories/telling.ts';
import { answer } from '../support/answer.ts';
import { sampleSize } from '../support/sample-size.ts';
import { isBorneOut, outcomesOf } from '../support/suggestions.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import { isKnownSuggestion, knownFaults } from './known-faults.ts';

const seed = 20_261_118;
const told = fc
  .tuple(anyStory, fc.nat(255))
  .map(([story, how]) => ({ story, chart: tell(story, how) }))
  .filter((looked) => !knownFaults.some((fault) => fault.concerns(looked)));

function codesOf(action: Action): readonly string[] {
  if (action.type === 'delete') return [];
  return list(fields(fields(action.resource).code).coding).map(({ code }) => text(code));
}

const actionsOf = (cards: readonly Card[]): readonly Action[] =>
  cards.flatMap(({ suggestions }) => suggestions ?? []).flatMap(({ actions }) => actions ?? []);

/** Offers treatment, or takes the order away. */
function defers(action: Action): boolean {
  if (action.type === 'delete') return true;
  if (action.type !== 'create') return false;
  const isTherapy = codesOf(action).some((code) => /^97\d{3}$|^91251008$|^390906007$/.test(code));
  return isTherapy || /therapy|treatment/i.test(action.description);
}

const namesTheFlag =
  /red flag|aort|cauda|infect|fever|discitis|cancer|malignan|metasta|tumou?r|oncolog|weak|strength|deficit|foot drop|fracture|severe|urgent/i;

describe('while a red flag is there, or half documented', () => {
  const open = told.filter(({ story }) =>
    [...verdictOf(story).flags.values()].some((findings) => !findings.has('none')),
  );

  test('no card offers treatment or takes the order away, and the flag is said first', () => {
    const property = fc.property(open, ({ story, chart }) => {
      const { cards, assessments } = ask([tellOrder(story.study)], chart);
      expect(actionsOf(cards).filter(defers)).toEqual([]);
      const [first] = cards;
      if (assessments[0]?.determination !== 'prerequisites-missing') return;
      expect(first?.summary ?? 'no card').toMatch(namesTheFlag);
    });
    fc.assert(property, { numRuns: sampleSize(100), seed });
  });
});

describe('a suggestion', () => {
  test('is borne out by our own assessment of the changed order, on invented charts', () => {
    const property = fc.property(told, ({ story, chart }) => {
      const resources: readonly Resource[] = JSON.parse(JSON.stringify(chart));
      const outcomes = outcomesOf(callWith([tellOrder(story.study)]), resources, storyTime);
      expect(outcomes.filter((one) => !isBorneOut(one) && !isKnownSuggestion(one))).toEqual([]);
    });
    fc.assert(property, { numRuns: sampleSize(75), seed });
  });

  test('is borne out by our own assessment of the changed order, in every vignette', () => {
    const contradicted = allVignettes().flatMap(({ name, request, asOf }) =>
      outcomesOf(request, resourcesOf(request), new Date(asOf))
        .filter((one) => !isBorneOut(one) && !isKnownSuggestion(one))
        .map((one) => ({ name, ...one })),
    );
    expect(contradicted).toEqual([]);
  });

  test('never holds an MRI where a device forbids it', () => {
    const forbidden = told.filter(
      ({ story: { device } }) => device === 'unsafe' || device === 'both',
    );
    const property = fc.property(forbidden, ({ story, chart }) => {
      const { cards } = ask([tellOrder(story.study)], chart);
      const offered = actionsOf(cards)
        // The order itself may come back, with a note for its reader.
        .flatMap(codesOf)
        .filter((code) => /^721(4[1-9]|5[678])$/.test(code));
      expect(offered).toEqual([]);
    });
    fc.assert(property, { numRuns: sampleSize(75), seed });
  });
});

describe('two charts in one', () => {
  const plain = told.filter(
    ({ story: { facts, complaint, device, care }, chart }) =>
      facts.length === 0 &&
      device === 'none' &&
      complaint.since === 100 &&
      complaint.kind !== 'myelopathy' &&
      ['none', 'current'].includes(care.film) &&
      // What is done for the one complaint in so many words is not done for the other.
      care.treatment?.reason === undefined &&
      chart.every(({ reasonReference }) => reasonReference === undefined),
  );

  test('a second complaint of another level is judged by its own level, and leaves the first alone', () => {
    const seconds: Readonly<Record<Level, Story['complaint']>> = {
      cervical: { kind: 'pain', level: 'lumbar', since: 100 },
      thoracic: { kind: 'radiculopathy', level: 'lumbar', since: 100 },
      lumbar: { kind: 'pain', level: 'thoracic', since: 100 },
    };
    const codes: Readonly<Record<string, string>> = {
      'pain lumbar': 'M54.50',
      'radiculopathy lumbar': 'M54.16',
      'pain thoracic': 'M54.6',
    };
    const property = fc.property(plain, ({ story, chart }) => {
      const first: Story = { ...story, study: { ...story.study, level: story.complaint.level } };
      const complaint = seconds[story.complaint.level];
      const second: Story = {
        ...story,
        complaint,
        study: { kind: 'MRI', level: complaint.level, contrast: 'without' },
        care: { ...story.care, film: story.care.film === 'none' ? 'none' : 'another-level' },
      };
      const code = codes[`${complaint.kind} ${complaint.level}`] ?? '';
      const both = [...chart, condition('second', code, complaint.since)];
      const orders = [tellOrder(first.study), tellOrder(second.study, 'order-2', 'second')];
      const { assessments } = ask(orders, both);
      expect(disagreements(first, assessments[0])).toEqual([]);
      expect(disagreements(second, assessments[1])).toEqual([]);
    });
    fc.assert(property, { numRuns: sampleSize(75), seed });
  });

  test('a red flag of one vignette stays what it is beside the diagnoses of another', () => {
    const vignettes = allVignettes();
    const urgent = vignettes.filter(
      ({ expected: { assessments } }) =>
        assessments.every(
          ({ determination, decidedBy }) =>
            determination === 'supported' && decidedBy.startsWith('red-flag.'),
        ) && assessments.length === 1,
    );
    const pairs = fc.tuple(fc.constantFrom(...urgent), fc.constantFrom(...vignettes));
    const property = fc.property(pairs, ([vignette, other]) => {
      const resources = resourcesOf(vignette.request);
      const added = resourcesOf(other.request).filter(
        (one) => ['Condition', 'Encounter'].includes(one.resourceType) && !isOfInfection(one),
      );
      const beside: readonly Resource[] = JSON.parse(JSON.stringify(added)).map(
        (one: Resource) => ({
          ...one,
          id: `beside-${one.id ?? ''}`,
        }),
      );
      const { assessments } = answer(
        vignette.request,
        [...resources, ...beside],
        new Date(vignette.asOf),
      );
      expect([vignette.name, other.name, assessments[0]?.determination]).toEqual([
        vignette.name,
        other.name,
        'supported',
      ]);
    });
    fc.assert(property, { numRuns: sampleSize(150), seed });
  });
});

/** Of an infection the contrast is binding (redflag-4), and a refuted diagnosis is a denial. */
function isOfInfection(resource: Resource): boolean {
  return /M46\.[234]|G06|A18|"(refuted|entered-in-error)"/.test(JSON.stringify(resource));
}
