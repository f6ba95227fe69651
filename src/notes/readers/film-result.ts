import { isBefore, nearest } from '../calendar.ts';
import type { NamedDate } from '../dates.ts';
import { isComparedWith } from '../earlier-times.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';

/** The place that a sentence as a whole takes. */
export function whole({ tokens }: Sentence): Place {
  return { from: 0, to: tokens.length };
}

/** What a plain film shows, as the form has it. */
export type Shown =
  | 'no-fracture'
  | 'fracture'
  | 'equivocal'
  | 'non-diagnostic'
  | 'fracture-acuity-indeterminate';

/** What tells a result, alone or beside others of these. */
export const ofResults = [
  'fracture-seen',
  'fracture-word',
  'no-fracture',
  'deformity',
  'degenerative',
  'equivocal',
  'non-diagnostic',
] as const;

/** "No definite fracture, possible pars lucency": a denial with a doubt is of the part before the comma alone. */
function isDeniedHere(sentence: Sentence, place: Place): boolean {
  const { from } = sentence.chunkOf(place);
  // "No fracture, possible endplate irregularity", and not "possible lucency of a pedicle".
  const isOfBreak = sentence.tokens
    .slice(place.from, place.to)
    .some(({ word }) => breaks.has(word));
  if (!isOfBreak && !sentence.tokens.some(({ word }) => doubting.has(word)))
    return sentence.isDenied(place);
  const isOfPart = sentence.hasWithin('negation', { from, to: place.to });
  return isOfPart && sentence.isDenied(place);
}

const breaks: ReadonlySet<string> = new Set('endplate fracture fx break defect'.split(' '));
const doubting: ReadonlySet<string> = new Set(
  'definite obvious clear convincing par equivocal'.split(' '),
);

/** What words say that a film shows, the most doubtful first; undefined where they say nothing of a fracture. */
export function shownIn(sentence: Sentence): Shown | undefined {
  const named = (['deformity', 'fracture-seen', 'fracture-word'] as const).flatMap((kind) =>
    sentence.of(kind),
  );
  const isDenied = (place: Place): boolean => sentence.isDenied(place);
  if (sentence.has('acuity-unknown') && named.some((place) => !isDenied(place)))
    return 'fracture-acuity-indeterminate';
  if (sentence.has('non-diagnostic')) return 'non-diagnostic';
  const isSeen = sentence.of('fracture-seen').some((place) => {
    const near = { from: place.from - 3, to: place.to + 2 };
    return (
      !isDenied(place) &&
      !sentence.hasWithin('old-fracture', near) &&
      !isInside(place, sentence.of('no-fracture'))
    );
  });
  const isFracture = isSeen || isFreshlyDeformed(sentence);
  const doubts = sentence.of('equivocal').filter((place) => !isDeniedHere(sentence, place));
  // "Acute L1 fracture, CT recommended": what is seen plainly is in no doubt by what comes next.
  if (doubts.some((place) => !(isFracture && isNextStudy(sentence, place)))) return 'equivocal';
  if (isFracture) return 'fracture';
  if (sentence.has('no-fracture')) return 'no-fracture';
  // "No comp fx", "neg for acute fx": every word for a fracture is denied.
  const words = [...sentence.of('fracture-word'), ...sentence.of('fracture-seen')];
  return words.length > 0 && words.every(isDenied) ? 'no-fracture' : undefined;
}

/** "CT recommended", "MRI for further evaluation". */
function isNextStudy({ tokens }: Sentence, { from, to }: Place): boolean {
  const isPossible = tokens.some(({ word }) => possible.has(word));
  return !isPossible && tokens.slice(from, to).some(({ word }) => studies.has(word));
}

const possible: ReadonlySet<string> = new Set(
  'possible probable possibly probably likely questionable suspected suspect suspicious may might could ?'.split(
    ' ',
  ),
);

const studies: ReadonlySet<string> = new Set(['ct', 'mri']);

/** "T7, T8 wedge, acute". */
function isFreshlyDeformed(sentence: Sentence): boolean {
  const deformed = sentence.of('deformity').filter((place) => !sentence.isDenied(place));
  return sentence
    .of('fresh')
    .some(
      (fresh) =>
        !sentence.isDenied(fresh) &&
        !isInside(fresh, sentence.of('no-fracture')) &&
        deformed.some(({ from, to }) => fresh.from - to <= 2 && from - fresh.to <= 2),
    );
}

function isInside(place: Place, others: readonly Place[]): boolean {
  return others.some((one) => one.from <= place.from && place.from < one.to);
}

/** The day, else the month, on which a film was taken. */
export function dayOf(sentence: Sentence, noteDate: string, film?: Place): NamedDate | undefined {
  const past = sentence.pastDates.filter(
    ({ from, value }) =>
      !isBefore(noteDate, value) && value <= noteDate && !isComparedWith(sentence, from),
  );
  return (
    past.find(({ value }) => value.length === 10) ??
    past.find(({ value }) => value.length === 7) ??
    (film === undefined ? undefined : writtenNear(sentence, film, noteDate))
  );
}

/** How many words lie at most between a film and its day. */
const reach = 6;

/** "XR flex/ext 11/3", "9/3 L-spine films": a number with a slash near the film is its day. */
function writtenNear({ tokens }: Sentence, film: Place, noteDate: string): NamedDate | undefined {
  for (let at = Math.max(0, film.from - reach); at < film.to + reach; at += 1) {
    const month = Number(tokens[at]?.word);
    const day = Number(tokens[at + 2]?.word);
    if (!(month >= 1 && month <= 12) || tokens[at + 1]?.word !== '/') continue;
    if (!(day >= 1 && day <= 31) || tokens[at - 1]?.word === '/') continue;
    // "4/5", "7/10" may be a grade or a score, "L4/5" a level.
    const isJoined = tokens[at - 1]?.end === tokens[at]?.start;
    if (isJoined || tokens[at + 3]?.word === '/' || day === 5 || day === 10) continue;
    const value = nearest(noteDate, month, day, 'past');
    return value === undefined ? undefined : { from: at, to: at + 3, value };
  }
  return undefined;
}
