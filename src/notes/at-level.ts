import type { BodyRegion } from '../terminology/types.ts';
import { isOtherLevel, regionsIn } from './readers/place-of.ts';
import { type Found, foundOf } from './readers/reader.ts';
import type { Sentence } from './sentence.ts';
import type { Note } from './types.ts';

/** Facts that belong to one level of the spine. */
const ofLevel = /^(?:radiculopathy|neurological-examination|symptoms-improving)/;

/**
 * What a rule found, as far as it is of the level that the note is read for: a sign in the arm says nothing for an order of
 * the low back.
 */
export function atLevel(sentence: Sentence, reading: Found, { episode, date }: Note): Found {
  const region = episode?.region;
  if (reading.linkId === 'high-risk-mechanism' && isLow(region) && isAffirmed(reading)) {
    const isOfBefore = episode?.onset !== undefined && date < episode.onset;
    // It waives what is required of the neck and the upper back alone (exceptions-2); below them it asks for a fracture.
    return isOfBefore
      ? foundOf(reading.linkId, reading, { why: 'before the episode' })
      : foundOf('red-flag.fracture', reading, { why: 'uncertain' });
  }
  if (!ofLevel.test(reading.linkId) || 'why' in reading.found) return reading;
  // The cord at the neck shows in the reflexes of the legs, that of the chest in all that is examined of them.
  const isOfLegs =
    (region === 'thoracic' && reading.linkId.startsWith('neurological')) ||
    (region === 'cervical' && reading.linkId.endsWith('.reflexes'));
  if (isOfLegs) return reading;
  const named = regionsIn(sentence, sentence.clauseOf(reading.place));
  return isOtherLevel(named, episode?.region)
    ? foundOf(reading.linkId, reading, { why: 'another part of the body' })
    : reading;
}

function isLow(region: BodyRegion | undefined): boolean {
  return region !== undefined && region !== 'cervical' && region !== 'thoracic';
}

function isAffirmed({ found }: Found): boolean {
  return !('why' in found) && found.value === true;
}
