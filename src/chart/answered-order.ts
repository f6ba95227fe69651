import type { BodyRegion } from '../terminology/types.ts';
import { type Fields, listOf, localReference, referenceOf } from './fields.ts';
import type { AnsweredOrder, Attestation } from './types.ts';

const context = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/qr-context';

/** The orders that a response was given for (DTR, `qr-context`); undefined where it names none. */
export function ordersAnswered(response: Fields): readonly string[] | undefined {
  const named = listOf(response.extension)
    .filter(({ url }) => url === context)
    .flatMap(({ valueReference }) => referenceOf(valueReference) ?? [])
    .map(localReference)
    // DTR 2.0.1 names the coverage, and others an encounter, in the same extension.
    .filter((reference) => reference.startsWith('ServiceRequest/'));
  return named.length > 0 ? named : undefined;
}

/**
 * Whether an answer counts for an order: it was given for this one, for another of the same level, or for none in
 * particular. What was answered for an order that is not known here, or for one of another level, is no answer. What
 * speaks of a red flag counts whichever order it was asked for: it is the same patient.
 */
export function countsFor(
  { about, linkId, value }: Attestation,
  order: AnsweredOrder,
  levelsOf: (reference: string) => readonly BodyRegion[] | undefined,
): boolean {
  if (about === undefined || (value !== false && redFlag.test(linkId))) return true;
  return about.some((reference) => {
    if (reference === order.reference) return true;
    const levels = order.levelsOf(reference) ?? levelsOf(reference) ?? [];
    return levels.some((level) => order.regions.includes(level));
  });
}

const redFlag = /^(red-flag|severe-radicular|cancer-feature)\.|^cancer-suspicion$/;
