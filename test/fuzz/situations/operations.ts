import fc from 'fast-check';
import type { Fields } from '../json.ts';
import {
  concept,
  condition,
  daysAgo,
  encounter,
  form,
  observation,
  procedure,
  report,
  request,
  said,
  surgeryAt,
  yes,
} from '../stories/resources.ts';
import { orderOf } from './orders.ts';
import {
  completeCare,
  lumbarFilm,
  one,
  patient,
  type Situation,
  strength,
  type Wanted,
} from './situation.ts';

const levels = ['lumbar', 'cervical', 'thoracic'] as const;

/** spondylolisthesis-1: an operation that is planned at another level plans nothing of this one. */
export const planOfAnotherLevel: fc.Arbitrary<Situation> = fc
  .record({
    level: one(...levels),
    told: one('request', 'procedure', 'request and form', 'site in words'),
    study: one('72148', '72131'),
  })
  .map(({ level, told, study }): Situation => {
    const words = {
      lumbar: 'Lumbar spine',
      cervical: 'Cervical spine',
      thoracic: 'Thoracic spine',
    };
    const plans: Readonly<Record<typeof told, readonly Fields[]>> = {
      request: [request('plan', surgeryAt[level], { occurrenceDateTime: daysAgo(-14) })],
      procedure: [
        procedure('plan', surgeryAt[level], {
          status: 'preparation',
          performedDateTime: daysAgo(-14),
        }),
      ],
      'request and form': [
        request('plan', surgeryAt[level], { occurrenceDateTime: daysAgo(-14) }),
        form('plan-said', 2, [
          said('planned-surgery.kind', 'decompression'),
          ['planned-surgery.date', { valueDate: daysAgo(-14) }],
        ]),
      ],
      'site in words': [
        request('plan', '63047', {
          code: { text: 'Spinal fusion' },
          bodySite: [{ text: words[level] }],
          occurrenceDateTime: daysAgo(-14),
        }),
      ],
    };
    const isHere = level === 'lumbar';
    return {
      name: 'operation planned at another level',
      chart: [
        patient,
        condition('complaint', 'M43.16', 100),
        encounter('visit', 'AMB', 95),
        lumbarFilm,
        ...plans[told],
      ],
      orders: [orderOf(study, 'complaint')],
      wanted: [
        told === 'site in words'
          ? { may: isHere ? ['supported', 'prerequisites-missing'] : ['prerequisites-missing'] }
          : { may: isHere ? ['supported'] : ['prerequisites-missing'] },
      ],
      why: `spondylolisthesis-1: an operation of ${level} planned by ${told}`,
    };
  });

/** general-radiculopathy-2: severe pain of the leg and an intervention that is planned, at its level or elsewhere. */
export const interventionOfAnotherLevel: fc.Arbitrary<Situation> = fc
  .record({
    plan: one('64483', '63047', '63045', '62321', '27447', 'referral', 'routine referral'),
    score: one(9, 8),
    treated: one(8, 5),
  })
  .map(({ plan, score, treated }): Situation => {
    const referral = {
      code: { text: 'Referral to spine surgery' },
      priority: plan === 'referral' ? 'urgent' : 'routine',
      reasonReference: [{ reference: 'Condition/complaint' }],
    };
    const isPlanned = ['64483', '63047', 'referral'].includes(plan);
    // An operation of the back has to be urgent for that: an order for one does not say so.
    const isOpen = plan === '63047';
    const isSevere = score === 9 && treated === 8;
    return {
      name: 'severe pain and an intervention planned',
      chart: [
        patient,
        condition('complaint', 'M54.16', 20),
        observation('score', concept('72514-3'), 2, { valueInteger: score }),
        procedure('course', '97110', {
          performedPeriod: { start: daysAgo(treated + 1), end: daysAgo(1) },
          outcome: concept('385671000'),
        }),
        form('loss', 1, [yes('severe-radicular.functional-loss')]),
        request('plan', plan.includes('referral') ? '63047' : plan, {
          authoredOn: daysAgo(1),
          ...(plan.includes('referral') ? referral : {}),
        }),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        isSevere && isPlanned
          ? { may: isOpen ? ['supported', 'prerequisites-missing'] : ['supported'] }
          : { may: ['prerequisites-missing'] },
      ],
      why: `general-radiculopathy-2: score ${score}, ${treated} days of treatment, plan ${plan}`,
    };
  });

/** After an operation, with a deficit that is new, old, of another level or none (postop6-1, readings A18, A19, A31). */
export const operatedAndDeficit: fc.Arbitrary<Situation> = fc
  .record({
    since: one(100, 250, 900),
    at: one('lumbar', 'lumbar', 'cervical'),
    deficit: one('none', 'foot drop', 'weak leg', 'weaker leg', 'weak arm', 'foot drop of before'),
    film: one('after', 'before', 'none'),
    isTreated: fc.boolean(),
    study: one('72148', '72158', '72131'),
  })
  .map(({ since, at, deficit, film, isTreated, study }): Situation => {
    const deficits: Readonly<Record<typeof deficit, readonly Fields[]>> = {
      none: [],
      'foot drop': [condition('drop', 'M21.371', 3)],
      'weak leg': [strength('left leg', 2, 3)],
      'weaker leg': [strength('left leg', 5, 30), strength('left leg', 4, 3)],
      'weak arm': [strength('left arm', 2, 3)],
      'foot drop of before': [
        condition('drop', 'M21.371', 1200, {
          clinicalStatus: concept('inactive'),
          abatementDateTime: daysAgo(1000),
        }),
      ],
    };
    const isFlag = ['foot drop', 'weak leg', 'weaker leg'].includes(deficit);
    const isAfter = since > 190 && at === 'lumbar';
    const isFilmed = film === 'after';
    // M54.16 with film, trial and examination is a radiculopathy of its own, whatever was operated on.
    const isComplete = isTreated && isFilmed;
    const wanted = ((): Wanted => {
      if (study !== '72131' && isFlag) return { may: ['supported'] };
      if (study === '72131') {
        if (!isAfter) return { may: ['prerequisites-missing', 'alternative-preferred'] };
        return isFilmed && (isTreated || isFlag)
          ? { may: ['supported'] }
          : { may: ['prerequisites-missing', 'alternative-preferred'] };
      }
      if (!isComplete) return { may: ['prerequisites-missing'] };
      // An operation of the level is a reason for contrast.
      return study === '72158' && at !== 'lumbar'
        ? { may: ['alternative-preferred'] }
        : { may: ['supported'] };
    })();
    return {
      name: 'operated on, and a deficit',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100 > since ? since - 10 : 95),
        procedure('operation', surgeryAt[at], { performedDateTime: daysAgo(since) }),
        ...completeCare.filter(
          ({ id }) => id !== 'course' && id !== 'seen-again' && id !== 'visit',
        ),
        encounter('visit', 'AMB', 90),
        ...(isTreated
          ? completeCare.filter(({ id }) => id === 'course' || id === 'seen-again')
          : []),
        ...(film === 'none'
          ? []
          : [report('film', '72100', film === 'after' ? 60 : 1000, 'No fracture.')]),
        ...deficits[deficit],
      ],
      orders: [orderOf(study, 'complaint')],
      wanted: [wanted],
      why: `postop6-1: ${at} ${since} days ago, deficit ${deficit}, film ${film}, ${isTreated ? '' : 'not '}treated, ${study}`,
    };
  });
