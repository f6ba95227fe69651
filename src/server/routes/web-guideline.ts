import { type Requirement, requirementOf, studyInWords } from '../../explain/requirement.ts';
import { traceMatrix } from '../../explain/trace.ts';
import { encodings } from '../../guideline/catalogue.ts';
import type { Policy } from '../../guideline/policy.ts';
import { interpretations } from '../../spine-imaging/interpretations.ts';
import { readingSources } from '../../spine-imaging/readings.ts';
import type { Vignette } from '../../vignettes/vignette.ts';
import type {
  GuidelineTexts,
  ListedDecision,
  ListedGuideline,
  ListedReading,
  ListedSection,
  ListedSetting,
  ListedStatement,
  ListedStory,
} from './web-types.ts';

/** The sentences of the guideline and the names of its ids, for pages that show a decision. */
export function guidelineTexts(policy: Policy): GuidelineTexts {
  return {
    sections: policy.sections.map(({ id, title, statements }) => ({
      id,
      title,
      statements: statements.map(({ id: statement, text }) => ({ id: statement, text })),
    })),
    encodings: encodingsOf(policy),
  };
}

function encodingsOf(policy: Policy): ListedGuideline['encodings'] {
  return Object.fromEntries(
    [...encodings(policy).values()].map(({ id, kind, title }) => [id, { kind, title }]),
  );
}

/** The guideline for the page: its sections with what each decides, the readings, and the vignettes as stories. */
export function listGuideline(policy: Policy, vignettes: readonly Vignette[]): ListedGuideline {
  const rows = new Map(traceMatrix(policy, vignettes).map((row) => [row.statement, row]));
  const sections = policy.sections.map(({ id, title, statements }): ListedSection => {
    const listed = statements.flatMap(({ id: statement, text }): ListedStatement[] => {
      const row = rows.get(statement);
      if (row === undefined) return [];
      const { disposition, encodedBy, note, vignettes: names } = row;
      return [
        {
          id: statement,
          text,
          disposition,
          encodedBy,
          ...(note === undefined ? {} : { note }),
          vignettes: names,
        },
      ];
    });
    return { id, title, statements: listed };
  });
  const { name, version, inForce } = policy;
  return {
    version: { name, version, from: inForce.from },
    sections,
    encodings: encodingsOf(policy),
    decisions: Object.fromEntries(decisionsOf(policy)),
    readings: interpretations.map(
      ({ id, statements, open, reading, settings }): ListedReading => ({
        ...{ id, statements, open, reading, settings },
      }),
    ),
    settings: settingsOf(policy),
    stories: Object.fromEntries(vignettes.map((one) => [one.name, storyOf(one)])),
  };
}

/** What indications and red flags require and list, and what a rule on a study asks, by their ids. */
function* decisionsOf(policy: Policy): Generator<[string, ListedDecision]> {
  const { readings } = policy;
  for (const { id, requires, studies } of policy.indications) {
    yield [
      id,
      {
        requires: requirementOf(requires, readings),
        studies: studies.map((entry) => studyInWords(entry, readings)),
      },
    ];
  }
  for (const { id, criterion, studies } of policy.redFlags) {
    yield [
      id,
      {
        requires: requirementOf(criterion, readings),
        studies: studies.map((entry) => studyInWords(entry, readings)),
      },
    ];
  }
  for (const { id, concerns, exception } of policy.exclusions) {
    const concern = requirementOf(concerns, readings);
    const requires: Requirement =
      exception === undefined
        ? concern
        : { kind: 'unless', of: concern, exception: requirementOf(exception, readings) };
    yield [id, { requires, studies: [] }];
  }
}

function settingsOf({ readings }: Policy): readonly ListedSetting[] {
  const values = new Map<string, number | boolean>(Object.entries(readings));
  return Object.entries(readingSources).map(([name, { statement, why }]) => ({
    ...{ name, statement, why, value: values.get(name) ?? '' },
  }));
}

function storyOf({ story, expected }: Vignette): ListedStory {
  return { story, outcomes: expected.assessments.map(({ determination }) => determination) };
}
