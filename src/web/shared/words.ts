import { determinationWords } from '../../assessment/determination-words.ts';
import type { Determination } from '../../assessment/types.ts';
import type { FindingValue } from '../../logic/finding.ts';
import type { GuidelineTexts, ListedEncoding } from '../../server/routes/web-types.ts';

export const findingWords: Readonly<Record<FindingValue, string>> = {
  met: 'met',
  'not-met': 'not met',
  'not-documented': 'not documented',
};

/** The finding whose mark and colour a determination wears. */
export const determinationTone: Readonly<Record<Determination, FindingValue | 'other'>> = {
  supported: 'met',
  'alternative-preferred': 'other',
  'prerequisites-missing': 'not-documented',
  'not-supported': 'not-met',
};

/** A determination's words for a text that may name none. */
export function determinationText(value: string | undefined): string {
  return isDetermination(value) ? determinationWords[value] : 'No spine imaging';
}

export function isDetermination(value: string | undefined): value is Determination {
  return value !== undefined && Object.hasOwn(determinationWords, value);
}

/** `trial-of-treatment.duration` as a title: `Duration`; `lumbar-radiculopathy`: `Lumbar radiculopathy`. */
export function titleOf(id: string): string {
  const last = id
    .slice(id.lastIndexOf('.') + 1)
    .replaceAll('-', ' ')
    .replace(/\bre (?=evaluation)/, 're-')
    .replace(/\bin person\b/, 'in-person')
    .replace(/\bprovider directed\b/, 'provider-directed')
    .replace(/\b(mri|ct|pet|spect)\b/g, (word) => word.toUpperCase());
  return last.slice(0, 1).toUpperCase() + last.slice(1);
}

/** What an id of the guideline's encoding is; ids come from an answer, so they may be unknown. */
export function encodingOf(guideline: GuidelineTexts, id: string): ListedEncoding | undefined {
  return Object.hasOwn(guideline.encodings, id) ? guideline.encodings[id] : undefined;
}

/**
 * An id as a title: indications, red flags and rules have their own; a criterion's is a question, so its id has to
 * do.
 */
export function titleIn(guideline: GuidelineTexts, id: string): string {
  const encoding = encodingOf(guideline, id);
  return encoding === undefined || encoding.kind === 'criterion' ? titleOf(id) : encoding.title;
}
