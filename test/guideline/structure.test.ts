import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requirementText } from '../../src/explain/requirement.ts';
import { criterionTrees, encodings } from '../../src/guideline/catalogue.ts';
import type { Indication } from '../../src/guideline/indication.ts';
import type { StudyEntry } from '../../src/guideline/study-entry.ts';
import { namedOf } from '../../src/logic/list.ts';
import { packageRoot } from '../../src/package-root.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';
import { redFlags } from '../../src/spine-imaging/red-flags/index.ts';
import { specialStudyRules } from '../../src/spine-imaging/rules/special-studies.ts';
import { techniqueRules } from '../../src/spine-imaging/rules/techniques.ts';
import { indications } from '../../src/spine-imaging/sections/index.ts';

/**
 * What the formal logic says of one thing that decides: compared with it by hand, section by section.
 * A section that is added to the guideline has its vignettes, and may have its lines here.
 */
interface Expected {
  readonly id: string;
  readonly statements?: readonly string[];
}

function expected(name: string): readonly Expected[] {
  return JSON.parse(readFileSync(join(packageRoot, 'test', 'guideline', name), 'utf8'));
}

function withId<One extends { readonly id: string }>(
  ids: readonly Expected[],
  found: readonly One[],
): readonly One[] {
  return found.filter(({ id }) => ids.some((one) => one.id === id));
}

/** `CT lumbar without, alternative, needs mri-contraindicated`. */
function listed(entry: StudyEntry): string {
  const where = entry.regions === 'ordered' ? 'of the level' : entry.regions.join('/');
  const { codes, requires, requiredBy, listedIf, firstPreferredUnless } = entry;
  return [
    codes === undefined
      ? `${entry.modality} ${where} ${entry.contrast?.join(' or ') ?? 'any contrast'}`
      : `${entry.modality} ${codes.join(' ')}`,
    ...(entry.alternative === true ? ['alternative'] : []),
    ...(requires === undefined ? [] : [`needs ${requirementText(requires)}`]),
    ...(requiredBy === undefined ? [] : [`by ${requiredBy}`]),
    ...(listedIf === undefined ? [] : [`only if ${requirementText(listedIf)}`]),
    ...(firstPreferredUnless === undefined
      ? []
      : [`advisory unless ${requirementText(firstPreferredUnless)}`]),
  ].join(', ');
}

function ruled({
  id,
  cardsQuote,
  ownInterval,
  general,
  ...rest
}: Indication): Expected & Readonly<Record<string, unknown>> {
  return {
    id,
    requires: requirementText(rest.requires),
    studies: rest.studies.map(listed),
    ...(ownInterval === undefined ? {} : { ownInterval }),
    ...(general === undefined ? {} : { general }),
    ...(cardsQuote === undefined ? {} : { cardsQuote }),
  };
}

describe('the guideline is encoded as the formal logic says', () => {
  test('indications: what each requires, and the studies that it lists (section 4)', () => {
    const said = expected('indications.json');
    expect(withId(said, indications).map(ruled)).toEqual(said);
  });

  test('red flags: what decides each, and the studies that it selects (section 3)', () => {
    expect(
      redFlags.map(({ id, criterion, studies }) => ({
        id,
        requires: requirementText(criterion),
        studies: studies.map(listed),
      })),
    ).toEqual(expected('red-flags.json'));
  });

  test('criteria that have parts: all of them, or one (section 2)', () => {
    const parts = criterionTrees(newestPolicy)
      .flatMap(namedOf)
      .flatMap((one) =>
        one.kind === 'leaf'
          ? []
          : [[one.id, `${one.kind}: ${one.of.map(requirementText).join('; ')}`] as const],
      );
    expect(Object.fromEntries(parts)).toMatchObject({
      'trial-of-treatment':
        'all-of: trial-of-treatment.provider-directed; trial-of-treatment.duration; trial-of-treatment.recent; trial-of-treatment.failed',
      'red-flag.cancer':
        'all-of: cancer-suspicion; ANY cancer-feature(cancer-feature.night-pain; cancer-feature.weight-loss; cancer-feature.unrelieved-by-position; cancer-feature.age-over-70; cancer-feature.refractory-pain)',
      'cancer-feature':
        'any-of: cancer-feature.night-pain; cancer-feature.weight-loss; cancer-feature.unrelieved-by-position; cancer-feature.age-over-70; cancer-feature.refractory-pain',
      'red-flag.severe-radicular-pain':
        'all-of: severe-radicular.pain-score; severe-radicular.functional-loss; severe-radicular.seven-days-of-treatment; severe-radicular.planned-intervention',
    });
  });

  test('study rules: what each comes to, and what lifts it (section 5)', () => {
    expect(
      [...techniqueRules, ...specialStudyRules].map((rule) => ({
        id: rule.id,
        title: rule.title,
        otherwise: rule.otherwise,
        lifted: rule.lifted,
        ...(rule.exception === undefined ? {} : { exception: requirementText(rule.exception) }),
        ...(rule.liftedBy === undefined ? {} : { liftedBy: rule.liftedBy }),
        ...(rule.refersTo === undefined ? {} : { refersTo: rule.refersTo }),
      })),
    ).toEqual(expected('study-rules.json'));
  });

  test('what encodes a statement: its question, its statements and the items that can settle it', () => {
    const said = expected('encodings.json');
    const found = encodings(newestPolicy);
    // Further sections may rest on a criterion, too.
    const cited = said.map(({ id, statements }) => ({
      ...found.get(id),
      statements: statements?.filter((one) => found.get(id)?.statements.includes(one)),
    }));
    expect(cited).toEqual(said);
  });
});
