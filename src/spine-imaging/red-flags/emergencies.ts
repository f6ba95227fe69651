import { isOnOrAfter } from '../../chart/dates.ts';
import type { ConditionFact, ImagingFact } from '../../chart/types.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import { met, notDocumented } from '../../guideline/criterion.ts';
import { ownRegions } from '../../guideline/fact-regions.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import type { Finding } from '../../logic/finding.ts';
import { tellsOfOldTimes } from '../../terminology/old-words.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { recentMechanisms } from '../criteria/mechanism.ts';
import { ctInsteadOfMriRule } from '../rules/named-rules.ts';
import { ctForRedFlag, myelogramForRedFlag } from './ct-for-red-flag.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { complaintsNow, levelsRecorded, recordsOf } from './flag-levels.ts';
import { isOfEpisode, isOfLongBefore, isOfYearsAgo, isRecent, mayBeNow } from './newness.ts';
import { activeFact, currentFact, redFlagCriterion } from './red-flag.ts';
import { isDeniedSince } from './weighed-records.ts';

const aorticLevels = ['thoracic', 'lumbar'] as const;

/**
 * redflag-1: aortic aneurysm or dissection, suspected or known, active and related to this presentation.
 * The guideline names no study for it (reading A11): prerequisites are waived, and the card says that a
 * spine study does not image the aorta. A known one, however old, beside pain of the back or chest is
 * asked about.
 */
export const aorta: RedFlag = {
  id: 'red-flag.aorta',
  title: 'Aortic aneurysm or dissection',
  statements: ['redflag-1'],
  criterion: redFlagCriterion({
    id: 'red-flag.aorta',
    question:
      'Is an aortic aneurysm or dissection suspected or known, active and related to this presentation?',
    statements: ['redflag-1'],
    decide: decideAorta,
  }),
  regions: (orderCase) => [...aorticLevels, ...levelsRecorded([], orderCase)],
  studies: [],
};

function decideAorta(orderCase: Case): Finding {
  const [id, name] = ['red-flag.aorta', 'aortic aneurysm or dissection'] as const;
  const active = activeFacts(orderCase, 'aortic-emergency');
  const isUrgent = active.some(
    (fact) => fact.certainty === 'suspected' || orderCase.order.reasons.includes(fact),
  );
  if (isUrgent) return activeFact(orderCase, 'aortic-emergency', id, name);
  const finding = currentFact(orderCase, 'aortic-emergency', id, name);
  const isDenied = attestedFlag(orderCase, id)?.value === false;
  if (finding.value !== 'not-met' || active.length === 0 || isDenied) return finding;
  const recorded = levelsRecorded([], orderCase);
  // A complaint that names no level is at the order's.
  return overlap(recorded.length > 0 ? recorded : orderCase.regions, aorticLevels)
    ? notDocumented(
        `Known: ${name}; whether it explains this presentation is not documented`,
        active.map((fact) => fact.evidence),
      )
    : finding;
}

/** redflag-1, redflag-3: cauda equina syndrome, suspected or known, active. */
export const caudaEquina: RedFlag = {
  id: 'red-flag.cauda-equina',
  title: 'Cauda equina syndrome',
  statements: ['redflag-3', 'redflag-1'],
  criterion: redFlagCriterion({
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
      requires: ctForRedFlag,
      requiredBy: ctInsteadOfMriRule.id,
      alternative: true,
    },
    { ...myelogramForRedFlag, regions: ['lumbar'] },
  ],
  isDeficit: true,
};

function decideCaudaEquina(orderCase: Case): Finding {
  const [concept, id] = ['cauda-equina-syndrome', 'red-flag.cauda-equina'] as const;
  const finding = activeFact(orderCase, concept, id, 'cauda equina syndrome');
  if (finding.value !== 'not-met') return finding;
  // New retention, incontinence or saddle anaesthesia is half of the picture: it is asked about, and nothing is guessed.
  const signs = factsOf(orderCase, 'sphincter-or-saddle-disturbance').filter((fact) =>
    mayBeOfNow(fact, orderCase),
  );
  // One of them that is denied says nothing of another.
  if (signs.length === 0 || isDeniedSince(orderCase, concept, id, signs)) return finding;
  return notDocumented(
    'New sphincter or saddle disturbance is recorded; whether cauda equina syndrome is suspected is not',
    signs.map(({ evidence }) => evidence),
  );
}

/** New, or of no day at all (readings A10, A62), and not called old. */
function mayBeOfNow(fact: ConditionFact, orderCase: Case): boolean {
  const { current, certainty, onset, recorded, evidence } = fact;
  if (certainty === 'refuted' || (!current && !isUndated(fact))) return false;
  if (!current && tellsOfOldTimes(evidence.text)) return false;
  return (onset === undefined && recorded === undefined) || mayBeNow(fact, orderCase);
}

const fractureAttestedAs = ['red-flag.fracture'] as const;

const fractureMentions = { 'high-risk-mechanism': 'points-to' } as const;

/**
 * redflag-1, ct-2: an acute spinal fracture, suspected or known. Osteoporotic and insufficiency
 * compression fractures follow their own section instead (reading A9).
 */
export const fracture: RedFlag = {
  id: 'red-flag.fracture',
  title: 'Acute spinal fracture or injury',
  statements: ['ct-2', 'redflag-1'],
  criterion: redFlagCriterion({
    id: 'red-flag.fracture',
    question:
      'Is an acute spinal fracture suspected or known (not an osteoporotic compression fracture)?',
    statements: ['ct-2', 'redflag-1'],
    mentionedBy: fractureMentions,
    decide: decideFracture,
  }),
  regions: (orderCase) => levelsRecorded(fractureRecords(orderCase), orderCase),
  records: fractureRecords,
  mentionedBy: fractureMentions,
  studies: [
    { modality: 'CT', regions: 'ordered', contrast: ['without'] },
    { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
  ],
};

function decideFracture(orderCase: Case): Finding {
  const id = 'red-flag.fracture';
  const finding = activeFact(orderCase, 'acute-spinal-fracture', id, 'acute spinal fracture', {
    isPresent: (fact) => isAcute(fact, orderCase),
  });
  const isDenied = attestedFlag(orderCase, id)?.value === false;
  if (finding.value !== 'not-met' || isDenied) return finding;
  const collapsed = collapsedByForce(orderCase);
  const shown = collapsed.length > 0 ? [] : fracturesShown(orderCase);
  if (shown.length > 0)
    return notDocumented(
      'A film of this episode shows a fracture of the spine; whether it is acute is not documented',
      shown.map(({ evidence }) => evidence),
    );
  const mechanisms = recentMechanisms(orderCase);
  if (collapsed.length > 0)
    return met(
      'A vertebra collapsed after a high-risk mechanism of injury',
      [...collapsed, ...mechanisms].map(({ evidence }) => evidence),
    );
  // For the neck and the chest it is an exception of its own (exceptions-2); for the back it is half of this one.
  const isOfBack = orderCase.regions.some((one) => one !== 'cervical' && one !== 'thoracic');
  return isOfBack && mechanisms.length > 0 && complaintsNow(orderCase).length > 0
    ? notDocumented(
        'A high-risk mechanism of injury and pain of the spine are recorded; whether a fracture is suspected is not',
        mechanisms.map(({ evidence }) => evidence),
      )
    : finding;
}

/**
 * A fracture is acute for twelve weeks, and as long as the complaint in whose episode it happened (reading A62); one that
 * dates the episode itself is no longer acute for that.
 */
function isAcute(fact: ConditionFact, orderCase: Case): boolean {
  const { onset, recorded, spokenOn, evidence } = fact;
  const date = onset ?? (spokenOn === 'unknown' ? recorded : (spokenOn ?? recorded));
  if (date === undefined || isRecent(date, orderCase)) return true;
  const isOfComplaint = !orderCase.episode.evidence.includes(evidence);
  return isOfComplaint && !isOfYearsAgo(date, orderCase) && !isOfLongBefore(fact, orderCase);
}

/** Films of the episode that show a fracture of the neck, chest or back, where nothing else on the chart explains it. */
function fracturesShown(orderCase: Case): readonly ImagingFact[] {
  const isExplained = ['compression-fracture', 'spondylolysis'] as const;
  if (isExplained.some((concept) => activeFacts(orderCase, concept).length > 0)) return [];
  return orderCase.chart.imaging.filter(
    ({ study, conclusions, date }) =>
      study.modality === 'radiograph' &&
      (conclusions.has('fracture') || conclusions.has('fracture-acuity-indeterminate')) &&
      study.shows.some(
        (region) => region === 'cervical' || region === 'thoracic' || region === 'lumbar',
      ) &&
      date !== undefined &&
      isOfEpisode(date, orderCase) === 'met',
  );
}

/**
 * A collapse of a vertebra that began no earlier than a high-risk mechanism of now is a fracture by force (reading
 * A9).
 */
function collapsedByForce(orderCase: Case): readonly ConditionFact[] {
  const mechanisms = recentMechanisms(orderCase);
  if (mechanisms.length === 0) return [];
  return activeFacts(orderCase, 'compression-fracture').filter(({ onset, recorded }) => {
    const date = onset ?? recorded;
    return mechanisms.some((mechanism) => {
      const since = mechanism.onset ?? mechanism.recorded;
      return date === undefined || since === undefined || isOnOrAfter(date, since) !== 'not-met';
    });
  });
}

/** The levels of each acute fracture, and of each collapse by force. */
function fractureRecords(orderCase: Case): readonly (readonly BodyRegion[])[] {
  return [
    ...recordsOf(orderCase, 'acute-spinal-fracture', fractureAttestedAs),
    ...collapsedByForce(orderCase).map(ownRegions),
  ];
}
