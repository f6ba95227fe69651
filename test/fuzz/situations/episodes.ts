import fc from 'fast-check';
import type { Fields } from '../json.ts';
import {
  type Answer,
  clinicalStatus,
  condition,
  daysAgo,
  encounter,
  form,
  no,
  on,
  procedure,
  report,
  said,
  yes,
} from '../stories/resources.ts';
import { coded, snomed } from '../valid-values.ts';
import { orderOf } from './orders.ts';
import { care, lumbarFilm, one, patient, type Situation, type Wanted } from './situation.ts';

const examination = (day: number): Fields =>
  form(
    `examined-${day}`,
    day,
    ['dermatomal-sensation', 'motor', 'reflexes'].map((part) =>
      yes(`neurological-examination.${part}`),
    ),
  );

function course(from: number, to: number): Fields {
  return procedure(`course-${from}`, '97110', {
    performedPeriod: { start: daysAgo(from), end: daysAgo(to) },
    outcome: coded(snomed, '385671000'),
  });
}

/** The earlier episode of the same level as the chart keeps it: what became of it dates nothing of the new one. */
const earlier: Readonly<Record<string, readonly Fields[]>> = {
  'resolved radiculopathy': [
    condition('earlier', 'M54.16', 900, {
      ...clinicalStatus('resolved'),
      abatementDateTime: daysAgo(700),
    }),
  ],
  'active back pain': [condition('earlier', 'M54.50', 900)],
  'active disc disease': [condition('earlier', 'M51.26', 900)],
  'stenosis without symptoms': [condition('earlier', 'M48.061', 900)],
  'high blood pressure': [condition('earlier', 'I10', 900)],
};

/**
 * Two episodes of one level, each with its own care: nothing of the earlier one completes the new one, and nothing of it
 * spoils it (readings A2, A43; evidence contract, "when").
 */
export const twoEpisodes: fc.Arbitrary<Situation> = fc
  .record({
    before: fc.constantFrom(...Object.keys(earlier)),
    trial: one('complete', 'short', 'straddling, long enough', 'straddling, short', 'none'),
    film: one('new', 'new', 'old'),
    seen: one('new', 'new', 'old'),
    examined: one('new', 'new', 'old'),
    olderTrial: one('failed', 'helped', 'none'),
  })
  .map(({ before, trial, film, seen, examined, olderTrial }): Situation => {
    const trials: Readonly<Record<typeof trial, readonly Fields[]>> = {
      complete: [course(55, 8)],
      short: [course(40, 8)],
      'straddling, long enough': [course(90, 8)],
      'straddling, short': [course(100, 25)],
      none: [],
    };
    const isTried = trial === 'complete' || trial === 'straddling, long enough';
    const isDone = [film, seen, examined].every((when) => when === 'new');
    // stenosis-1 asks for no film and no examination.
    const asksLess = before === 'stenosis without symptoms' && isTried && seen === 'new';
    return {
      name: 'two episodes of one level',
      chart: [
        patient,
        ...(earlier[before] ?? []),
        condition('complaint', 'M54.16', 60),
        ...(olderTrial === 'none'
          ? []
          : [
              procedure('older-course', '97110', {
                performedPeriod: { start: daysAgo(880), end: daysAgo(800) },
                outcome: coded(snomed, olderTrial === 'failed' ? '385671000' : '385669000'),
              }),
            ]),
        ...trials[trial],
        report('film', '72100', film === 'new' ? 50 : 860, 'No fracture.'),
        encounter('visit', 'AMB', seen === 'new' ? 58 : 890),
        encounter('seen-again', 'VR', 4),
        examination(examined === 'new' ? 4 : 850),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [
        {
          may:
            isTried && isDone
              ? ['supported']
              : asksLess
                ? ['supported', 'prerequisites-missing']
                : ['prerequisites-missing'],
        },
      ],
      why: `two episodes: ${before}, trial ${trial}, older trial ${olderTrial}, film ${film}, visit ${seen}, examination ${examined}`,
    };
  });

const failed: Answer = said('trial-of-treatment.outcome', 'failed');
const helped: Answer = said('trial-of-treatment.outcome', 'improved');
const directed = yes('trial-of-treatment.provider-directed');
const supported: Wanted = { may: ['supported'] };
const missing: Wanted = { may: ['prerequisites-missing'] };

/** Answers of two forms: item by item the newest holds, and a fact is made of both (evidence contract, "Attestation"). */
const inTwoForms: Readonly<
  Record<
    string,
    { older: readonly Answer[]; newer: readonly Answer[]; wanted: Wanted; course?: true }
  >
> = {
  'start, then end': {
    older: [on('trial-of-treatment.start', 70), directed],
    newer: [on('trial-of-treatment.end', 10), failed],
    wanted: supported,
  },
  'end moved later': {
    older: [on('trial-of-treatment.start', 60), on('trial-of-treatment.end', 30), directed, failed],
    newer: [on('trial-of-treatment.end', 8)],
    wanted: supported,
  },
  'start corrected to a short trial': {
    older: [on('trial-of-treatment.start', 70), on('trial-of-treatment.end', 20), directed, failed],
    newer: [on('trial-of-treatment.start', 40)],
    wanted: missing,
  },
  'failed, then helped': {
    older: [failed],
    newer: [helped],
    wanted: { may: ['prerequisites-missing', 'not-supported'] },
    course: true,
  },
  'helped, then failed': { older: [helped], newer: [failed], wanted: supported, course: true },
  'no treatment of a provider, then one': {
    older: [
      no('trial-of-treatment.provider-directed'),
      on('trial-of-treatment.start', 70),
      on('trial-of-treatment.end', 20),
    ],
    newer: [directed, failed],
    wanted: supported,
  },
  'treatment of a provider, then none': {
    older: [directed, on('trial-of-treatment.start', 70), on('trial-of-treatment.end', 20)],
    newer: [no('trial-of-treatment.provider-directed'), failed],
    wanted: missing,
  },
  'improving, then no longer': {
    older: [yes('symptoms-improving')],
    newer: [no('symptoms-improving')],
    wanted: supported,
    course: true,
  },
  'not improving, then improving': {
    older: [no('symptoms-improving')],
    newer: [yes('symptoms-improving')],
    wanted: { may: ['not-supported'] },
    course: true,
  },
  'onset, then a later one': {
    older: [on('episode.onset', 100)],
    newer: [on('episode.onset', 30)],
    wanted: missing,
    course: true,
  },
};

export const answersOfTwoForms: fc.Arbitrary<Situation> = fc
  .record({
    what: fc.constantFrom(...Object.keys(inTwoForms)),
    days: one([7, 2], [7, 6], [2, 1]),
    // Some servers keep the newest first.
    isReversed: fc.boolean(),
  })
  .map(({ what, days: [first, second], isReversed }): Situation => {
    const { older = [], newer = [], wanted = missing, course: isTreated } = inTwoForms[what] ?? {};
    const forms = [form('older', first, older), form('newer', second, newer)];
    const { course: ofCare, ...rest } = care;
    return {
      name: 'answers of two forms',
      chart: [
        patient,
        condition(
          'complaint',
          'M54.16',
          100,
          what.startsWith('onset') ? { onsetDateTime: undefined } : {},
        ),
        ...Object.values(rest),
        ...(isTreated === true
          ? [{ ...ofCare, ...(what.includes('helped') ? { outcome: undefined } : {}) }]
          : []),
        lumbarFilm,
        ...(isReversed ? forms.toReversed() : forms),
      ],
      orders: [orderOf('72148', 'complaint')],
      wanted: [wanted],
      why: `two forms: ${what}, ${first} and ${second} days ago`,
    };
  });
