import type { GuidelineCriterion } from '../../guideline/criterion.ts';
import type { StudyEntry } from '../../guideline/indication.ts';
import { redFlags } from '../../guideline/red-flags/index.ts';
import * as afterIndication from '../../guideline/rules/after-indication.ts';
import { specialStudyRules } from '../../guideline/rules/special-studies.ts';
import { techniqueRules } from '../../guideline/rules/techniques.ts';
import { indications, sections } from '../../guideline/sections/index.ts';
import type { Statement } from '../../guideline/statement.ts';
import { guidelineVersion } from '../../guideline/version.ts';
import { namedOf } from '../../logic/list.ts';
import type { Vignette } from '../../vignettes/vignette.ts';

/** A statement as the guideline page shows it. */
export interface ListedStatement extends Statement {
  /** Names of the vignettes that cite it. */
  readonly vignettes: readonly string[];
}

export interface ListedSection {
  readonly title: string;
  readonly statements: readonly ListedStatement[];
}

/** A criterion's question, and the linkIds of the documentation form that can settle it. */
export interface ListedCriterion {
  readonly question: string;
  readonly asks: readonly string[];
}

/** The guideline for the page: its sections with the vignettes that prove them, its criteria and titles by id. */
export interface ListedGuideline {
  readonly version: { readonly name: string; readonly version: string };
  readonly sections: readonly ListedSection[];
  readonly criteria: Readonly<Record<string, ListedCriterion>>;
  /** Indications, red flags and study rules: what `decidedBy` and `indication` name. */
  readonly titles: Readonly<Record<string, string>>;
}

/** Lists the guideline without deciding anything. */
export function listGuideline(vignettes: readonly Vignette[]): ListedGuideline {
  const citedBy = new Map<string, string[]>();
  for (const { name, statements } of vignettes) {
    for (const id of statements) citedBy.set(id, [...(citedBy.get(id) ?? []), name]);
  }
  return {
    version: guidelineVersion,
    sections: sections.map(({ title, statements }) => ({
      title,
      statements: statements.map((one) => ({ ...one, vignettes: citedBy.get(one.id) ?? [] })),
    })),
    criteria: listCriteria(),
    titles: Object.fromEntries(
      [...indications, ...redFlags, ...techniqueRules, ...specialStudyRules].map((one) => [
        one.id,
        one.title,
      ]),
    ),
  };
}

function listCriteria(): Readonly<Record<string, ListedCriterion>> {
  const listed = new Map<string, ListedCriterion>();
  for (const criterion of allCriteria().flatMap(namedOf)) {
    if (criterion.id === undefined || listed.has(criterion.id)) continue;
    listed.set(criterion.id, { question: criterion.question ?? '', asks: criterion.asks });
  }
  return Object.fromEntries(listed);
}

function allCriteria(): readonly GuidelineCriterion[] {
  const { symptomsImproving, symptomsLongstandingStable, surveillanceOnly } = afterIndication;
  const { repeatImagingNeed, simultaneousStudiesNeed } = afterIndication;
  return [
    ...indications.flatMap(({ requires, studies }) => [requires, ...entryCriteria(studies)]),
    ...redFlags.flatMap(({ criterion, studies }) => [criterion, ...entryCriteria(studies)]),
    ...[...techniqueRules, ...specialStudyRules].flatMap(({ concerns, exception }) =>
      exception === undefined ? [concerns] : [concerns, exception],
    ),
    symptomsImproving,
    symptomsLongstandingStable,
    surveillanceOnly,
    repeatImagingNeed,
    simultaneousStudiesNeed,
  ];
}

function entryCriteria(studies: readonly StudyEntry[]): readonly GuidelineCriterion[] {
  return studies.flatMap(({ gate, onlyIf, advisoryUnless }) =>
    [gate, onlyIf, advisoryUnless].filter((one) => one !== undefined),
  );
}
