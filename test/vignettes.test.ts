import { describe, expect, test } from 'vitest';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookAnswer } from '../src/cds/service.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { answerTo, serviceFor } from './support/vignette-answers.ts';

const vignettes = allVignettes();

/** Where a service needs nothing of the chart, it is not asked. */
function answer(vignette: Vignette): HookAnswer {
  const { request } = vignette;
  return serviceFor(request).neededKeys(request).length === 0
    ? { response: { cards: [] }, record: { cards: [], orders: [] } }
    : answerTo(vignette);
}

function assessmentsOf(given: HookAnswer): readonly Assessment[] {
  const found = given.response.extension?.['io.github.spine-imaging-cds.assessments'];
  return Array.isArray(found) ? found : [];
}

/** Top-level criteria that are not met: without the parts of a composite that stands in the list itself. */
function missingOf(assessment: Assessment): Record<string, string> {
  const ids = new Set(assessment.criteria.map((criterion) => criterion.id));
  return Object.fromEntries(
    assessment.criteria
      .filter((one) => one.finding !== 'met' && (one.partOf === undefined || !ids.has(one.partOf)))
      .map((one) => [one.id, one.finding]),
  );
}

test('there are vignettes', () => {
  expect(vignettes.length).toBeGreaterThan(40);
});

describe.each(vignettes.map((vignette) => [vignette.name, vignette] as const))(
  '%s',
  (_name, vignette) => {
    test(vignette.story, () => {
      const given = answer(vignette);
      const assessments = assessmentsOf(given);
      expect(
        assessments.map((one, position) => {
          const expected = vignette.expected.assessments[position];
          const findings = Object.fromEntries(
            one.criteria.map((criterion) => [criterion.id, criterion.finding]),
          );
          return {
            order: one.order,
            indication: one.indication,
            determination: one.determination,
            decidedBy: one.decidedBy,
            preferredStudy: one.preferredStudy,
            preference: one.preference,
            ...(expected?.refersTo === undefined ? {} : { refersTo: one.refersTo }),
            ...(expected?.missing === undefined ? {} : { missing: missingOf(one) }),
            ...(expected?.criteria === undefined
              ? {}
              : {
                  criteria: Object.fromEntries(
                    Object.keys(expected.criteria).map((id) => [id, findings[id] ?? 'absent']),
                  ),
                }),
          };
        }),
      ).toEqual(vignette.expected.assessments);
      // The link to the form stands beside the cards that a vignette is about.
      const told = given.record.cards.filter((record) => record.kind !== 'documentation-form');
      const indicators = told.map((record) => ({
        kind: record.kind,
        indicator: given.response.cards.find((card) => card.uuid === record.uuid)?.indicator,
      }));
      expect(indicators).toEqual(vignette.expected.cards);
    });
  },
);
