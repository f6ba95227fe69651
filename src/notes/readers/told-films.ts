import { isBefore } from '../calendar.ts';
import { isComparedWith } from '../earlier-times.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Doubt } from '../types.ts';
import { dayOf, ofResults, type Shown, shownIn, whole } from './film-result.ts';
import { isElsewhere, isOtherLevel, spineRegionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf, type VisitContext } from './reader.ts';

const result = 'plain-radiograph.result';

/** A film that is named, and what it shows: in one sentence, under a heading, or in two that follow each other. */
interface ToldFilm {
  /** The sentence that names the film; that of the result where a heading does. */
  readonly named: Sentence;
  readonly place: Place;
  /** Absent where nothing is said of a fracture: that the film was taken is told all the same. */
  readonly shown: Shown | undefined;
}

/**
 * Films that a note tells of: "X-rays of the lumbar spine from 10/12 show no acute fracture", "L-spine films 9/3. Mild
 * DDD.", "Imaging: 9/3 L-spine - degenerative changes".
 */
function readFilms(sentence: Sentence, context: VisitContext): readonly Found[] {
  const { note, since, isBackOnly } = context;
  const told = toldFilm(sentence, context.before);
  if (told === undefined) return [];
  const { named, place, shown } = told;
  const isJoined = named !== sentence;
  const at = {
    rule: 'film-told',
    place: isJoined ? { from: 0, to: 1 } : place,
    quoteFrom: isJoined ? named.span.start : undefined,
  };
  const tell = (why: Doubt): readonly Found[] => [foundOf(result, at, { why })];
  const sentences = isJoined ? [named, sentence] : [sentence];
  const doubt =
    filmDoubt(named, place, context) ??
    (isJoined ? sentence.doubtAt(whole(sentence), { since, suspected: true }) : undefined);
  if (doubt !== undefined && !(isJoined && doubt === 'uncertain')) return tell(doubt);
  const regions = sentences.flatMap((one) => spineRegionsIn(one, whole(one)));
  const isSpine = sentences.some((one) => one.has('spine'));
  const wanted = note.episode?.region;
  const isLimb = regions.length === 0 && named.has('limb') && !isSpine;
  if (isLimb || isElsewhere(named, whole(named)) || isOtherLevel(regions, wanted))
    return tell('another part of the body');
  if (regions.length === 0 && !isSpine && !(wanted !== undefined && isBackOnly()))
    return tell('says too little');
  const isWhole = sentences.some((one) => one.has('full-spine'));
  const region = isWhole
    ? 'full-spine'
    : (regions.find((one) => one === wanted) ?? regions[0] ?? wanted);
  const date = dayOf(named, note.date, place)?.value ?? dayOfVisit(named, context);
  const isOld = date === undefined ? isOfYearBefore(named, note.date) : isBefore(date, since);
  if (isOld) return tell('before the episode');
  if (shown === undefined) return date === undefined ? [] : details(region, date);
  return [foundOf(result, at, { value: shown }), ...details(region, date)];

  function details(level: string | undefined, day: string | undefined): readonly Found[] {
    const found = { 'plain-radiograph.region': level, 'plain-radiograph.date': day };
    return Object.entries(found).flatMap(([linkId, value]) =>
      value === undefined ? [] : [foundOf(linkId, at, { value })],
    );
  }
}

/** "L-spine XR 2025", in a note of 2026: no day says that it is of the episode. */
function isOfYearBefore(sentence: Sentence, noteDate: string): boolean {
  return sentence.pastDates.some(
    ({ from, value }) =>
      value.length === 4 && value < noteDate.slice(0, 4) && !isComparedWith(sentence, from),
  );
}

export const filmReader = readerOf(['film', ...ofResults], readFilms, {
  goesOn: ({ heading }) => filmHeadings.has(heading),
});

function toldFilm(sentence: Sentence, before: Sentence | undefined): ToldFilm | undefined {
  const own = filmIn(sentence);
  if (own !== undefined) {
    const shown = shownBy(sentence, own);
    const isTold = shown !== undefined || saysWhatIsSeen(sentence, own);
    return isTold ? { named: sentence, place: own, shown } : undefined;
  }
  if (before === undefined) return undefined;
  const place = filmIn(before);
  if (place === undefined || sentence.has('other-modality') || sentence.has('chest-film'))
    return undefined;
  if (shownBy(before, place) !== undefined) return undefined;
  const isNext = sentence.span.start - before.span.end <= 4;
  if (!isNext || before.has('other-modality') || isOfPerson(sentence)) return undefined;
  // "XR ordered. Exam: no deformity."
  if (before.has('not-taken-yet') || before.isDenied(place)) return undefined;
  if (sentence.hasWithin('of-something-else', { from: 0, to: 2 })) return undefined;
  const shown = shownIn(sentence) ?? (isWorn(sentence) ? 'no-fracture' : undefined);
  return shown === undefined ? undefined : { named: before, place, shown };
}

/** "AP/lat L-spine today: hardware in good position": with its level, and findings behind a colon or a verb. */
function saysWhatIsSeen(sentence: Sentence, film: Place): boolean {
  const isOfLevel =
    spineRegionsIn(sentence, whole(sentence)).length > 0 || sentence.has('full-spine');
  const isShown = sentence.tokens.some(
    ({ word }, at) => at >= film.to && at + 2 < sentence.tokens.length && showing.has(word),
  );
  return isOfLevel && isShown && sentence.has('film');
}

const showing: ReadonlySet<string> = new Set([':', 'show', 'showed', 'reveal', 'demonstrate']);

/** "He has a fracture" does not tell what the film before it shows. */
function isOfPerson({ tokens }: Sentence): boolean {
  return persons.has(tokens[0]?.word ?? '');
}

const persons: ReadonlySet<string> = new Set('he she i we patient pt they plan if'.split(' '));

/** Where a sentence names a film of the spine, in its words or by the heading it stands under. */
function filmIn(sentence: Sentence): Place | undefined {
  const [place] = sentence.of('film');
  const isHeaded = filmHeadings.has(sentence.span.heading);
  if ((place === undefined && !isHeaded) || sentence.has('chest-film')) return undefined;
  if (place !== undefined) return place;
  if (sentence.has('other-modality') || spineRegionsIn(sentence, whole(sentence)).length === 0)
    return undefined;
  return { from: 0, to: 1 };
}

const filmHeadings: ReadonlySet<string> = new Set([
  ...['x ray', 'x rays', 'xray', 'xrays', 'xr'],
  ...['films', 'plain films', 'radiographs', 'imaging'],
]);

function shownBy(sentence: Sentence, film: Place): Shown | undefined {
  const shown = shownIn(sentence);
  if (shown !== undefined) return shown;
  return isNormal(sentence, film) || isWorn(sentence) ? 'no-fracture' : undefined;
}

/** Degenerative changes alone: a film that is told of so shows no fracture. */
function isWorn(sentence: Sentence): boolean {
  if (sentence.has('fracture-word') || sentence.has('deformity')) return false;
  return sentence.of('degenerative').some((place) => !sentence.isDenied(place));
}

function isNormal(sentence: Sentence, place: Place): boolean {
  return sentence
    .of('normal-film')
    .some(
      (one) =>
        (Math.abs(one.from - place.to) <= 8 && !sentence.isDenied(one)) || one.from === place.to,
    );
}

/**
 * In a note of an emergency a film without a day is of that day, and in any note one that was taken in the clinic,
 * unless it is called an earlier one.
 */
function dayOfVisit(sentence: Sentence, { note }: NoteContext): string | undefined {
  const isOfEmergency = /\b(?:ed|er|emergency|urgent|trauma)\b/i.test(note.type);
  if (!isOfEmergency && !sentence.has('taken-here')) return undefined;
  // "Seen in the ED the same day where films were negative": a day that was told before.
  if (
    sentence.tokens.some(
      ({ word }, at) => word === 'day' && sameDay.has(sentence.tokens[at - 1]?.word ?? ''),
    )
  )
    return undefined;
  const isOlder = sentence.tokens.some(({ word }) => older.has(word));
  return isOlder ? undefined : note.date;
}

const older: ReadonlySet<string> = new Set(
  'last prior previous previously outside old earlier recent recently ago week month'.split(' '),
);

function filmDoubt(
  sentence: Sentence,
  place: Place,
  { note, since }: NoteContext,
): Doubt | undefined {
  if (
    sentence.has('other-modality') &&
    !sentence
      .of('other-modality')
      .every((one) => sentence.chunkOf(one).from !== sentence.chunkOf(place).from)
  )
    return 'uncertain';
  if (sentence.has('not-available')) return 'says too little';
  const doubt = sentence.doubtAt(place, { since, suspected: true });
  // "Prior films 9/14" are of the episode by their day.
  const day = dayOf(sentence, note.date, place)?.value;
  const isOfEpisode = day?.length === 10 && !isBefore(day, since);
  const isOlder = doubt === 'before the episode' && isOfEpisode;
  if (doubt !== undefined && doubt !== 'uncertain' && !isOlder) return doubt;
  const isFuture = sentence.hasWithin('future', { from: place.from - 8, to: place.from + 1 });
  if (isFuture) return 'planned';
  if (note.date < since) return 'before the episode';
  return undefined;
}

const sameDay: ReadonlySet<string> = new Set(['same', 'that']);
