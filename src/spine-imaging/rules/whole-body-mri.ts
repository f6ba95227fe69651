import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { StudyRule } from '../../guideline/rules.ts';
import { isWholeBodyMri } from './study-kinds.ts';
import { concerning } from './study-rule.ts';

/** The syndrome or condition, as documented: that its own guideline calls for the study stands outside this one. */
const wholeBodySyndrome = criterion({
  id: 'whole-body-syndrome',
  question:
    'Does a guideline for a documented cancer predisposition syndrome or autoimmune condition call for whole-body MRI?',
  statements: ['general-wholebody-1', 'necessity-1'],
  attestable: false,
  asks: [],
  decide(orderCase) {
    const answer = attestedFlag(orderCase, 'whole-body-syndrome');
    return answer?.value === true
      ? notDocumented(
          'A syndrome or condition is documented; the condition-specific guideline that would decide is not part of this one',
          [answer.attestation.evidence],
        )
      : notMet('No cancer predisposition syndrome or autoimmune condition is documented for it');
  },
});

function hasSyndrome(orderCase: Case): boolean {
  return attestedFlag(orderCase, 'whole-body-syndrome')?.value === true;
}

/** general-wholebody-1, necessity-1: with a documented syndrome the order is referred, never denied (reading A29). */
export const wholeBodyMriWithSyndrome: StudyRule = {
  id: 'study.whole-body-mri',
  title: 'Whole-body MRI',
  statements: ['general-wholebody-1', 'necessity-1', 'nuclear-4', 'necessity-2'],
  concerns: concerning(
    'study.whole-body-mri',
    'Is whole-body MRI ordered for a documented syndrome?',
    ['general-wholebody-1', 'necessity-1'],
    (orderCase) => isWholeBodyMri(orderCase) && hasSyndrome(orderCase),
  ),
  exception: wholeBodySyndrome,
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  refersTo: ['oncology'],
};

/** general-wholebody-1, necessity-1: otherwise generally not supported (reading A40). */
export const wholeBodyMri: StudyRule = {
  id: 'study.whole-body-mri',
  title: 'Whole-body MRI',
  statements: ['general-wholebody-1', 'necessity-1', 'nuclear-4', 'necessity-2'],
  concerns: concerning(
    'study.whole-body-mri',
    'Is whole-body MRI ordered?',
    ['general-wholebody-1', 'necessity-1'],
    isWholeBodyMri,
  ),
  exception: wholeBodySyndrome,
  otherwise: 'not-supported',
  lifted: 'supported',
};

export const wholeBodyMriRules: readonly StudyRule[] = [wholeBodyMriWithSyndrome, wholeBodyMri];
