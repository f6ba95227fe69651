import type { Candidate, Note } from '../types.ts';

const evaluated = 'in-person-evaluation';

/**
 * That the patient was seen in person, by what was found on examination: strength, reflexes and sensation are tested
 * on nobody who is not there. Of a note that says itself that he was seen, nothing is added.
 * @param candidates what was found in the note
 * @param isRemote the note tells of a visit by telephone or video
 */
export function ownExamination(
  candidates: readonly Candidate[],
  { type }: Note,
  isRemote: boolean,
): Candidate | undefined {
  if (isRemote || examinedByOthers.test(type)) return undefined;
  if (candidates.some(({ linkId, value }) => linkId === evaluated && value === true))
    return undefined;
  const found = candidates.find(
    ({ linkId, quote }) => ofExamination.test(linkId) && !told.test(quote),
  );
  return found && { ...found, linkId: evaluated, value: true, rule: 'visit' };
}

const ofExamination = /^(?:neurological-examination|red-flag\.motor-grade$|long-tract-signs)/;

/** Who writes these examined nobody, or tells of what others found. */
const examinedByOthers =
  /tele|phone|video|virtual|portal|message|transfer|transport|flight|\bems\b|ambulance|medic\b|board|utili[sz]ation|payer|insur|coordinator|prep\b|review|call\b/i;

/** What others found, or what was found at another time. */
const told =
  /\b(?:video|virtual|camera|phone|telehealth)\b|\bper\b|\boutside\b|\bosh\b|\bby (?:ems|ed|er|pt|neurology|pcp|nursing|others)\b|\b(?:copied|carried)\b|\b(?:last|prior|previous) (?:visit|note|exam)|\breport(?:ed|s|edly)\b/i;
