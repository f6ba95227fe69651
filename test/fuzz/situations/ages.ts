import fc from 'fast-check';
import type { Fields } from '../json.ts';
import { condition, encounter, form, report, yes } from '../stories/resources.ts';
import { orderOf } from './orders.ts';
import { completeCare, one, patient, type Situation, strength, type Wanted } from './situation.ts';

/** The patient, born so many years and days before the call. */
function aged(years: number, days: number): Fields {
  const born = new Date(Date.UTC(2026 - years, 10, 18) - days * 86_400_000);
  return { ...patient, birthDate: born.toISOString().slice(0, 10) };
}

/** sacroiliac-2: juvenile idiopathic arthritis is one of those under 18. */
export const arthritisOfTheYoung: fc.Arbitrary<Situation> = fc
  .record({
    age: one([17, 364], [18, 0], [10, 20], [40, 3]),
    study: one('72197', '72195', '72192'),
    device: one('none', 'none', 'unsafe'),
    isSeen: one(true, true, false),
  })
  .map(({ age: [years, days], study, device, isSeen }): Situation => {
    const isChild = years < 18;
    const isUnsafe = device === 'unsafe';
    const wanted = ((): Wanted => {
      if (!isChild || !isSeen) return { may: ['prerequisites-missing', 'not-supported'] };
      if (study === '72197') return { may: ['supported'] };
      if (study === '72195') return { may: ['alternative-preferred'] };
      return { may: isUnsafe ? ['supported'] : ['prerequisites-missing'] };
    })();
    return {
      name: 'arthritis of a child',
      chart: [
        aged(years, days),
        condition('complaint', 'M08.08', 60),
        ...(isSeen ? [encounter('visit', 'AMB', 20)] : []),
        ...(isUnsafe ? [condition('pacemaker', 'Z95.0', 900)] : []),
      ],
      orders: [orderOf(study, 'complaint')],
      wanted: [
        isUnsafe && study !== '72192'
          ? {
              may: ['supported', 'alternative-preferred', 'prerequisites-missing', 'not-supported'],
            }
          : wanted,
      ],
      ...(isUnsafe && study === '72192' ? { neverOffers: ['72195', '72197'] } : {}),
      why: `sacroiliac-2: ${years} years and ${days} days, ${study}, ${isSeen ? '' : 'not '}seen, device ${device}`,
    };
  });

/** ultrasound-1, ultrasound-2 and reading A24. */
export const canalOfAChild: fc.Arbitrary<Situation> = fc
  .record({
    age: one([0, 10], [0, 364], [1, 0], [5, 364], [6, 0], [17, 364], [18, 0], [50, 5]),
    reason: one('Q06.8', '311897005', 'M54.50', 'M54.16'),
    ossification: one('none', 'incomplete'),
  })
  .map(({ age: [years, days], reason, ossification }): Situation => {
    const isOfCord = reason === 'Q06.8' || reason === '311897005';
    const isOpen = ossification === 'incomplete';
    const wanted = ((): Wanted => {
      if (years >= 18)
        return { may: isOfCord ? ['not-supported', 'prerequisites-missing'] : ['not-supported'] };
      if (!isOfCord) return { may: ['not-supported', 'prerequisites-missing'] };
      if (years < 1) return { may: ['supported'] };
      if (years < 6) return { may: isOpen ? ['supported'] : ['prerequisites-missing'] };
      return { may: ['prerequisites-missing'] };
    })();
    return {
      name: 'ultrasound of the canal',
      chart: [
        aged(years, days),
        condition('reason', reason, 5),
        ...(isOpen ? [form('bones', 1, [yes('incomplete-vertebral-ossification')])] : []),
      ],
      orders: [orderOf('76800', 'reason')],
      wanted: [wanted],
      why: `A24: ${years} years and ${days} days, ${reason}, ossification ${ossification}`,
    };
  });

/** general-cancer-1: 71 years are over 70, and age alone is no suspicion (reading A12). */
export const ageAndSuspicion: fc.Arbitrary<Situation> = fc
  .record({
    age: one([70, 364], [71, 0], [12, 5]),
    suspicion: one('none', 'known cancer', 'suspected', 'family', 'refuted'),
    isSeen: fc.boolean(),
  })
  .map(({ age: [years, days], suspicion, isSeen }): Situation => {
    const charts: Readonly<Record<typeof suspicion, readonly Fields[]>> = {
      none: [],
      'known cancer': [condition('cancer', 'C61', 700)],
      suspected: [
        condition('tumour', 'C41.2', 4, {
          verificationStatus: { coding: [{ code: 'provisional' }] },
        }),
      ],
      family: [condition('family', 'Z80.42', 700)],
      refuted: [
        condition('tumour', 'C41.2', 4, {
          verificationStatus: { coding: [{ code: 'refuted' }] },
        }),
      ],
    };
    const isMet = suspicion === 'suspected' && years >= 71;
    return {
      name: 'age and suspicion of a tumour',
      chart: [
        aged(years, days),
        condition('complaint', 'M54.50', 20),
        ...(isSeen ? [encounter('visit', 'AMB', 10)] : []),
        ...charts[suspicion],
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        {
          may: isMet ? ['supported'] : ['prerequisites-missing'],
          criteria: {
            'red-flag.cancer': isMet
              ? ['met']
              : suspicion === 'known cancer' || suspicion === 'suspected'
                ? ['not-documented']
                : ['absent', 'not-met'],
          },
        },
      ],
      why: `A12, A46: ${years} years and ${days} days, suspicion ${suspicion}`,
    };
  });

const radiating = [
  '72100',
  '72110',
  '72125',
  '72128',
  '72131',
  '72132',
  '72133',
  '72192',
  '72202',
  '72220',
  '78306',
];

/** A pregnancy beside every kind of order: nothing with radiation is the recommended step (contract, Cards). */
export const pregnantWithOrders: fc.Arbitrary<Situation> = fc
  .record({
    codes: one(['72148'], ['72131'], ['72158'], ['72132'], ['72131', '72148'], ['62284']),
    complaint: one('M54.16', 'M43.16', 'M48.56XA', 'M46.1', 'M53.3', 'S32.010A'),
    beside: one('nothing', 'care', 'weak leg', 'pacemaker', 'nondiagnostic MRI'),
  })
  .map(({ codes, complaint, beside }): Situation => {
    const more: Readonly<Record<typeof beside, readonly Fields[]>> = {
      nothing: [],
      care: completeCare,
      'weak leg': [strength('left leg', 2, 2)],
      pacemaker: [condition('pacemaker', 'Z95.0', 900)],
      'nondiagnostic MRI': [
        ...completeCare,
        report('mri', '72148', 30, 'Nondiagnostic due to motion.'),
      ],
    };
    const any: Wanted = {
      may: ['supported', 'alternative-preferred', 'prerequisites-missing', 'not-supported'],
    };
    return {
      name: 'pregnant, with orders',
      chart: [
        patient,
        condition('pregnancy', 'Z33.1', 90),
        condition('complaint', complaint, 100),
        ...more[beside],
      ],
      orders: codes.map((code, position) => orderOf(code, 'complaint', `order-${position}`)),
      wanted: codes.map(() =>
        beside === 'weak leg' &&
        codes.length === 1 &&
        codes[0] === '72148' &&
        complaint === 'M54.16'
          ? { may: ['supported'] }
          : any,
      ),
      neverRecommends: radiating,
      why: `pregnancy: ${codes.join(' and ')} for ${complaint}, beside ${beside}`,
    };
  });
