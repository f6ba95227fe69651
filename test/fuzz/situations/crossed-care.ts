import fc from 'fast-check';
import type { Fields } from '../json.ts';
import { condition, daysAgo, encounter, form, procedure, said } from '../stories/resources.ts';
import { coded, icd, snomed } from '../valid-values.ts';
import { orderOf } from './orders.ts';
import { care, completeCare, lumbarFilm, one, patient, type Situation } from './situation.ts';

const { visit, seenAgain, examined } = care;

/** Sessions of therapy as visits, one a week. */
function sessions(
  from: number,
  to: number,
  changes: (position: number) => Fields,
): readonly Fields[] {
  const days: number[] = [];
  for (let day = from; day >= to; day -= 7) days.push(day);
  return days.map((day, position) =>
    encounter(`session-${day}`, 'AMB', day, {
      type: [{ text: 'Physical therapy' }],
      ...changes(position),
    }),
  );
}

const failed = form('outcome', 3, [said('trial-of-treatment.outcome', 'failed')]);

const reasonsOfVisits: Readonly<Record<string, Fields>> = {
  none: {},
  'this, by code': { reasonCode: [coded(icd, 'M54.16')] },
  'this, by reference': { reasonReference: [{ reference: 'Condition/complaint' }] },
  'this, in words': { reasonCode: [{ text: 'Low back pain with sciatica' }] },
  'knee, by code': { reasonCode: [coded(icd, 'M17.11')] },
  'knee, by reference': { reasonReference: [{ reference: 'Condition/knee' }] },
  'knee, by diagnosis': { diagnosis: [{ condition: { reference: 'Condition/knee' } }] },
  'knee, in words': { reasonCode: [{ text: 'Pain of the right knee' }] },
  'shoulder, by code': { reasonCode: [coded(icd, 'M25.511')] },
};

/** Readings A43, A57 and A59 on therapy that visits alone tell of. */
export const therapyInVisits: fc.Arbitrary<Situation> = fc
  .record({
    reason: fc.constantFrom(...Object.keys(reasonsOfVisits)),
    share: one('all', 'all', 'second half of this'),
  })
  .map(({ reason, share }): Situation => {
    const isElsewhere = /knee|shoulder/.test(reason);
    const own = reasonsOfVisits['this, by code'] ?? {};
    const changes = (position: number): Fields =>
      share !== 'all' && position >= 5 ? own : (reasonsOfVisits[reason] ?? {});
    return {
      name: 'therapy told in visits',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        condition('knee', 'M17.11', 300),
        visit,
        seenAgain,
        examined,
        lumbarFilm,
        ...sessions(73, 3, changes),
        failed,
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        !isElsewhere
          ? { may: ['supported'] }
          : share === 'all'
            ? {
                may: ['prerequisites-missing'],
                criteria: { 'trial-of-treatment.duration': ['not-documented', 'absent'] },
              }
            : // Of this complaint are the last sessions only, over 35 days.
              {
                may: ['prerequisites-missing'],
                criteria: { 'trial-of-treatment.duration': ['not-met'] },
              },
      ],
      why: `A57, A59: sessions for ${reason}, ${share}`,
    };
  });

const secondReasons: Readonly<Record<string, Fields>> = {
  'newer neck pain': condition('second', 'M54.2', 20),
  'older neck pain': condition('second', 'M54.2', 900),
  knee: condition('second', 'M17.11', 20),
  'high blood pressure': condition('second', 'I10', 20),
  'long-standing deformity': condition('second', 'M41.26', 3000),
  'older stenosis': condition('second', 'M48.061', 700),
  diabetes: condition('second', 'E11.9', 30),
};

/** Two reasons of one order: the one of its level dates the episode and is judged (sections 0, 4 and 6). */
export const twoReasons: fc.Arbitrary<Situation> = fc
  .record({
    second: fc.constantFrom(...Object.keys(secondReasons)),
    isFirst: fc.boolean(),
    form: one('references', 'code and reference'),
    isTreated: fc.boolean(),
  })
  .map(({ second, isFirst, form: how, isTreated }): Situation => {
    const other = secondReasons[second] ?? {};
    const references = ['complaint', 'second'].map((id) => ({ reference: `Condition/${id}` }));
    const asCode = { reasonCode: [other.code], reasonReference: references.slice(0, 1) };
    return {
      name: 'two reasons of one order',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...(how === 'references' ? [other] : []),
        visit,
        ...(isTreated ? [care.course] : []),
        seenAgain,
        examined,
        lumbarFilm,
      ],
      orders: [
        orderOf(
          '72148',
          'complaint',
          'order',
          how === 'references'
            ? { reasonReference: isFirst ? references : [...references].reverse() }
            : asCode,
        ),
      ],
      wanted: [
        {
          may: isTreated
            ? ['supported']
            : // spinal-deformity asks for films and a visit, and for no trial.
              second === 'long-standing deformity'
              ? ['supported', 'prerequisites-missing']
              : ['prerequisites-missing'],
        },
      ],
      why: `section 0: radiculopathy and ${second} by ${how}, ${isTreated ? '' : 'not '}treated`,
    };
  });

const reasonsOfCourses: Readonly<Record<string, Fields>> = {
  none: {},
  lumbar: { reasonReference: [{ reference: 'Condition/complaint' }] },
  'lumbar, by code': { reasonCode: [coded(icd, 'M54.16')] },
  neck: { reasonReference: [{ reference: 'Condition/neck' }] },
  'neck, by site': { bodySite: [{ text: 'Cervical spine' }] },
  'lumbar, by site': { bodySite: [{ text: 'Lumbar spine' }] },
  both: {
    reasonReference: [{ reference: 'Condition/complaint' }, { reference: 'Condition/neck' }],
  },
};

/**
 * Two orders of two levels and one trial of treatment: it counts for the complaint that it was for (readings A43,
 * A59).
 */
export const oneTrialForTwo: fc.Arbitrary<Situation> = fc
  .record({
    reason: fc.constantFrom(...Object.keys(reasonsOfCourses)),
    isNeckFirst: fc.boolean(),
    neckSince: one(100, 50),
  })
  .map(({ reason, isNeckFirst, neckSince }): Situation => {
    const isOfNeck = !reason.startsWith('lumbar');
    const isOfBack = !reason.startsWith('neck');
    const ofBack = isOfBack
      ? { may: ['supported'] as const }
      : { may: ['prerequisites-missing'] as const };
    // Of the days before the neck began none counts for it: 40 are left.
    const ofNeck =
      isOfNeck && neckSince === 100
        ? { may: ['supported'] as const }
        : { may: ['prerequisites-missing'] as const };
    const back = orderOf('72148', 'complaint', 'back');
    const neck = orderOf('72141', 'neck', 'neck');
    return {
      name: 'one trial and two orders',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        condition('neck', 'M54.2', neckSince),
        visit,
        encounter('visit-2', 'AMB', 45),
        procedure('course', '97110', {
          performedPeriod: { start: daysAgo(64), end: daysAgo(10) },
          outcome: coded(snomed, '385671000'),
          ...(reasonsOfCourses[reason] ?? {}),
        }),
        seenAgain,
        examined,
        lumbarFilm,
      ],
      orders: isNeckFirst ? [neck, back] : [back, neck],
      wanted: isNeckFirst ? [ofNeck, ofBack] : [ofBack, ofNeck],
      why: `A59: a course for ${reason}, neck pain for ${neckSince} days`,
    };
  });

/**
 * A visit whose reason is another complaint is no evaluation of this one, whichever of them is told first (reading
 * A60).
 */
export const visitOfAnother: fc.Arbitrary<Situation> = fc
  .record({
    reason: one('sore throat', 'ankle', 'knee', 'both', 'neither'),
    told: one('reasonCode', 'diagnosis'),
  })
  .map(({ reason, told }): Situation => {
    const codes: Readonly<Record<typeof reason, readonly string[]>> = {
      'sore throat': ['J02.9'],
      ankle: ['S82.891A'],
      knee: ['M17.11'],
      both: ['J02.9', 'M54.16'],
      neither: [],
    };
    const conditions = codes[reason].map((code, position) =>
      condition(`of-visit-${position}`, code, 95),
    );
    const counts = reason === 'both' || reason === 'neither';
    return {
      name: 'visit for another complaint',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare.filter(({ id }) => id !== 'visit' && id !== 'seen-again'),
        lumbarFilm,
        encounter('seen-again', 'VR', 4),
        encounter('visit', 'AMB', 95, {
          ...(told === 'reasonCode' && codes[reason].length > 0
            ? { reasonCode: codes[reason].map((code) => coded(icd, code)) }
            : {}),
          ...(told === 'diagnosis' && codes[reason].length > 0
            ? {
                diagnosis: conditions.map(({ id }) => ({
                  condition: { reference: `Condition/${id}` },
                })),
              }
            : {}),
        }),
        ...(told === 'diagnosis' ? conditions : []),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        counts
          ? { may: ['supported'] }
          : {
              may: ['prerequisites-missing'],
              criteria: { 'in-person-evaluation': ['not-documented', 'not-met'] },
            },
      ],
      why: `A60: a visit for ${reason} by ${told}`,
    };
  });

/** Two courses of treatment, one after the other: the newest outcome of this complaint tells (standard-3, "failure"). */
export const twoCourses: fc.Arbitrary<Situation> = fc
  .record({
    first: one('failed', 'helped'),
    second: one('none', 'failed', 'helped'),
    secondIsFor: one('this', 'the neck'),
  })
  .map(({ first, second, secondIsFor }): Situation => {
    const outcomes = { failed: '385671000', helped: '385669000', none: '' };
    const newest = second === 'none' || secondIsFor === 'the neck' ? first : second;
    return {
      name: 'two courses of treatment',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        condition('neck', 'M54.2', 100),
        visit,
        seenAgain,
        examined,
        lumbarFilm,
        procedure('course', '97110', {
          performedPeriod: { start: daysAgo(70), end: daysAgo(20) },
          outcome: coded(snomed, outcomes[first]),
        }),
        ...(second === 'none'
          ? []
          : [
              procedure('second-course', '98940', {
                performedPeriod: { start: daysAgo(15), end: daysAgo(5) },
                outcome: coded(snomed, outcomes[second]),
                reasonReference: [
                  { reference: `Condition/${secondIsFor === 'this' ? 'complaint' : 'neck'}` },
                ],
              }),
            ]),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        newest === 'helped'
          ? { may: ['prerequisites-missing', 'not-supported'] }
          : first === 'failed'
            ? { may: ['supported'] }
            : { may: ['prerequisites-missing', 'supported'] },
      ],
      why: `standard-3: the first ${first}, the second, for ${secondIsFor}, ${second}`,
    };
  });
