import type { GuidelineCriterion } from '../guideline/criterion.ts';
import type { StudyEntry } from '../guideline/study-entry.ts';
import { inWords } from '../logic/in-words.ts';
import type { Readings } from '../spine-imaging/readings.ts';

/** A criterion tree as a reader sees it: what is asked, and how the parts combine. */
export type Requirement =
  | { readonly kind: 'criterion'; readonly id: string; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly text?: string; readonly of: readonly Requirement[] }
  | { readonly kind: 'unless'; readonly of: Requirement; readonly exception: Requirement };

/** A listed study in words, and what it needs beside the indication. */
export interface StudyInWords {
  readonly text: string;
  /** Listed only where this is met. */
  readonly needs?: Requirement;
}

/** A criterion tree in words, with the numbers of these readings. */
export function requirementOf(criterion: GuidelineCriterion, readings: Readings): Requirement {
  const part = (one: GuidelineCriterion): Requirement => requirementOf(one, readings);
  switch (criterion.kind) {
    case 'leaf':
      return { kind: 'criterion', id: criterion.id, text: inWords(criterion.question, readings) };
    case 'unless':
      return {
        kind: 'unless',
        of: part(criterion.requirement),
        exception: part(criterion.exception),
      };
    default: {
      const { question } = criterion;
      return {
        kind: criterion.kind === 'all-of' ? 'all' : 'any',
        ...(question === undefined ? {} : { text: inWords(question, readings) }),
        of: criterion.of.map(part),
      };
    }
  }
}

/** A requirement in one line, as the formal logic writes it: `ALL(a; ANY group(b; c)); d unless e`. */
export function requirementText(criterion: GuidelineCriterion): string {
  switch (criterion.kind) {
    case 'leaf':
      return criterion.id;
    case 'unless':
      return `${requirementText(criterion.requirement)} unless ${requirementText(criterion.exception)}`;
    case 'all-of':
      return criterion.id ?? `ALL(${criterion.of.map(requirementText).join('; ')})`;
    case 'any-of':
      return `ANY ${criterion.id}(${criterion.of.map(requirementText).join('; ')})`;
  }
}

/** A listed study: "CT myelogram lumbar, with contrast, in second place". */
export function studyInWords(entry: StudyEntry, readings: Readings): StudyInWords {
  const { modality, regions, contrast, codes, alternative } = entry;
  const needs = entry.requires ?? entry.listedIf;
  return {
    text: [
      `${modality.replaceAll('-', ' ')} ${regions === 'ordered' ? 'of the ordered level' : regions.join(', ')}`,
      ...(codes === undefined ? [] : [`code ${codes.join(' or ')}`]),
      ...(contrast === undefined
        ? []
        : [`${contrast.map((one) => one.replaceAll('-', ' ')).join(' or ')} contrast`]),
      ...(alternative === true ? ['in second place'] : []),
    ].join(', '),
    ...(needs === undefined ? {} : { needs: requirementOf(needs, readings) }),
  };
}
