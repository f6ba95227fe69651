import { isNewer } from '../../chart/dates.ts';
import type { ChartDate } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import type { Evidence } from '../../logic/finding.ts';
import { type LimbPlace, tellsOf } from '../../terminology/limbs.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { isNew, isOfEpisode, isRecent } from './newness.ts';

/** Where a finding of the nerves lies. */
export interface Placed {
  readonly limb: LimbPlace;
  readonly regions: readonly BodyRegion[];
}

/**
 * Whether two findings are of the same limb: yes (`told`), perhaps (`open`) or no (`not`) (formal logic, section 3:
 * limb by limb).
 */
export function relation(one: Placed, other: Placed): 'told' | 'open' | 'not' {
  const isElsewhere =
    one.regions.length > 0 && other.regions.length > 0 && !overlap(one.regions, other.regions);
  return isElsewhere ? 'not' : tellsOf(one.limb, other.limb);
}

/** Whether the limb and its side are named. */
export function isNamed({ limb }: Placed): boolean {
  return limb.limb !== undefined && limb.side !== undefined;
}

/** The findings of each place. There are few places, however many findings there are. */
export function byPlace<Found extends Placed>(findings: readonly Found[]): readonly Found[][] {
  const places = new Map<string, Found[]>();
  for (const finding of findings) {
    const { limb, regions } = finding;
    const key = [limb.limb, limb.side, limb.muscle, ...regions].join('|');
    const known = places.get(key);
    if (known === undefined) places.set(key, [finding]);
    else known.push(finding);
  }
  return [...places.values()];
}

/** A dated finding that can be compared with others of its quality: the greater the worse. */
export interface Graded extends Placed {
  readonly quality: 'motor' | 'sensory' | 'reflex';
  readonly severity: number;
  readonly shown: string;
  readonly doubtful?: true | undefined;
  readonly date: ChartDate;
  readonly evidence: Evidence;
}

/** A deficit that has become worse in the episode, or may have. */
export interface Progression {
  readonly course: 'worse' | 'open';
  readonly summary: string;
  /** The better finding, and the worse one after it. */
  readonly findings: readonly [Graded, Graded];
}

const changes = {
  motor: 'Motor strength fell',
  sensory: 'Sensation became worse',
  reflex: 'A reflex changed for the worse',
} as const;

/**
 * The deficits that are worse at their last examination, in the episode, than at one before: limb by limb and of the
 * same quality. What had become worse before the episode and has not changed since is no progression, nor is one that
 * has recovered; one that has recovered in part, or of which a record leaves the limb open, is open.
 */
export function progressions(orderCase: Case): readonly Progression[] {
  const found: Progression[] = [];
  for (const quality of ['motor', 'sensory', 'reflex'] as const) {
    const graded = gradedOf(orderCase, quality);
    // One finding alone is worse than none before it.
    if (graded.length < 2) continue;
    const places = byPlace(graded);
    for (const place of places) {
      const [own] = place;
      if (own === undefined) continue;
      const told = places.filter(
        ([other]) => other !== undefined && relation(other, own) === 'told',
      );
      const certain = isNamed(own) ? courseOf(told.flat(), orderCase) : undefined;
      if (certain !== undefined) {
        found.push(certain);
        continue;
      }
      // Only a record that leaves the limb open makes a comparison open: two named limbs are two.
      const open = places.filter(
        (other) =>
          other === place ||
          (other[0] !== undefined &&
            relation(other[0], own) !== 'not' &&
            !(isNamed(other[0]) && isNamed(own))),
      );
      const perhaps =
        open.length > 1 || !isNamed(own) ? courseOf(open.flat(), orderCase) : undefined;
      if (perhaps !== undefined) found.push({ ...perhaps, course: 'open' });
    }
  }
  return found;
}

/** From plus to minus it is half a grade; between either and the grade itself two examiners may differ. */
const halves = { plus: 0.25, none: 0, minus: -0.25 } as const;
const signs = { plus: '+', none: '', minus: '-' } as const;
const leastDifference = 0.3;

function isWorse(one: Graded, other: Graded): boolean {
  return one.severity - other.severity > leastDifference;
}

/** By whatever difference: from 4 to 4- two examiners may differ, or it fell. */
function isAnyWorse(one: Graded, other: Graded): boolean {
  return one.severity > other.severity;
}

/** The dated findings of a quality. */
export function gradedOf(orderCase: Case, quality: Graded['quality']): readonly Graded[] {
  const { motorGrades, deficits } = orderCase.chart;
  const found: Graded[] = [];
  for (const one of quality === 'motor' ? motorGrades : []) {
    const { grade, half = 'none', date, limb, regions, doubtful, evidence } = one;
    if (date === undefined) continue;
    const severity = 5 - grade - halves[half];
    const shown = `${grade}${signs[half]}/5`;
    found.push({ quality, severity, shown, doubtful, date, limb, regions, evidence });
  }
  for (const one of deficits) {
    const { severity, isUnread, doubtful, date, limb, regions, evidence } = one;
    if (one.quality !== quality || isUnread === true || date === undefined) continue;
    const shown = evidence.text;
    found.push({ quality, severity, shown, doubtful, date, limb, regions, evidence });
  }
  return found;
}

function courseOf(findings: readonly Graded[], orderCase: Case): Progression | undefined {
  const ordered = findings.toSorted((one, other) => one.date.latest - other.date.latest);
  const last = ordered.at(-1);
  if (last === undefined) return undefined;
  const latest = ordered.filter((one) => !isNewer(last.date, one.date));
  const worst = latest.reduce((one, other) => (isWorse(other, one) ? other : one), last);
  const before = ordered.filter((one) => isNewer(worst.date, one.date));
  const isThen = ({ date }: Graded): boolean => isOfEpisode(date, orderCase) === 'met';
  const fell =
    isNew(worst.date, orderCase) === 'met' ? comparedWith(before, worst, isThen) : undefined;
  // One that became worse in the weeks before the episode may have begun it, and one of years ago in it may have
  // stayed: it is asked about.
  const perhaps =
    isThen(worst) || isRecent(worst.date, orderCase)
      ? comparedWith(
          before,
          worst,
          (one) => isThen(one) || isRecent(one.date, orderCase),
          isAnyWorse,
        )
      : undefined;
  const { better, hasImproved } = fell ?? perhaps ?? {};
  if (better === undefined) return undefined;
  const isOpen =
    fell === undefined ||
    hasImproved === true ||
    [better, worst].some(({ doubtful }) => doubtful === true) ||
    latest.some((one) => isWorse(worst, one));
  const { quality } = worst;
  return {
    course: isOpen ? 'open' : 'worse',
    summary: `${changes[quality]} from ${better.shown} to ${worst.shown}`,
    findings: [better, worst],
  };
}

/** The last better finding of a time, or the one that it set out from; and whether a worse one came between. */
function comparedWith(
  before: readonly Graded[],
  worst: Graded,
  isOfTime: (one: Graded) => boolean,
  isWorseThan = isWorse,
): { readonly better: Graded; readonly hasImproved: boolean } | undefined {
  const baseline = before.filter((one) => !isOfTime(one)).slice(-1);
  const ofTime = before.filter(isOfTime);
  const better = [...baseline, ...ofTime].findLast((one) => isWorseThan(worst, one));
  // Only a worse finding within that time shows that it has recovered since; how bad it was earlier does not matter.
  return better === undefined
    ? undefined
    : { better, hasImproved: ofTime.some((one) => isWorse(one, worst)) };
}
