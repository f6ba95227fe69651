import fc from 'fast-check';
import type { Fields } from '../json.ts';
import {
  clinicalStatus,
  condition,
  daysAgo,
  encounter,
  form,
  observation,
  procedure,
  verificationStatus,
  yes,
} from '../stories/resources.ts';
import type { Level } from '../stories/story.ts';
import { coded, loinc, snomed } from '../valid-values.ts';
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

const mriAt: Readonly<Record<Level, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
};
const ctAt: Readonly<Record<Level, string>> = {
  cervical: '72125',
  thoracic: '72128',
  lumbar: '72131',
};
const painAt: Readonly<Record<Level, string>> = {
  cervical: 'M54.2',
  thoracic: 'M54.6',
  lumbar: 'M54.16',
};
/** Each red flag with the level that its own record names, or that of the complaint (reading A52). */
const flags: Readonly<Record<string, { at: readonly Level[]; chart: (at: Level) => Fields[] }>> = {
  'cauda-equina': { at: ['lumbar'], chart: () => [condition('flag', 'G83.4', 2)] },
  'foot-drop': { at: ['lumbar'], chart: () => [condition('flag', 'M21.371', 2)] },
  'bilateral-leg-weakness': { at: ['lumbar'], chart: () => [condition('flag', 'G82.20', 2)] },
  'motor-grade': {
    at: ['lumbar', 'cervical'],
    chart: (at) => [strength(at === 'lumbar' ? 'left leg' : 'left arm', 2, 2)],
  },
  'progressive-deficit': {
    at: ['lumbar', 'cervical'],
    chart: (at) =>
      [5, 4].map((grade, position) =>
        strength(at === 'lumbar' ? 'right leg' : 'right arm', grade, 8 - 6 * position),
      ),
  },
  infection: {
    at: ['cervical', 'thoracic', 'lumbar'],
    chart: (at) => [
      condition('flag', { cervical: 'M46.42', thoracic: 'M46.44', lumbar: 'M46.46' }[at], 2),
    ],
  },
  fracture: {
    at: ['cervical', 'thoracic', 'lumbar'],
    chart: (at) => [
      condition('flag', { cervical: 'S12.400A', thoracic: 'S22.000A', lumbar: 'S32.010A' }[at], 2),
    ],
  },
  cancer: {
    at: ['cervical', 'thoracic', 'lumbar'],
    chart: () => [
      condition('primary', 'C61', 700),
      condition('flag', 'C79.51', 4, verificationStatus('provisional')),
    ],
  },
};

const devices: Readonly<Record<string, readonly Fields[]>> = {
  pacemaker: [condition('pacemaker', 'Z95.0', 2000)],
  'pacemaker in situ': [condition('pacemaker', '441509002', 2000)],
  'unsafe device': [
    {
      resourceType: 'Device',
      id: 'device',
      status: 'active',
      type: { text: 'Aneurysm clip' },
      patient: { reference: 'Patient/p1' },
      safety: [{ text: 'MR Unsafe' }],
    },
  ],
  form: [form('device', 1, [yes('mri-contraindicated')])],
};

/**
 * A documented contraindication and a red flag of one level: sections 3 and 5 (ct-1). The CT of that level is held up
 * by nothing, and no MRI is offered (contract, Cards).
 */
export const contraindicatedRedFlag: fc.Arbitrary<Situation> = fc
  .constantFrom(
    ...Object.entries(flags).flatMap(([id, { at }]) => at.map((level) => [id, level] as const)),
  )
  .chain(([id, level]) =>
    fc.record({
      id: fc.constant(id),
      level: fc.constant(level),
      device: fc.constantFrom(...Object.keys(devices)),
      study: one('CT', 'CT', 'MRI'),
      care: one('none', 'complete'),
    }),
  )
  .map(({ id, level, device, study, care }): Situation => {
    // redflag-4: of an infection the CT is one with contrast; the plain one is none that the section lists.
    const wanted: Wanted = {
      may:
        study === 'MRI'
          ? ['supported', 'alternative-preferred', 'prerequisites-missing']
          : id === 'infection'
            ? ['supported', 'alternative-preferred']
            : ['supported'],
      criteria: study === 'CT' ? { [`red-flag.${id}`]: ['met'] } : {},
    };
    return {
      name: 'red flag and contraindication',
      chart: [
        patient,
        condition('complaint', painAt[level], 30),
        ...(flags[id]?.chart(level) ?? []),
        ...(devices[device] ?? []),
        ...(care === 'none' ? [] : completeCare),
      ],
      orders: [orderOf(study === 'CT' ? ctAt[level] : mriAt[level], 'complaint')],
      wanted: [wanted],
      neverOffers: [
        ...everySpineMri.filter((code) => study === 'CT' || code !== mriAt[level]),
        '97110',
        '97161',
      ],
      why: `ct-1: ${id} of ${level}, ${device}, ${study}, care ${care}`,
    };
  });

const removals: Readonly<
  Record<string, { readonly resources: readonly Fields[]; readonly isGone: boolean | undefined }>
> = {
  none: { resources: [], isGone: false },
  'removed since': {
    resources: [procedure('removal', '33233', { performedDateTime: daysAgo(300) })],
    isGone: true,
  },
  'removed since, in words': {
    resources: [
      procedure('removal', '33233', {
        code: { text: 'Removal of permanent pacemaker' },
        performedDateTime: daysAgo(300),
      }),
    ],
    isGone: true,
  },
  'removed before it was put in': {
    resources: [procedure('removal', '33233', { performedDateTime: daysAgo(2500) })],
    isGone: false,
  },
  'removal not done': {
    resources: [
      procedure('removal', '33233', { status: 'not-done', performedDateTime: daysAgo(300) }),
    ],
    isGone: false,
  },
  'another device removed': {
    resources: [procedure('removal', '22852', { performedDateTime: daysAgo(300) })],
    isGone: false,
  },
  'removal undated': { resources: [procedure('removal', '33233', {})], isGone: undefined },
};

/** ct-1 and reading A51: an implant that was taken out is none; one that another device made room for is. */
export const implantRemoved: fc.Arbitrary<Situation> = fc
  .record({
    told: one('condition', 'snomed', 'closed', 'unsafe device', 'removed device'),
    removal: fc.constantFrom(...Object.keys(removals)),
    study: one('72131', '72148'),
  })
  .map(({ told, removal, study }): Situation => {
    const device = {
      resourceType: 'Device',
      id: 'device',
      type: { text: 'Cardiac pacemaker' },
      patient: { reference: 'Patient/p1' },
      safety: [{ text: 'MR Unsafe' }],
    };
    const has: Readonly<Record<typeof told, Fields>> = {
      condition: condition('pacemaker', 'Z95.0', 2000),
      snomed: condition('pacemaker', '441509002', 2000),
      closed: condition('pacemaker', 'Z95.0', 2000, {
        ...clinicalStatus('resolved'),
        abatementDateTime: daysAgo(300),
      }),
      'unsafe device': { ...device, status: 'active', manufactureDate: daysAgo(2010) },
      'removed device': { ...device, status: 'inactive' },
    };
    const { resources = [], isGone } = removals[removal] ?? {};
    const isClosed = told === 'closed' || told === 'removed device';
    const isThere = !isClosed && isGone === false;
    const isCt = study === '72131';
    return {
      name: 'implant that was taken out',
      chart: [
        patient,
        condition('complaint', 'M54.16', 100),
        ...completeCare,
        lumbarFilm,
        has[told],
        ...resources,
      ],
      orders: [orderOf(study, 'complaint')],
      wanted: [
        isCt
          ? isThere
            ? { may: ['supported'] }
            : {
                // Nobody says whether leads were left behind: the criterion asks.
                may:
                  isGone === true || isClosed
                    ? ['prerequisites-missing']
                    : ['prerequisites-missing', 'supported'],
                criteria: { 'mri-contraindicated': ['not-documented', 'not-met', 'met'] },
              }
          : { may: ['supported', 'prerequisites-missing', 'alternative-preferred'] },
      ],
      ...(isThere && isCt ? { neverOffers: everySpineMri } : {}),
      why: `A51: pacemaker as ${told}, removal ${removal}`,
    };
  });

const pregnancyTest = coded(loinc, '82810-3');

/** No X-ray or CT is the recommended step in a pregnancy, whoever tells of it (contract, Cards). */
export const pregnancyObserved: fc.Arbitrary<Situation> = fc
  .record({
    told: one(
      'status',
      'status in words',
      'status by its answer',
      'delivery date',
      'condition and an old negative test',
      'status after a negative one',
    ),
    beside: one('nothing', 'pacemaker', 'weak leg and pacemaker', 'trial missing'),
  })
  .map(({ told, beside }): Situation => {
    const pregnant = { valueCodeableConcept: coded(snomed, '77386006') };
    const not = { valueCodeableConcept: coded(snomed, '60001007') };
    const says: Readonly<Record<typeof told, readonly Fields[]>> = {
      status: [observation('status', pregnancyTest, 10, pregnant)],
      'status in words': [observation('status', pregnancyTest, 10, { valueString: 'Pregnant' })],
      'status by its answer': [
        observation('status', pregnancyTest, 10, {
          valueCodeableConcept: coded(loinc, 'LA15173-0'),
        }),
      ],
      'delivery date': [
        observation('due', coded(loinc, '11778-8'), 20, { valueDateTime: daysAgo(-120) }),
      ],
      'condition and an old negative test': [
        condition('pregnancy', 'Z33.1', 60),
        observation('status', pregnancyTest, 200, not),
      ],
      'status after a negative one': [
        observation('status-before', pregnancyTest, 90, not),
        observation('status', pregnancyTest, 10, pregnant),
      ],
    };
    const more: Readonly<Record<typeof beside, readonly Fields[]>> = {
      nothing: completeCare,
      pacemaker: [...completeCare, condition('pacemaker', 'Z95.0', 2000)],
      'weak leg and pacemaker': [condition('pacemaker', 'Z95.0', 2000), strength('left leg', 2, 2)],
      'trial missing': [encounter('visit', 'AMB', 50)],
    };
    return {
      name: 'pregnancy by observation',
      chart: [patient, condition('complaint', 'M54.16', 100), ...says[told], ...more[beside]],
      orders: [orderOf('72148', 'complaint')],
      wanted: [{ may: ['prerequisites-missing', 'supported', 'alternative-preferred'] }],
      neverRecommends: ['72100', '72110', '72114', '72120', '72131', '72132', '72133'],
      why: `pregnancy by ${told}, beside ${beside}`,
    };
  });
