import type { Resource } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import { isoDay, today } from '../chart/dates.ts';
import { addDays } from '../notes/calendar.ts';
import { type NotesRead, notesOf, type Unread } from '../notes/fhir-notes.ts';
import { flagsNamed } from '../notes/flags-in-words.ts';
import { uncertainMentions } from '../notes/order-mentions.ts';
import { readingNotes } from '../notes/read-notes.ts';
import type { Span } from '../notes/span.ts';
import { type Candidate, type EpisodeOfNote, type Note, typeOfDraft } from '../notes/types.ts';
import { worsened } from '../notes/worsened.ts';
import type { Work } from '../turns.ts';

/** More than anybody wrote in an episode: the newest are read. */
const mostNotes = 40;

/** Characters of all notes of a call together: twenty notes of 10 KB. */
const mostText = 200_000;

/** What was written so many days ago was known when the order was written (reading A57). */
const latelyDays = 14;

/** Characters that are read in all, for the levels and episodes of a call's orders: of further ones the newest notes. */
const mostRead = 300_000;

/**
 * The notes of a patient that are read for orders, the newest first: none of the days to come, no more than a bounded
 * number and length; and the documents of the last weeks that could not be read, since what a chart lacks may stand
 * there.
 * @param resources of the chart, with the draft orders; those of others and erroneous ones are left out
 */
export function readableNotes(
  resources: readonly Resource[],
  patientId: string,
  asOf: Date,
): NotesRead {
  const day = isoDay(today(asOf));
  const all = notesOf(resources, { patientId, today: day });
  let left = mostText;
  const notes = all.notes
    .filter(({ date }) => date <= day)
    .toSorted((one, other) => (one.date < other.date ? 1 : -1))
    .slice(0, mostNotes)
    .filter(({ text }) => {
      left -= text.length;
      return left >= 0;
    });
  return { notes, unread: unreadDocuments(all, addDays(day, -unreadDays), day) };
}

/** A document that was written so many days ago may tell of what is open. */
const unreadDays = 90;

/**
 * Documents of the last weeks that hold no words which can be read (a PDF, a picture, an address that nothing was had
 * from), the newest first.
 */
function unreadDocuments(
  { notes, unread }: NotesRead,
  first: string,
  last: string,
): readonly Unread[] {
  if (unread.length === 0) return unread;
  const read = new Set(notes.map(({ id }) => id));
  const found = new Map<string, Unread>();
  for (const one of unread) {
    const { resource, date } = one;
    const isOfNow = date !== undefined && date >= first && date <= last;
    if (isOfNow && resource.startsWith('DocumentReference/') && !read.has(resource))
      found.set(resource, one);
  }
  return [...found.values()].sort((one, other) => ((one.date ?? '') < (other.date ?? '') ? 1 : -1));
}

/** Reads notes for orders: those of one episode and level are read once for a policy. */
export class NotesOfCall {
  readonly #notes: readonly Note[];
  readonly #read = new Map<string, readonly Candidate[]>();
  readonly #sentences = new Map<string, readonly Span[]>();
  #left = mostRead;

  constructor(notes: readonly Note[]) {
    this.#notes = notes;
  }

  /** How many there are. */
  get count(): number {
    return this.#notes.length;
  }

  /** When a note was written, in milliseconds since the epoch, where a time of day is known. */
  instantOf(resource: string): number | undefined {
    return this.#notes.find(({ id }) => id === resource)?.instant;
  }

  /** What they may answer, for the episode and the level of an order and the policy that judges it. */
  *candidatesFor(review: OrderReview): Work<readonly Candidate[]> {
    const episode = episodeOf(review);
    const { trialDays } = review.orderCase.readings;
    const key = `${episode.onset} ${episode.region} ${trialDays}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const reading = readingNotes(this.#nextNotes(), {
      episode,
      trialDays,
      sentences: this.#sentences,
      named: flagsNamed,
    });
    const { candidates, passedOver } = yield* reading;
    const dates = new Map(this.#notes.map(({ id, date }) => [id, date]));
    const read = [
      ...candidates,
      ...worsened(candidates),
      ...signsOfTheCord(candidates),
      // What somebody wants excluded is asked about, and decides nothing.
      ...uncertainMentions(passedOver).map((one) => ({
        ...one,
        date: dates.get(one.resource) ?? '',
      })),
    ];
    this.#read.set(key, read);
    return read;
  }

  /** Those of the last days alone: what somebody has just found. The words of drafts are read with the orders. */
  ofLately(asOf: Date): NotesOfCall {
    const first = addDays(isoDay(today(asOf)), -latelyDays);
    return new NotesOfCall(
      this.#notes.filter(({ type, date }) => date >= first && type !== typeOfDraft),
    );
  }

  /** The newest notes, as far as the call may still read. */
  #nextNotes(): readonly Note[] {
    return this.#notes.filter(({ text }) => {
      if (text.length > this.#left) return false;
      this.#left -= text.length;
      return true;
    });
  }
}

/** Signs of the cord that a note tells may be of one that is pressed upon: they wait for no treatment. */
function signsOfTheCord(candidates: readonly Candidate[]): readonly Candidate[] {
  const sign = candidates.find(
    ({ linkId, value }) => linkId === 'long-tract-signs' && value === true,
  );
  return sign === undefined ? [] : [{ ...sign, linkId: 'red-flag.progressive-deficit' }];
}

/** A study of several levels is about each of them: then every level counts. */
export function episodeOf({ orderCase }: OrderReview): EpisodeOfNote {
  const { start } = orderCase.episode;
  const [region, ...others] = orderCase.regions;
  const onset = start === undefined ? undefined : isoDay(start.earliest);
  return {
    ...(onset === undefined ? {} : { onset }),
    ...(region === undefined || others.length > 0 ? {} : { region }),
  };
}
