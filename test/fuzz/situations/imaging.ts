import fc from 'fast-check';
import {
  condition,
  daysAgo,
  encounter,
  form,
  observation,
  report,
  request,
  yes,
} from '../stories/resources.ts';
import { orderOf } from './orders.ts';
import {
  completeCare,
  lumbarFilm,
  one,
  patient,
  type Situation,
  type Wanted,
} from './situation.ts';

/** syrinx-2, syrinx-3 and reading A54: a year after the last MRI, or three where non-progression is established. */
export const syrinx: fc.Arbitrary<Situation> = fc
  .record({
    last: one(180, 420, 1200, 'year', 'month'),
    isStable: one(true, false),
    isWorse: one(true, false, false),
    study: one('72141', '72146'),
  })
  .map(({ last, isStable, isWorse, study }): Situation => {
    const dated = {
      year: { effectiveDateTime: '2025' },
      month: { effectiveDateTime: '2025-11' },
      other: {},
    }[typeof last === 'number' ? 'other' : last];
    const days = typeof last === 'number' ? last : 300;
    const isDue = typeof last === 'number' ? days >= (isStable ? 1096 : 366) : false;
    // 2025 and November of 2025 can each lie a year back or less; three years they do not.
    const isOpen = typeof last !== 'number' && !isStable;
    const wanted: Wanted =
      isWorse || isDue
        ? { may: ['supported'] }
        : isOpen
          ? { may: ['prerequisites-missing'] }
          : { may: ['not-supported'] };
    return {
      name: 'known syrinx',
      chart: [
        patient,
        condition('syrinx', 'G95.0', 1900),
        encounter('visit', 'AMB', 3),
        ...['72141', '72146'].map((code) => ({
          ...report(`mri-${code}`, code, days, 'Syrinx C4 to T2.'),
          ...dated,
        })),
        form('said', 3, [
          ...(isStable ? [yes('syrinx-non-progression')] : []),
          ...(isWorse ? [yes('neurological-deterioration')] : []),
        ]),
      ],
      orders: [orderOf(study, 'syrinx')],
      wanted: [wanted],
      why: `A54: last MRI ${last}, ${isStable ? '' : 'not '}known stable, ${isWorse ? '' : 'not '}worse`,
    };
  });

const mriCodes = ['72148', '24968-0'] as const;

/** repeat-1 and reading A26: the same region and kind of study done in this episode. */
export const repeated: fc.Arbitrary<Situation> = fc
  .record({
    code: one(...mriCodes),
    when: one(40, 200),
    shows: one('Disc protrusion.', 'Nondiagnostic due to motion.'),
    region: one('same', 'other'),
    need: one('none', 'yes', 'no'),
  })
  .map(({ code, when, shows, region, need }): Situation => {
    const isRepeat = when < 100 && region === 'same' && shows.startsWith('Disc');
    const wanted: Wanted = !isRepeat
      ? { may: ['supported'] }
      : {
          may: [
            {
              yes: 'supported' as const,
              no: 'not-supported' as const,
              none: 'prerequisites-missing' as const,
            }[need],
          ],
        };
    const answers =
      need === 'none' ? [] : [['repeat-imaging-need', { valueBoolean: need === 'yes' }] as const];
    return {
      name: 'study of this episode again',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare,
        lumbarFilm,
        report('before', region === 'same' ? code : '72141', when, shows),
        ...(answers.length === 0 ? [] : [form('need', 1, answers)]),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        // A need that is denied where nothing was repeated says nothing.
        wanted,
      ],
      why: `A26: ${code} of ${region} region ${when} days ago, "${shows}", need ${need}`,
    };
  });

/** study.simultaneous-studies: what was requested in the episode and not reported is as if it stood beside the order. */
export const requestedBefore: fc.Arbitrary<Situation> = fc
  .record({
    asked: one('72148', '72158', '72131', '72141'),
    reported: one('none', '72158', '72148'),
  })
  // A report is one of the study that was asked for, with contrast or without.
  .filter(({ asked, reported }) => reported === 'none' || asked === '72148' || asked === '72158')
  .map(({ asked, reported }): Situation => {
    const isOpen = reported === 'none' && asked !== '72141';
    const isRepeat = reported !== 'none';
    return {
      name: 'study requested before',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare,
        lumbarFilm,
        request('asked', asked, { authoredOn: daysAgo(20) }),
        ...(isRepeat
          ? [
              {
                ...report('result', reported, 10, 'Disc protrusion.'),
                basedOn: [{ reference: 'ServiceRequest/asked' }],
              },
            ]
          : []),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        isOpen
          ? { may: ['prerequisites-missing', 'supported'] }
          : isRepeat
            ? {
                may: ['prerequisites-missing'],
                criteria: {
                  'simultaneous-studies-need': ['absent'],
                  'repeat-imaging-need': ['not-documented'],
                },
              }
            : { may: ['supported'] },
      ],
      why: `${asked} asked for 20 days ago, reported as ${reported}`,
    };
  });

/** ctmyelo-3 and reading A49: in place of a bare injection the CT after it, if that is indicated itself. */
export const injection: fc.Arbitrary<Situation> = fc
  .record({
    code: one('62284', '72265'),
    device: one('none', 'unsafe'),
    mri: one('none', 'Nondiagnostic due to motion.', 'Disc protrusion.'),
  })
  .map(({ code, device, mri }): Situation => {
    const mayFollow = device === 'unsafe' || mri.startsWith('Nondiagnostic');
    return {
      name: 'injection for a myelogram',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare,
        lumbarFilm,
        ...(device === 'unsafe' ? [condition('pacemaker', 'Z95.0', 2000)] : []),
        ...(mri === 'none' ? [] : [report('mri', '72148', 30, mri)]),
      ],
      orders: [orderOf(code, 'complaint')],
      wanted: [{ may: ['not-supported'], decidedBy: 'study.myelography-injection' }],
      ...(mayFollow ? { offers: ['72132'] } : { neverOffers: ['72132'] }),
      why: `A49: device ${device}, MRI ${mri}`,
    };
  });

/** myelopathy-2, redflag-1 and reading A50. */
export const longTracts: fc.Arbitrary<Situation> = fc
  .record({
    sign: one('R29.2', '86854008', 'attested'),
    beside: one('none', '72141'),
  })
  .map(({ sign, beside }): Situation => {
    const legs = orderOf('72148', 'legs');
    const both = beside === 'none' ? [legs] : [legs, orderOf(beside, 'legs', 'order-2')];
    return {
      name: 'weak legs with long-tract signs',
      chart: [
        patient,
        condition('legs', 'G82.20', 3),
        ...(sign === 'attested'
          ? [form('signs', 1, [yes('long-tract-signs')])]
          : [condition('sign', sign, 3)]),
      ],
      orders: both,
      wanted: [{ may: ['supported'], decidedBy: 'red-flag.bilateral-leg-weakness' }],
      ...(beside === 'none' ? { offers: ['72141', '72146'] } : { neverOffers: ['72141'] }),
      why: `A50: sign ${sign}, beside ${beside}`,
    };
  });

/** general-wholebody-2 and reading A61. */
export const manyRegions: fc.Arbitrary<Situation> = fc
  .record({
    reason: one('M45.9', 'M54.50'),
    codes: one(['72141', '72146', '72148'], ['72141', '72146', '72148', '72195']),
  })
  .map(({ reason, codes }): Situation => {
    const isWholeBody = reason === 'M54.50' && codes.length > 3;
    const isSpondylitis = reason === 'M45.9';
    return {
      name: 'MRI of many regions',
      chart: [patient, condition('reason', reason, 60), encounter('visit', 'AMB', 10)],
      orders: codes.map((code, position) => orderOf(code, 'reason', `order-${position}`)),
      wanted: codes.map((code): Wanted => {
        if (isWholeBody) return { may: ['not-supported'], decidedBy: 'study.whole-body-by-parts' };
        if (isSpondylitis)
          return code === '72195'
            ? { may: ['supported', 'alternative-preferred', 'prerequisites-missing'] }
            : { may: ['supported'] };
        return { may: ['prerequisites-missing'] };
      }),
      why: `A61: ${codes.join()} for ${reason}`,
    };
  });

/** mri-3: upright is the technique of a study, not the posture in which something hurts. */
export const positional: fc.Arbitrary<Situation> = fc
  .record({
    where: one('reason', 'detail'),
    words: one('upright', 'weight-bearing', 'dynamic'),
  })
  .map(({ where, words }): Situation => {
    const isTechnique = where === 'detail';
    const complaint = condition('complaint', 'M54.16', 100);
    return {
      name: 'words of posture',
      chart: [
        patient,
        isTechnique
          ? complaint
          : { ...complaint, code: { ...Object(complaint.code), text: `Sciatica, worse ${words}` } },
        ...completeCare,
        lumbarFilm,
      ],
      orders: [
        orderOf(
          '72148',
          'complaint',
          'order',
          isTechnique ? { orderDetail: [{ text: `${words} MRI` }] } : {},
        ),
      ],
      wanted: [
        isTechnique
          ? { may: ['not-supported'], decidedBy: 'study.positional-mri' }
          : { may: ['supported'] },
      ],
      why: `mri-3: "${words}" in the ${where}`,
    };
  });

const spineMri = ['72141', '72146', '72148', '72156', '72157', '72158'] as const;

/** petct-2 and reading A36: no level is invented for a PET/CT. */
export const petForTumour: fc.Arbitrary<Situation> = fc
  .record({
    code: one('78814', '78815', '78816'),
    tumour: one('C79.51', '94602001'),
  })
  .map(
    ({ code, tumour }): Situation => ({
      name: 'PET/CT for a tumour',
      chart: [
        patient,
        condition('primary', 'C61', 400),
        condition('tumour', tumour, 10),
        encounter('visit', 'AMB', 5),
      ],
      orders: [orderOf(code, 'tumour')],
      wanted: [
        { may: ['prerequisites-missing'], criteria: { 'pet-ct-criteria': ['not-documented'] } },
      ],
      neverOffers: spineMri,
      why: `A36: ${code} for ${tumour}`,
    }),
  );

/** A study that has just been done is not proposed (contract, Cards). */
export const justDone: fc.Arbitrary<Situation> = fc
  .record({
    mri: one('72148', '72158'),
    shows: one('Nondiagnostic due to motion.'),
    daysBefore: one(0, 2),
  })
  .map(
    ({ mri, shows, daysBefore }): Situation => ({
      name: 'MRI of today and cauda equina syndrome',
      chart: [patient, condition('cauda', 'G83.4', 2), report('mri', mri, daysBefore, shows)],
      orders: [orderOf('72132', 'cauda')],
      wanted: [{ may: ['supported', 'alternative-preferred'] }],
      neverOffers: ['72148', '72158', '72149'],
      why: `${mri} ${daysBefore} days ago was not diagnostic`,
    }),
  );

/** redflag-1: a foot drop that is the order's reason begins the episode, whatever hurts since. */
export const footDropAsReason: fc.Arbitrary<Situation> = fc
  .record({
    since: one(2, 20, 48),
    pain: one('none', 'newer', 'older'),
    told: one('M21.371', '6077001', 'observation'),
  })
  .map(({ since, pain, told }): Situation => {
    const isSeen = told === 'observation';
    return {
      name: 'foot drop as the reason',
      chart: [
        patient,
        isSeen
          ? observation(
              'drop',
              { coding: [{ system: 'http://snomed.info/sct', code: '6077001' }] },
              since,
              { valueBoolean: true },
            )
          : condition('drop', told, since),
        ...(pain === 'none' ? [] : [condition('pain', 'M54.50', pain === 'newer' ? 1 : 900)]),
      ],
      orders: [
        isSeen
          ? orderOf('72148', undefined, 'order', {
              reasonReference: [{ reference: 'Observation/drop' }],
            })
          : orderOf('72148', 'drop'),
      ],
      wanted: [{ may: ['supported'], decidedBy: 'red-flag.foot-drop' }],
      why: `foot drop of ${since} days as ${told}, pain ${pain}`,
    };
  });

/** No X-ray or CT is the recommended step in a coded pregnancy (contract, Cards). */
export const pregnant: fc.Arbitrary<Situation> = fc
  .record({
    code: one('Z33.1', '77386006', 'O26.892'),
  })
  .map(
    ({ code }): Situation => ({
      name: 'film missing in a pregnancy',
      chart: [
        patient,
        condition('pregnancy', code, 60),
        condition('complaint', 'M54.16', 100),
        ...completeCare,
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        { may: ['prerequisites-missing'], criteria: { 'plain-radiograph': ['not-documented'] } },
      ],
      neverRecommends: ['72100', '72110', '72114', '72120'],
      why: `pregnancy as ${code}`,
    }),
  );

/** redflag-1 and reading A10: a red flag of a few days before the pain is asked about, or there. */
export const shortlyBefore: fc.Arbitrary<Situation> = fc
  .record({
    days: one(7, 8, 30),
    told: one('diagnosis', 'observation', 'answer', 'strength'),
  })
  .map(({ days, told }): Situation => {
    const drop = { coding: [{ system: 'http://snomed.info/sct', code: '6077001' }] };
    const flag = told === 'strength' ? 'red-flag.motor-grade' : 'red-flag.foot-drop';
    const seen = {
      diagnosis: condition('flag', 'M21.371', days),
      observation: observation('flag', drop, days, { valueBoolean: true }),
      answer: form('flag', days, [yes('red-flag.foot-drop')]),
      strength: observation('flag', { text: 'Muscle strength left leg' }, days, {
        valueInteger: 2,
      }),
    }[told];
    return {
      name: 'red flag before the pain',
      chart: [patient, condition('complaint', 'M54.16', 6), seen],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        {
          may: ['supported', 'prerequisites-missing'],
          criteria: { [flag]: ['met', 'not-documented'] },
        },
      ],
      why: `A10: ${told} of ${days} days ago, pain of 6`,
    };
  });
