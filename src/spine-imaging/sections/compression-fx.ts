import { sinceAPlanHolds } from '../../guideline/attestation.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import { plainRadiograph, radiographShows } from '../criteria/plain-radiograph.ts';
import { evaluatedUnlessRedFlag } from '../prerequisites.ts';
import { documentation } from '../rules/documentation.ts';

export const compressionFx = section(
  'compression-fx',
  'Spinal Compression Fractures',
  [134, 137],
  (says) => {
    says
      .heading('Indications for advanced imaging after plain X-ray evaluation')
      .requires('compression-fracture');

    says(
      1,
      'MRI without contrast, CT without contrast, whole body bone scan (CPT 78306), SPECT (CPT 78803), or SPECT/CT (CPT 78830) of the affected spinal region is indicated when plain X-rays are non-diagnostic and severe spinal pain persists >1 week in individuals predisposed to insufficiency fractures, for surgical planning for candidates for kyphoplasty/vertebroplasty, or when acuity on plain X-ray is indeterminate.',
    ).decides(
      indication('compression-fracture', {
        title: 'Vertebral compression or insufficiency fracture',
        statements: ['compression-fx-1', 'vcf-1', 'compression-fx-stance', 'vcf-stance'],
        isPain: true,
        appliesTo: documented(['compression-fracture']),
        requires: allOf(
          evaluatedUnlessRedFlag,
          plainRadiograph(fractureLevels, ['compression-fx-stance', 'vcf-1']),
          locationConcordant,
          anyOf(
            'compression-fracture.any-of',
            allOf(unless(occultFracture, radiographNondiagnostic), severePain, predisposition),
            augmentationCandidate,
            acuityIndeterminate,
          ),
        ),
        studies: [
          { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
          { modality: 'CT', regions: 'ordered', contrast: ['without'] },
          { modality: 'bone-scan', regions: 'ordered', codes: ['78306'] },
          { modality: 'SPECT', regions: 'ordered' },
          { modality: 'SPECT-CT', regions: 'ordered' },
        ],
      }),
    );

    says(
      2,
      'Advanced imaging assists in distinguishing acute from chronic fractures (e.g., marrow signal on MRI) and is supported when results will affect management (e.g., vertebral augmentation decisions).',
    ).notComputed(
      'it says what the study shows; the order’s purpose is asked for with every order',
      'compression-fracture',
      documentation.managementImpact,
    );
  },
);

/** The levels of the fracture that the ordered study shows. */
function fractureLevels(orderCase: Case) {
  const levels = orderCase.presence.flatMap((fact) => fact.regions);
  const shown = orderCase.regions.filter((region) => levels.includes(region));
  return shown.length > 0 ? shown : orderCase.regions;
}

/** Read for reading A44 only: the film as such is no criterion of this section. */
const radiographNegative = radiographShows({
  id: 'radiograph-negative-for-fracture',
  question: 'Is the radiograph negative for fracture?',
  statements: ['compression-fx-1'],
  regions: fractureLevels,
  met: ['no-fracture', 'no-fracture-in-view'],
  notMet: ['fracture', 'fracture-acuity-indeterminate'],
});

/** compression-fx-1: "plain X-rays are non-diagnostic". */
const radiographNondiagnostic = radiographShows({
  id: 'radiograph-nondiagnostic',
  question: 'Is the radiograph equivocal or non-diagnostic?',
  statements: ['compression-fx-1', 'sacroiliac-1'],
  regions: fractureLevels,
  met: ['equivocal', 'non-diagnostic'],
  notMet: ['no-fracture', 'fracture', 'fracture-acuity-indeterminate'],
});

/**
 * compression-fx-1, nuclear-2, reading A44: a film that shows no fracture, where an occult one is suspected,
 * has diagnosed nothing.
 */
const occultFracture = criterion({
  id: 'occult-fracture',
  question: 'Is a fracture suspected that the radiograph does not show?',
  statements: ['compression-fx-1', 'nuclear-2'],
  attestable: false,
  asks: ['suspected-occult-fracture'],
  decide(orderCase) {
    if (!orderCase.readings.negativeFilmLeavesOccultFracture)
      return notMet('A negative radiograph settles the question');
    const film = radiographNegative.decide(orderCase);
    const answer = attestedFlag(orderCase, 'suspected-occult-fracture');
    const suspected = orderCase.presence.filter((fact) => fact.certainty === 'suspected');
    const evidence = [
      ...suspected.map((fact) => fact.evidence),
      ...(answer?.value === true ? [answer.attestation.evidence] : []),
    ];
    return film.value === 'met' && evidence.length > 0 && answer?.value !== false
      ? met('The radiograph shows no fracture; an occult one is suspected', [
          ...film.evidence,
          ...evidence,
        ])
      : notMet('No fracture is suspected beyond what the radiograph shows');
  },
});

/** compression-fx-1: "when acuity on plain X-ray is indeterminate". */
const acuityIndeterminate = radiographShows({
  id: 'fracture-acuity-indeterminate',
  question: 'Does the radiograph show a fracture of indeterminate acuity?',
  statements: ['compression-fx-1'],
  regions: fractureLevels,
  met: ['fracture-acuity-indeterminate'],
  notMet: ['no-fracture', 'fracture'],
});

/**
 * compression-fx-1: "severe spinal pain persists >1 week": documented as severe; eight days, seven are not (reading
 * A8).
 */
const severePain = criterion({
  id: 'severe-pain-over-one-week',
  question: 'Has severe spinal pain persisted for more than {severePainDays|beyond}?',
  statements: ['compression-fx-1'],
  asks: ['severe-pain-over-one-week'],
  decide(orderCase) {
    const pain = [
      ...orderCase.presence,
      ...presentFacts(orderCase, ['low-back-pain', 'thoracic-pain', 'neck-pain']),
    ].filter((fact) => fact.severe);
    const evidence = pain.map((fact) => fact.evidence);
    if (pain.length === 0) return notDocumented('Severe spinal pain is not documented');
    const needed = orderCase.readings.severePainDays;
    const onsets = pain.flatMap((fact) => (fact.onset === undefined ? [] : [fact.onset]));
    if (onsets.length === 0)
      return notDocumented('Severe pain is documented; since when is not', evidence);
    const least = Math.max(...onsets.map((onset) => orderCase.today - onset.latest));
    const most = Math.max(...onsets.map((onset) => orderCase.today - onset.earliest));
    if (least >= needed) return met(`Severe pain for ${least} days`, evidence);
    if (most < needed) return notMet(`Severe pain for ${most} days only`, evidence);
    return notDocumented('The onset of the severe pain is not documented to the day', evidence);
  },
});

/**
 * compression-fx-1: "individuals predisposed to insufficiency fractures". Closed world is not assumed: bone health is
 * asked for.
 */
const predisposition = criterion({
  id: 'insufficiency-fracture-predisposition',
  question:
    'Is the patient predisposed to insufficiency fractures (osteoporosis, long-term steroids …)?',
  statements: ['compression-fx-1'],
  decide(orderCase) {
    const facts = presentFacts(orderCase, ['insufficiency-fracture-predisposition'], {
      anyLevel: true,
    });
    if (facts.length > 0)
      return met(
        'A predisposition is documented',
        facts.map((fact) => fact.evidence),
      );
    return notDocumented('No predisposition to insufficiency fractures is documented');
  },
});

/** compression-fx-1: "for surgical planning for candidates for kyphoplasty/vertebroplasty". */
const augmentationCandidate = criterion({
  id: 'augmentation-candidate',
  question: 'Is vertebroplasty or kyphoplasty planned, and this study part of the planning?',
  statements: ['compression-fx-1'],
  asks: ['augmentation-candidate', 'planned-surgery.kind'],
  answeredSince: sinceAPlanHolds,
  decide(orderCase) {
    const planned = orderCase.chart.plannedProcedures.filter(
      ({ kind, regions }) =>
        (kind === 'kyphoplasty' || kind === 'augmentation') &&
        (regions.length === 0 || overlap(regions, orderCase.regions)),
    );
    // The form asks about the order that it is filled in for.
    const here = planned.filter(
      ({ regions, authored }) =>
        overlap(regions, orderCase.regions) || (regions.length === 0 && authored !== undefined),
    );
    if (here.length > 0)
      return met(
        'Augmentation is planned',
        here.map((one) => one.evidence),
      );
    const unplaced = planned.filter(({ regions }) => regions.length === 0);
    if (unplaced.length > 0)
      return notDocumented(
        'Augmentation is planned; at which level is not documented',
        unplaced.map((one) => one.evidence),
      );
    return notDocumented('No planned augmentation is documented');
  },
});

/** vcf-1: "when location and clinical presentation are concordant". Discordance must be documented to count. */
const locationConcordant = criterion({
  id: 'location-concordant',
  question: 'Do the location and the clinical presentation agree?',
  statements: ['vcf-1'],
  attestable: false,
  asks: ['location-concordant'],
  decide(orderCase) {
    const answer = attestedFlag(orderCase, 'location-concordant');
    if (answer?.value === false) {
      return notMet('Location and presentation are documented as discordant', [
        answer.attestation.evidence,
      ]);
    }
    const evidence = answer === undefined ? [] : [answer.attestation.evidence];
    return met('No discordance between location and presentation is documented', evidence);
  },
});
