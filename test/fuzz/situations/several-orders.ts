import fc from 'fast-check';
import type { Fields } from '../json.ts';
import { condition, verificationStatus } from '../stories/resources.ts';
import { orderOf } from './orders.ts';
import {
  completeCare,
  everySpineMri,
  lumbarFilm,
  one,
  patient,
  type Situation,
  type Wanted,
} from './situation.ts';

/** What a red flag of the lumbar spine says of each study of it, without a contraindication to MRI (sections 3 and 7). */
const flags: Readonly<
  Record<
    string,
    {
      readonly chart: readonly Fields[];
      readonly preferred: readonly string[];
      readonly listed: readonly string[];
    }
  >
> = {
  'cauda-equina': {
    chart: [condition('flag', 'G83.4', 2)],
    preferred: ['72148'],
    listed: ['72148', '72158'],
  },
  'foot-drop': {
    chart: [condition('flag', 'M21.371', 2)],
    preferred: ['72148'],
    listed: ['72148', '72158'],
  },
  infection: {
    chart: [condition('flag', 'M46.46', 2)],
    preferred: ['72158'],
    listed: ['72158'],
  },
  fracture: {
    chart: [condition('flag', 'S32.010A', 2)],
    preferred: ['72131', '72148'],
    listed: ['72131', '72148'],
  },
  cancer: {
    chart: [
      condition('primary', 'C61', 700),
      condition('flag', 'C79.51', 4, verificationStatus('provisional')),
    ],
    preferred: ['72148'],
    listed: ['72148', '72158', '72131'],
  },
};

const drafts = [
  ['72148'],
  ['72131'],
  ['72158'],
  ['72148', '72131'],
  ['72131', '72148'],
  ['72158', '72131'],
  ['72131', '72158'],
  ['72148', '72158'],
  ['72158', '72148'],
  ['72148', '72141'],
  ['72131', '72141'],
  ['72141', '72131', '72148'],
] as const;

const held: Wanted['may'] = ['prerequisites-missing', 'alternative-preferred', 'not-supported'];

/**
 * Several orders of one call, a red flag of the lumbar spine, and an implant: what the flag needs is held up by no other
 * order, a CT by no MRI that the implant forbids (sections 3, 5 and 6; contract, Cards).
 */
export const severalOrdersOfAFlag: fc.Arbitrary<Situation> = fc
  .record({
    id: fc.constantFrom(...Object.keys(flags)),
    codes: fc.constantFrom(...drafts),
    device: one('none', 'none', 'pacemaker'),
    care: one('none', 'complete'),
  })
  .map(({ id, codes, device, care }): Situation => {
    const { chart = [], listed = [], preferred = [] } = flags[id] ?? {};
    const ofLumbar = codes.filter((code) => code !== '72141');
    const isForbidden = device === 'pacemaker';
    // The first that is listed keeps its determination, in the order of the flag's own list.
    const inOrder = [...preferred, ...listed];
    const kept = inOrder.find((code) => ofLumbar.some((ordered) => ordered === code));
    const wantedOf = (code: string): Wanted => {
      if (code === '72141') return { may: ['prerequisites-missing', 'alternative-preferred'] };
      if (isForbidden && code === '72131')
        return { may: id === 'infection' ? ['supported', 'alternative-preferred'] : ['supported'] };
      if (isForbidden) return { may: [...held, 'supported'] };
      return { may: code === kept ? ['supported'] : held };
    };
    const others = everySpineMri.filter((code) => !codes.some((ordered) => ordered === code));
    return {
      name: 'several orders and a red flag',
      chart: [
        patient,
        condition('complaint', 'M54.16', 30),
        ...chart,
        ...(isForbidden ? [condition('pacemaker', 'Z95.0', 2000)] : []),
        ...(care === 'none' ? [] : [...completeCare, lumbarFilm]),
      ],
      orders: codes.map((code, position) => orderOf(code, 'complaint', `order-${position}`)),
      wanted: codes.map(wantedOf),
      neverOffers: [...(isForbidden ? others : []), '97110', '91251008', '72100'],
      neverRemoves: codes.flatMap((code, position) =>
        code === kept || (isForbidden && code === '72131')
          ? [`ServiceRequest/order-${position}`]
          : [],
      ),
      why: `${id}: ${codes.join(' and ')}, device ${device}, care ${care}`,
    };
  });
