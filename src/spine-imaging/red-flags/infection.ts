import { isBefore } from '../../chart/dates.ts';
import { feverDays } from '../../chart/how-long.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { answeredBothWays } from '../../guideline/attestation.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { met, notDocumented } from '../../guideline/criterion.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import { anyOf } from '../../logic/criterion.ts';
import type { Finding } from '../../logic/finding.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { ctNondiagnostic, mriNondiagnostic } from '../criteria/nondiagnostic-study.ts';
import { activeFacts } from './flag-facts.ts';
import { complaintsNow, levelsOf, recordsOf } from './flag-levels.ts';
import { isNow, mayBeNow, mayBeRecent } from './newness.ts';
import { activeFact, redFlagCriterion } from './red-flag.ts';
import { isDeniedSince } from './weighed-records.ts';

/** nuclear-2, reading A32: bone and gallium scans only where MRI or CT settled nothing or cannot be done. */
const mriOrCtInconclusive = anyOf(
  'red-flag.infection.nuclear.any-of',
  mriNondiagnostic,
  ctNondiagnostic,
  mriContraindicated,
);

const attestedAs = ['red-flag.infection', 'suspected-infection'] as const;

const mentionedBy = { 'suspected-infection': 'same' } as const;

/**
 * redflag-1, redflag-4: spinal osteomyelitis, discitis or epidural abscess. MRI without and with contrast is
 * preferred.
 */
export const infection: RedFlag = {
  id: 'red-flag.infection',
  title: 'Spinal infection',
  statements: ['redflag-4', 'redflag-1', 'redflag-5'],
  criterion: redFlagCriterion({
    id: 'red-flag.infection',
    question: 'Is spinal osteomyelitis, discitis or an epidural abscess suspected or known?',
    statements: ['redflag-4', 'redflag-1'],
    mentionedBy,
    decide: decideInfection,
  }),
  regions: (orderCase) => levelsOf(orderCase, 'spinal-infection', attestedAs),
  records: (orderCase) => recordsOf(orderCase, 'spinal-infection', attestedAs),
  mentionedBy,
  servedBy: ['imaging-guidance'],
  contrastMeans: 'iv',
  studies: [
    {
      modality: 'MRI',
      regions: 'ordered',
      contrast: ['without-and-with'],
      binding: { mandatedByDeficit: 'redflag-5' },
    },
    {
      modality: 'CT',
      regions: 'ordered',
      contrast: ['with'],
      firstPreferredUnless: mriContraindicated,
      alternative: true,
    },
    {
      modality: 'bone-scan',
      regions: 'ordered',
      codes: ['78315', '78802', '78804'],
      requires: mriOrCtInconclusive,
      alternative: true,
    },
  ],
};

/**
 * Suspected or known; an infection that may be of the spine, and new fever, are with spinal pain half of the picture
 * and asked about (reading A48).
 */
function decideInfection(orderCase: Case): Finding {
  const id = 'red-flag.infection';
  const finding = activeFact(orderCase, 'spinal-infection', id, 'spinal infection');
  const asked = attestedFlag(orderCase, 'suspected-infection');
  const answer = attestedFlag(orderCase, id);
  // The form asks it of a bone scan, too (nuclear-2): a suspicion is one wherever it was answered, unless denied since.
  const isSuspected =
    asked?.value === true &&
    (answer === undefined ||
      isBefore(answer.attestation.authored, asked.attestation.authored) === 'met');
  if (finding.value !== 'met' && isSuspected)
    return met('Suspected: spinal infection', [asked.attestation.evidence]);
  const contradicted = orderCase.chart.contradicted('suspected-infection');
  if (finding.value === 'not-met' && contradicted !== undefined)
    return answeredBothWays('suspicion of a spinal infection', contradicted);
  if (finding.value !== 'not-met') return finding;
  const perhaps = activeFacts(orderCase, 'possible-spinal-infection').filter(
    (fact) =>
      mayBeNow(fact, orderCase) && !isDeniedSince(orderCase, 'spinal-infection', id, [fact]),
  );
  if (perhaps.length > 0 && isOfSpine(orderCase))
    return notDocumented(
      'An infection is recorded that may be of the spine; whether spinal infection is suspected is not',
      perhaps.map(({ evidence }) => evidence),
    );
  const fevers = activeFacts(orderCase, 'fever');
  if (fevers.length === 0) return finding;
  if (isDeniedSince(orderCase, 'spinal-infection', id, fevers)) return finding;
  const lately = fevers.filter((fever) => mayBeOfLately(fever, orderCase));
  if (lately.length === 0 || !isOfSpine(orderCase)) return finding;
  return notDocumented(
    'New fever with spinal pain is recorded; whether spinal infection is suspected is not',
    lately.map(({ evidence }) => evidence),
  );
}

/** Pain of the spine, or a new deficit of its nerves (reading A48). */
function isOfSpine(orderCase: Case): boolean {
  return (
    complaintsNow(orderCase).length > 0 ||
    deficits.some((concept) => activeFacts(orderCase, concept).length > 0)
  );
}

const deficits = ['cauda-equina-syndrome', 'foot-drop', 'bilateral-leg-weakness'] as const;

/**
 * New, or of a day that nobody wrote in full, or at all (readings A48, A62). One that was found on a day is over weeks
 * later, unless the pain began with it.
 */
function mayBeOfLately(fever: ConditionFact, orderCase: Case): boolean {
  const { onset, recorded, origin } = fever;
  const date = onset ?? recorded;
  if (date === undefined) return true;
  if (origin !== 'observation') return mayBeRecent(date, orderCase) || isNow(fever, orderCase);
  const { start } = orderCase.episode;
  return [orderCase.today, ...(start === undefined ? [] : [start.latest])].some(
    (day) => day - date.latest <= feverDays && date.earliest - day <= feverDays,
  );
}
