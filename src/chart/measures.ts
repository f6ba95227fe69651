import type { Evidence } from '../logic/finding.ts';
import { siteName } from '../terminology/body-sites.ts';
import { isJointOrOrgan } from '../terminology/elsewhere.ts';
import { type LimbPlace, limbInText, limbOfCode, nowhere } from '../terminology/limbs.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { keptConcept, ofConcept } from './codeable-concept.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  regionsOfSites,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import type { ChartDate } from './types.ts';
import { isUnanswered } from './what-it-says.ts';

/** What an Observation, or one component of it, measured: its fields, what it is called, and where. */
export interface Measure {
  readonly fields: Fields;
  readonly code: unknown;
  readonly words: string;
  /** The site of the Observation, which its components share. */
  readonly bodySite: unknown;
  /** The Observation's name, where this is a component of it. */
  readonly panel: Measure | undefined;
}

interface Place {
  readonly limb: LimbPlace;
  readonly regions: readonly BodyRegion[];
}

/**
 * What an Observation measured: by itself, and by each of its components, which lies where the Observation lies as far
 * as it does not say otherwise. One that was not performed says nothing; its components speak for themselves.
 */
export function measuresOf(observation: Fields): readonly Measure[] {
  const own = measureOf(observation, observation.bodySite);
  const components = listOf(observation.component);
  if (components.length === 0) return isUnanswered(observation) ? [] : [own];
  const parts = components.map((component) => measureOf(component, observation.bodySite, own));
  return [own, ...parts].filter(({ fields }) => !isUnanswered(fields));
}

function measureOf(fields: Fields, bodySite: unknown, panel?: Measure): Measure {
  const code = keptConcept(fields.code) ?? fields.code;
  return { fields, code, words: wordsOf(code), bodySite, panel };
}

/** Where a measure lies; asked only of one that becomes a fact with a place. */
export function placeOf({ code, bodySite, panel }: Measure): Place {
  const own = placeNamed(code);
  const site = bodySite === undefined ? noPlace : placeNamed(bodySite);
  const whole = panel === undefined ? undefined : placeOf(panel);
  const limb =
    whole === undefined
      ? joined(own.limb, site.limb)
      : joined(joined(whole.limb, site.limb), own.limb);
  const named = whole === undefined ? [site, own] : [own, site, whole];
  const regions = named.find((one) => one.regions.length > 0)?.regions ?? regionsOfLimb(limb);
  return { limb, regions };
}

const noPlace: Place = { limb: nowhere, regions: [] };

/** A place with what is said of it elsewhere, which counts more. */
function joined(place: LimbPlace, more: LimbPlace): LimbPlace {
  if (more === nowhere || more === place) return place;
  return place === nowhere ? more : { ...place, ...more };
}

/** Where a CodeableConcept puts it. */
const placeNamed = ofConcept((concept): Place => {
  let limb = limbInText(wordsOf(concept));
  for (const { system, code, display } of codingsOf(concept)) {
    limb = joined(joined(limb, limbInText(display ?? '')), limbOfCode(system, code));
  }
  return { limb, regions: regionsOfSites(concept) };
});

function regionsOfLimb({ limb }: LimbPlace): readonly BodyRegion[] {
  if (limb === undefined) return [];
  return limb === 'arm' ? ['cervical'] : ['lumbar'];
}

/** Whether a place names a limb or a muscle: more than a side. */
export function isLimbNamed({ limb, muscle }: LimbPlace): boolean {
  return limb !== undefined || muscle !== undefined;
}

/** Whether the site or the name of a measure is a joint, an organ, the head or the trunk. */
export function isOfJointOrTrunk({ bodySite, words }: Measure): boolean {
  if (bodySite === undefined) return isJointOrOrgan(words);
  const names = codingsOf(bodySite).map(
    ({ system, code, display }) => display ?? siteName(system, code) ?? '',
  );
  const site = [wordsOf(bodySite), ...names].join('. ');
  return isJointOrOrgan(site) || isJointOrOrgan(`${site}. ${words}`);
}

/** The number that was measured. */
export function numberOf(observation: Fields): number | undefined {
  return finite(fieldsOf(observation.valueQuantity)?.value) ?? finite(observation.valueInteger);
}

/** A finite number. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value in words. */
export function answerOf(fields: Fields): string {
  return textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
}

/** A measure as evidence: its name and its value. */
export function evidenceOf(
  { fields, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
): Evidence {
  const value = numberOf(fields);
  const said = value === undefined ? answerOf(fields) : String(value);
  return cite(reference, date, shortened(said === '' ? words : `${words}: ${said}`));
}
