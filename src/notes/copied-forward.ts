import type { Candidate, Note, NoteReading, PassedOver } from './types.ts';

/** A sentence this long is copied where another note has it word for word; a shorter one may be said anew. */
const longEnough = 40;

interface Told {
  readonly date: string;
  readonly candidate: Candidate | undefined;
}

/**
 * The readings of notes, where a sentence that an older note has word for word is as old as that note: a candidate
 * gets its day and the value that it has there ("since Monday" is the Monday of the older note). One that the older
 * note has from before the episode is passed over, unless it mentions a red flag.
 */
export function withoutCopies(
  notes: readonly Note[],
  readings: readonly NoteReading[],
): NoteReading {
  const [only] = readings;
  if (only !== undefined && readings.length === 1) return only;
  const first = new Map<string, Told>();
  for (const [index, { candidates, passedOver }] of readings.entries()) {
    const date = notes[index]?.date ?? '';
    const tell = (one: Candidate | PassedOver, candidate: Candidate | undefined): void => {
      const known = first.get(keyOf(one));
      if (known === undefined || date < known.date) first.set(keyOf(one), { date, candidate });
    };
    for (const one of passedOver) if (one.why === 'before the episode') tell(one, undefined);
    for (const one of candidates) tell(one, one);
  }
  const candidates: Candidate[] = [];
  const passedOver = readings.flatMap((reading) => reading.passedOver);
  for (const one of readings.flatMap((reading) => reading.candidates)) {
    const told = first.get(keyOf(one));
    if (told === undefined || told.date >= one.date || one.quote.length < longEnough) {
      candidates.push(one);
    } else if (told.candidate !== undefined || one.linkId.startsWith('red-flag.')) {
      candidates.push({ ...one, value: told.candidate?.value ?? one.value, date: told.date });
    } else {
      const { value: _, date: __, ...rest } = one;
      passedOver.push({ ...rest, why: 'before the episode' });
    }
  }
  return { candidates, passedOver };
}

function keyOf({ linkId, quote }: Candidate | PassedOver): string {
  return `${linkId} ${quote.toLowerCase().replaceAll(/\s+/g, ' ')}`;
}
