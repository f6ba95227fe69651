import fc from 'fast-check';
import type { Fields } from '../json.ts';
import {
  concept,
  condition,
  daysAgo,
  encounter,
  form,
  no,
  observation,
  procedure,
  report,
  request,
  said,
  surgeryAt,
  yes,
} from '../stories/resources.ts';
import { coded } from '../valid-values.ts';
import { orderOf } from './orders.ts';
import {
  completeCare,
  everySpineMri,
  lumbarFilm,
  one,
  patient,
  type Situation,
  strength,
  type Wanted,
} from './situation.ts';

/** Prior MRI of this episode, and what became of the symptom since (repeat-1; section 6, point 6). */
export const repeatAfterChange: fc.Arbitrary<Situation> = fc
  .record({
    change: one(
      'none',
      'foot drop since',
      'foot drop before',
      'strength fell',
      'strength as before',
      'old need denied, foot drop since',
      'deterioration attested',
      'deterioration attested before the MRI',
      'new need attested before the MRI',
      'cauda equina since',
      'weaker other leg, long ago',
    ),
    prior: one('72148', '72158', '24968-0'),
    shows: one('Disc protrusion L5-S1.', 'Disc extrusion with contact to the S1 root.'),
  })
  .map(({ change, prior, shows }): Situation => {
    const held: Wanted = {
      may: ['prerequisites-missing'],
      criteria: { 'repeat-imaging-need': ['not-documented', 'not-met'] },
    };
    const free: Wanted = { may: ['supported'] };
    const told: Readonly<Record<typeof change, readonly [Wanted, ...Fields[]]>> = {
      none: [held],
      'foot drop since': [free, condition('drop', 'M21.371', 3)],
      // The red flag is as old as what the MRI was made for: the rule may ask, and never deny.
      'foot drop before': [
        { may: ['supported', 'prerequisites-missing'] },
        condition('drop', 'M21.371', 55),
      ],
      'strength fell': [free, strength('left leg', 5, 45), strength('left leg', 4, 3)],
      'strength as before': [held, strength('left leg', 4, 45), strength('left leg', 4, 3)],
      'old need denied, foot drop since': [
        free,
        form('denied', 30, [no('repeat-imaging-need'), no('red-flag.foot-drop')]),
        condition('drop', 'M21.371', 3),
      ],
      // A2: what has changed may ask for a film of its own.
      'deterioration attested': [
        {
          may: ['supported', 'prerequisites-missing'],
          criteria: { 'repeat-imaging-need': ['met', 'absent'] },
        },
        form('worse', 1, [yes('neurological-deterioration')]),
      ],
      'deterioration attested before the MRI': [
        { may: ['prerequisites-missing'] },
        form('worse', 50, [yes('neurological-deterioration')]),
      ],
      'new need attested before the MRI': [
        { may: ['prerequisites-missing'] },
        form('need', 50, [yes('repeat-imaging-need')]),
      ],
      'cauda equina since': [free, condition('cauda', 'G83.4', 1)],
      'weaker other leg, long ago': [
        held,
        strength('right leg', 5, 900),
        { ...strength('right leg', 4, 800), id: 'strength-later' },
      ],
    };
    const [wanted, ...more] = told[change];
    return {
      name: 'study again, and a symptom that changed',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare,
        lumbarFilm,
        report('before', prior, 40, shows),
        ...more,
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [wanted],
      why: `repeat-1: ${prior} 40 days ago, then ${change}`,
    };
  });

/** A planned operation beside one that was done: a plan that was carried out, or has passed, is none. */
export const planAndOperation: fc.Arbitrary<Situation> = fc
  .record({
    plan: one('none', 'ahead', 'passed', 'authored long ago', 'answered', 'answered before'),
    done: one('none', 'years ago', 'since the plan', 'another level since'),
  })
  .map(({ plan, done }): Situation => {
    const planned: Readonly<Record<typeof plan, readonly Fields[]>> = {
      none: [],
      ahead: [
        request('plan', surgeryAt.lumbar, {
          authoredOn: daysAgo(60),
          occurrenceDateTime: daysAgo(-20),
        }),
      ],
      passed: [
        request('plan', surgeryAt.lumbar, {
          authoredOn: daysAgo(60),
          occurrenceDateTime: daysAgo(20),
        }),
      ],
      'authored long ago': [request('plan', surgeryAt.lumbar, { authoredOn: daysAgo(500) })],
      answered: [form('plan', 1, [yes('preoperative-planning')])],
      'answered before': [form('plan', 40, [yes('preoperative-planning')])],
    };
    const operated: Readonly<Record<typeof done, readonly Fields[]>> = {
      none: [],
      'years ago': [procedure('done', surgeryAt.lumbar, { performedDateTime: daysAgo(900) })],
      'since the plan': [procedure('done', surgeryAt.lumbar, { performedDateTime: daysAgo(20) })],
      'another level since': [
        procedure('done', surgeryAt.cervical, { performedDateTime: daysAgo(20) }),
      ],
    };
    const isPast = plan === 'none' || plan === 'passed' || plan === 'authored long ago';
    // What was planned and done since: an order may stand for a second operation, which nobody says.
    const isDone = done === 'since the plan' && plan !== 'answered';
    return {
      name: 'operation planned, operation done',
      chart: [
        patient,
        condition('complaint', 'M43.16', 100),
        encounter('visit', 'AMB', 95),
        lumbarFilm,
        ...planned[plan],
        ...operated[done],
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        isPast || (isDone && plan !== 'ahead')
          ? { may: ['prerequisites-missing'] }
          : isDone
            ? { may: ['prerequisites-missing', 'supported'] }
            : done === 'since the plan'
              ? { may: ['supported', 'prerequisites-missing'] }
              : { may: ['supported'] },
      ],
      why: `spondylolisthesis-1: plan ${plan}, operation ${done}`,
    };
  });

/** Answers of a form, and what the chart has recorded since: the newer one holds (readings A53, A10). */
export const answersThenRecords: fc.Arbitrary<Situation> = fc
  .record({
    what: one(
      'foot drop denied, then seen',
      'foot drop affirmed, then gone',
      'no contraindication, then an implant',
      'failed, then the goal achieved',
      'improving, then weak',
      'surveillance, then weak',
      'not seen, then a visit',
      'old film, then a newer one',
      'film denied, then done',
      'score of nine, then of three',
      'infection denied, then coded',
      'trial denied, then recorded',
    ),
    day: one(15, 30, 45),
  })
  .map(({ what, day }): Situation => {
    const supported: Wanted = { may: ['supported'] };
    const withoutFilm = completeCare;
    const told: Readonly<Record<typeof what, readonly [Wanted, readonly Fields[], string?]>> = {
      'foot drop denied, then seen': [
        supported,
        [form('before', day, [no('red-flag.foot-drop')]), condition('drop', 'M21.371', 3)],
      ],
      'foot drop affirmed, then gone': [
        {
          may: ['prerequisites-missing'],
          criteria: { 'red-flag.foot-drop': ['not-met', 'not-documented', 'absent'] },
        },
        [
          form('before', day, [yes('red-flag.foot-drop')]),
          observation('gone', concept('6077001'), 2, { valueBoolean: false }),
        ],
      ],
      'no contraindication, then an implant': [
        { may: ['prerequisites-missing', 'supported'] },
        [
          ...completeCare,
          lumbarFilm,
          form('before', day, [no('mri-contraindicated')]),
          {
            resourceType: 'Device',
            id: 'implant',
            status: 'active',
            type: { text: 'Pacemaker' },
            safety: [{ text: 'MR unsafe' }],
            manufactureDate: daysAgo(12),
            patient: { reference: 'Patient/p1' },
          },
          procedure('implanted', '33208', { performedDateTime: daysAgo(10) }),
        ],
        '72131',
      ],
      'failed, then the goal achieved': [
        { may: ['prerequisites-missing', 'not-supported'] },
        [
          ...completeCare.filter(({ id }) => id !== 'course'),
          lumbarFilm,
          procedure('course', '97110', {
            performedPeriod: { start: daysAgo(100), end: daysAgo(day + 1) },
          }),
          form('before', day, [said('trial-of-treatment.outcome', 'failed')]),
          {
            resourceType: 'Goal',
            id: 'goal',
            lifecycleStatus: 'completed',
            achievementStatus: coded(
              'http://terminology.hl7.org/CodeSystem/goal-achievement',
              'achieved',
            ),
            description: { text: 'Relief of leg pain' },
            subject: { reference: 'Patient/p1' },
            startDate: daysAgo(90),
            statusDate: daysAgo(3),
          },
        ],
      ],
      'improving, then weak': [
        supported,
        [form('before', day, [yes('symptoms-improving')]), strength('left leg', 2, 2)],
      ],
      'surveillance, then weak': [
        supported,
        [form('before', day, [yes('surveillance-only')]), strength('left leg', 2, 2)],
      ],
      'not seen, then a visit': [
        { may: ['prerequisites-missing'], criteria: { 'in-person-evaluation': ['met'] } },
        [form('before', day, [no('in-person-evaluation')]), encounter('visit', 'AMB', 3)],
      ],
      'old film, then a newer one': [
        supported,
        [
          ...withoutFilm,
          form('before', day, [
            ['plain-radiograph.date', { valueDate: daysAgo(400) }],
            said('plain-radiograph.region', 'lumbar'),
            said('plain-radiograph.result', 'no-fracture'),
          ]),
          report('film', '72100', 10, 'No fracture.'),
        ],
      ],
      'film denied, then done': [
        supported,
        [
          ...withoutFilm,
          form('before', day, [no('plain-radiograph')]),
          report('film', '72100', 10, 'No fracture.'),
        ],
      ],
      'score of nine, then of three': [
        {
          may: ['prerequisites-missing'],
          criteria: { 'red-flag.severe-radicular-pain': ['not-met', 'not-documented', 'absent'] },
        },
        [
          form('before', day, [
            ['severe-radicular.pain-score', { valueInteger: 9 }],
            yes('severe-radicular.functional-loss'),
            yes('severe-radicular.seven-days-of-treatment'),
            yes('severe-radicular.planned-intervention'),
          ]),
          observation('score', concept('72514-3'), 2, { valueQuantity: { value: 3 } }),
        ],
      ],
      'infection denied, then coded': [
        supported,
        [form('before', day, [no('red-flag.infection')]), condition('discitis', 'M46.46', 3)],
        '72158',
      ],
      'trial denied, then recorded': [
        { may: ['supported', 'prerequisites-missing'] },
        [form('before', 70, [no('trial-of-treatment')]), ...completeCare, lumbarFilm],
      ],
    };
    const [wanted, chart, study = '72148'] = told[what];
    return {
      name: 'an older answer and a newer record',
      chart: [patient, condition('complaint', 'M54.16', 100), ...chart],
      orders: [orderOf(study, 'complaint')],
      wanted: [wanted],
      ...(what.startsWith('no contraindication') ? { neverOffers: everySpineMri } : {}),
      why: `A53: ${what}, the answer ${day} days ago`,
    };
  });
