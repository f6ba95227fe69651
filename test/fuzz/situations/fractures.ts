import fc from 'fast-check';
import {
  condition,
  encounter,
  form,
  on,
  procedure,
  report,
  said,
  verificationStatus,
  yes,
} from '../stories/resources.ts';
import { coded, icd, snomed } from '../valid-values.ts';
import { orderOf } from './orders.ts';
import {
  care,
  completeCare,
  lumbarFilm,
  one,
  patient,
  type Situation,
  type Wanted,
} from './situation.ts';

const films = {
  none: '',
  negative: 'No acute fracture. Osteopenia.',
  'non-diagnostic': 'Non-diagnostic.',
  limited: 'Equivocal for fracture.',
  'acuity-open': 'Compression fracture of indeterminate age.',
  positive: 'Acute compression fracture of L2.',
} as const;

/** compression-fx-1 with readings A8 and A44. */
export const compressionFracture: fc.Arbitrary<Situation> = fc
  .record({
    film: one('none', 'negative', 'non-diagnostic', 'limited', 'acuity-open', 'positive'),
    severe: one(true, true, false),
    since: one(7, 8, 20),
    frail: one(true, true, false),
    suspected: one('provisional', 'attested', 'no'),
    isSeen: one(true, true, false),
    study: one('72148', '72131', '72158', '78306'),
  })
  .map(({ film, severe, since, frail, suspected, isSeen, study }): Situation => {
    const isInconclusive = ['negative', 'non-diagnostic', 'limited'].includes(film);
    // A44: a negative film settles nothing where a fracture is suspected that it may have missed.
    const leavesOpen = film === 'negative' ? suspected !== 'no' : isInconclusive;
    const isOccult = leavesOpen && severe && since >= 8 && frail;
    const isMet = isSeen && (isOccult || film === 'acuity-open');
    const wanted: Wanted = {
      may: isMet
        ? study === '72158'
          ? ['alternative-preferred']
          : ['supported']
        : // nuclear-1 lists a bone scan for a fracture that a negative film may have missed, however long it hurts.
          study === '78306' && isInconclusive
          ? ['prerequisites-missing', 'supported']
          : ['prerequisites-missing'],
      criteria:
        isMet || (study === '78306' && isInconclusive)
          ? {}
          : {
              'plain-radiograph': film === 'none' ? ['not-documented'] : ['met', 'absent'],
              ...(film === 'positive' ? { 'radiograph-nondiagnostic': ['not-met'] } : {}),
            },
    };
    const fracture = {
      ...condition('fracture', 'M48.56XA', since),
      ...(severe ? { severity: coded(snomed, '24484000') } : {}),
      bodySite: [{ text: 'Lumbar spine' }],
      ...(suspected === 'provisional' ? verificationStatus('provisional') : {}),
    };
    return {
      name: 'compression fracture',
      chart: [
        patient,
        fracture,
        ...(frail ? [condition('bones', 'M81.0', 1500)] : []),
        ...(isSeen ? [encounter('visit', 'AMB', since - 1)] : []),
        ...(film === 'none' ? [] : [report('film', '72100', since - 1, films[film])]),
        form('pain', 1, [
          ...(severe ? [['severe-pain-over-one-week', { valueBoolean: since >= 8 }] as const] : []),
          ...(suspected === 'attested' ? [yes('suspected-occult-fracture')] : []),
        ]),
      ],
      orders: [orderOf(study, 'fracture')],
      wanted: [wanted],
      why: `A44: film ${film}, ${severe ? 'severe' : 'mild'} pain of ${since} days, ${frail ? '' : 'not '}osteoporotic, occult: ${suspected}, ${isSeen ? '' : 'not '}seen`,
    };
  });

/**
 * spondylolysis-4 and reading A47: healing of a pars fracture is followed by CT, and the repeat rule does not stop
 * it.
 */
export const parsHealing: fc.Arbitrary<Situation> = fc
  .record({
    isFollowed: one(true, false),
    earlier: one('72131', 'none'),
  })
  .map(
    ({ isFollowed, earlier }): Situation => ({
      name: 'healing of a pars fracture',
      chart: [
        patient,
        condition('pars', 'M43.06', 100),
        ...completeCare,
        lumbarFilm,
        ...(earlier === 'none'
          ? []
          : [report('first-ct', earlier, 80, 'Acute pars fracture of L5.')]),
        ...(isFollowed ? [form('plan', 1, [yes('pars-healing-monitoring')])] : []),
      ],
      orders: [orderOf('72131', 'pars')],
      wanted: [{ may: isFollowed ? ['supported'] : ['prerequisites-missing'] }],
      why: `A17, A47: healing ${isFollowed ? '' : 'not '}followed, earlier CT ${earlier}`,
    }),
  );

/** coccyx-1, sacroiliac-1: the more specific of two codes names the joint, and a film of it has to be equivocal. */
export const sacroiliac: fc.Arbitrary<Situation> = fc
  .record({
    film: one('Equivocal for sacroiliitis.', 'Normal sacroiliac joints.', ''),
    said: one('both-codes', 'words', 'specific'),
    study: one('72195', '72192', '72197'),
  })
  .map(({ film, said: how, study }): Situation => {
    const joint = {
      'both-codes': {
        coding: [
          { system: icd, code: 'M53.3' },
          { system: snomed, code: '202487003' },
        ],
      },
      words: {
        coding: [{ system: icd, code: 'M53.3' }],
        text: 'Pain of the left sacroiliac joint',
      },
      specific: { coding: [{ system: icd, code: 'M46.1' }] },
    }[how];
    const isMet = film.startsWith('Equivocal');
    return {
      name: 'sacro-iliac joint',
      chart: [
        patient,
        { ...condition('joint', 'M53.3', 100), code: joint },
        ...completeCare,
        ...(film === '' ? [] : [report('film', '72202', 90, film)]),
      ],
      orders: [orderOf(study, 'joint')],
      wanted: [
        {
          may: isMet
            ? study === '72197'
              ? ['alternative-preferred']
              : ['supported']
            : ['prerequisites-missing'],
          ...(isMet
            ? {}
            : {
                criteria: {
                  'radiograph-nondiagnostic': film === '' ? ['not-documented'] : ['not-met'],
                },
              }),
        },
      ],
      why: `sacroiliac-1: film "${film}", told by ${how}`,
    };
  });

/** exceptions-2, repeat-2: the CT of a trauma is not held up by an MRI beside it. */
export const traumaTwice: fc.Arbitrary<Situation> = fc
  .record({
    mri: one('72141', '72156'),
    isCtFirst: one(true, false),
    level: one('cervical'),
  })
  .map(({ mri, isCtFirst }): Situation => {
    const ct = orderOf('72125', 'neck', 'ct');
    const beside = orderOf(mri, 'neck', 'mri');
    const wanted: readonly Wanted[] = [
      { may: ['supported'] },
      {
        may: ['prerequisites-missing'],
        criteria: { 'simultaneous-studies-need': ['not-documented'] },
      },
    ];
    return {
      name: 'CT and MRI for a trauma',
      chart: [patient, condition('neck', 'M54.2', 1), condition('crash', '214031005', 1)],
      orders: isCtFirst ? [ct, beside] : [beside, ct],
      wanted: isCtFirst ? wanted : wanted.toReversed(),
      why: 'study.simultaneous-studies: the study preferred for the indication keeps its determination',
    };
  });

/** standard-3: a prescription that was stopped ended when it was stopped, of which nobody says when. */
export const stoppedPrescription: fc.Arbitrary<Situation> = fc
  .record({
    status: one('stopped', 'completed'),
  })
  .map(({ status }): Situation => {
    const { visit, seenAgain, examined } = care;
    return {
      name: 'stopped prescription',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        visit,
        seenAgain,
        examined,
        lumbarFilm,
        {
          resourceType: 'MedicationRequest',
          id: 'medicine',
          status,
          intent: 'order',
          medicationCodeableConcept: { text: 'Naproxen 500 MG Oral Tablet' },
          subject: { reference: 'Patient/p1' },
          authoredOn: '2026-09-20',
          dispenseRequest: {
            expectedSupplyDuration: {
              value: 45,
              unit: 'd',
              code: 'd',
              system: 'http://unitsofmeasure.org',
            },
          },
        },
        form('outcome', 1, [said('trial-of-treatment.outcome', 'failed')]),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        status === 'stopped'
          ? {
              may: ['prerequisites-missing'],
              criteria: { 'trial-of-treatment.duration': ['not-documented'] },
            }
          : { may: ['supported'] },
      ],
      why: `a prescription of 45 days, ${status}`,
    };
  });

/** general-postop-1, repeat-3 and reading A55. */
export const afterFusion: fc.Arbitrary<Situation> = fc
  .record({
    reason: one('Z98.1', 'words'),
    isRoutine: one(true, false),
    study: one('72148', '72158', '72131'),
  })
  .map(({ reason, isRoutine, study }): Situation => {
    const words = { text: 'Status post lumbar fusion' };
    return {
      name: 'after a fusion',
      chart: [
        patient,
        {
          ...condition('fused', 'Z98.1', 500),
          ...(reason === 'words' ? { code: words } : {}),
        },
        procedure('fusion', '22612', { performedDateTime: '2025-06-01' }),
        encounter('visit', 'AMB', 4),
        ...(isRoutine ? [form('why', 1, [yes('surveillance-only')])] : []),
        form('begun', 4, [on('episode.onset', 100)]),
      ],
      orders: [orderOf(study, 'fused')],
      wanted: [
        isRoutine
          ? { may: ['not-supported'], decidedBy: 'study.surveillance-imaging' }
          : { may: ['prerequisites-missing', 'not-supported'] },
      ],
      why: `A55: ${reason}, ${isRoutine ? 'routine' : 'nothing said'}`,
    };
  });
