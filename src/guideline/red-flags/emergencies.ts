import type { Finding } from '../../logic/finding.ts';
import type { Case } from '../case.ts';
import { ctInsteadOfMri } from '../criteria/ct-instead-of-mri.ts';
import { criterion, notDocumented } from '../criterion.ts';
import { activeFact, currentFact, factsOf, levelsOf, type RedFlag } from './red-flag.ts';

/**
 * redflag-1: aortic aneurysm or dissection, suspected or known, active and related to this presentation.
 * The guideline names no study for it (reading A11): prerequisites are waived, and the card says that a
 * spine study does not image the aorta. One that merely stands on the problem list is asked about.
 */
export const aorta: RedFlag = {
  id: 'red-flag.aorta',
  title: 'Aortic aneurysm or dissection',
  statements: ['redflag-1'],
  criterion: criterion({
    id: 'red-flag.aorta',
    question:
      'Is an aortic aneurysm or dissection suspected or known, active and related to this presentation?',
    statements: ['redflag-1'],
    decide(subject) {
      const isSuspected = factsOf(subject, 'aortic-emergency').some(
        (fact) => fact.current && fact.certainty === 'suspected',
      );
      const isReason = subject.order.reasons.some((fact) => fact.concepts.has('aortic-emergency'));
      const find = isSuspected || isReason ? activeFact : currentFact;
      return find(subject, 'aortic-emergency', 'aortic aneurysm or dissection');
    },
  }),
  regions: (subject) => subject.regions,
  studies: [],
};

/** redflag-1, redflag-3: cauda equina syndrome, suspected or known, active. */
export const caudaEquina: RedFlag = {
  id: 'red-flag.cauda-equina',
  title: 'Cauda equina syndrome',
  statements: ['redflag-3', 'redflag-1'],
  criterion: criterion({
    id: 'red-flag.cauda-equina',
    question: 'Is cauda equina syndrome suspected or known?',
    statements: ['redflag-3', 'redflag-1'],
    decide: decideCaudaEquina,
  }),
  regions: () => ['lumbar'],
  studies: [
    { modality: 'MRI', regions: ['lumbar'], contrast: ['without', 'without-and-with'] },
    {
      modality: 'CT',
      regions: ['lumbar'],
      contrast: ['without'],
      gate: ctInsteadOfMri,
      gateRule: 'study.ct-instead-of-mri',
      alternative: true,
    },
  ],
};

function decideCaudaEquina(subject: Case): Finding {
  const finding = activeFact(subject, 'cauda-equina-syndrome', 'cauda equina syndrome');
  if (finding.value === 'met' || finding.evidence.length > 0) return finding;
  // New retention, incontinence or saddle anaesthesia is half of the picture: prompt, don't guess.
  const signs = currentFact(
    subject,
    'sphincter-or-saddle-disturbance',
    'sphincter or saddle disturbance',
  );
  if (signs.value !== 'met') return finding;
  return notDocumented(
    'New sphincter or saddle disturbance is recorded; whether cauda equina syndrome is suspected is not',
    signs.evidence,
  );
}

/**
 * redflag-1, ct-2: an acute spinal fracture, suspected or known. Osteoporotic and insufficiency
 * compression fractures follow their own section instead (reading A9).
 */
export const fracture: RedFlag = {
  id: 'red-flag.fracture',
  title: 'Acute spinal fracture',
  statements: ['ct-2', 'redflag-1'],
  criterion: criterion({
    id: 'red-flag.fracture',
    question:
      'Is an acute spinal fracture suspected or known (not an osteoporotic compression fracture)?',
    statements: ['ct-2', 'redflag-1'],
    decide: (subject) => activeFact(subject, 'acute-spinal-fracture', 'acute spinal fracture'),
  }),
  regions: (subject) => levelsOf(subject, 'acute-spinal-fracture'),
  studies: [
    { modality: 'CT', regions: 'ordered', contrast: ['without'] },
    { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
  ],
};
