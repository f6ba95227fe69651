import { atOnce, type Work } from '../turns.ts';
import { withoutCopies } from './copied-forward.ts';
import type { FlagNamer } from './flags-in-words.ts';
import { nowUnlikeBefore } from './now-unlike-before.ts';
import { readNote } from './read-note.ts';
import { sentencesOf } from './sentences.ts';
import type { Span } from './span.ts';
import {
  type Candidate,
  type EpisodeOfNote,
  type Note,
  type NoteReading,
  typeOfDraft,
} from './types.ts';

/** What every note is read for. */
export interface NotesOptions {
  readonly episode?: EpisodeOfNote;
  /** How many days a trial of treatment has to last: the policy's reading; that of the guideline of 2026 where absent. */
  readonly trialDays?: number;
  /** The sentences of texts that are read more than once: each text is taken apart once. */
  readonly sentences?: Map<string, readonly Span[]>;
  /** Names red flags that no rule knows: those of the published list of phrases. */
  readonly named?: FlagNamer;
}

/**
 * The sentences in one patient's notes that may answer an item of the documentation form, in the notes' order.
 * @param options the episode that the notes are read for, where they don't carry it themselves
 */
export function readNotes(
  notes: readonly Note[],
  options: NotesOptions = {},
): readonly Candidate[] {
  return readNotesWithDoubts(notes, options).candidates;
}

/**
 * The same, with the sentences that name a fact and were not taken, each with why. A sentence that an older note has word for word
 * is as old as that note.
 */
export function readNotesWithDoubts(notes: readonly Note[], options: NotesOptions): NoteReading {
  return atOnce(readingNotes(notes, options));
}

/** The same as {@link readNotesWithDoubts}, as work that can be left after each note. */
export function* readingNotes(
  notes: readonly Note[],
  { episode, trialDays, sentences = new Map(), named }: NotesOptions,
): Work<NoteReading> {
  const read = episode === undefined ? notes : notes.map((note) => ofEpisode(note, episode));
  const readings: NoteReading[] = [];
  for (const note of read) {
    const told = sentences.get(note.text) ?? sentencesOf(note.text);
    sentences.set(note.text, told);
    const namer = isReadByChart(note) ? cordNamer(note, named) : named;
    const asWritten = readNote(note, trialDays, told, namer);
    const anew = nowUnlikeBefore(note, namer, (linkId) => isFlagItem.test(linkId)).filter(
      ({ linkId }) =>
        !asWritten.candidates.some((one) => one.linkId === linkId && one.value !== false),
    );
    const reading =
      anew.length === 0
        ? asWritten
        : { ...asWritten, candidates: [...asWritten.candidates, ...anew] };
    readings.push(isInCapitals(note.text) ? withWrapped(reading, note, trialDays, namer) : reading);
    yield;
  }
  return withoutCopies(read, readings);
}

/** A text in capitals does not show where a line was only wrapped. */
function isInCapitals(text: string): boolean {
  return text.includes('\n') && !/[a-z]/.test(text) && /[A-Z]/.test(text);
}

/** With the red flags that the text tells where its lines are read as one: each reading may be right. */
function withWrapped(
  reading: NoteReading,
  note: Note,
  trialDays: number | undefined,
  named: FlagNamer | undefined,
): NoteReading {
  const text = note.text.replaceAll(/(?<![.:;!?])\n(?!\n)/g, ' ');
  const joined = readNote({ ...note, text }, trialDays, undefined, named);
  const isMore = ({ linkId }: { readonly linkId: string }): boolean =>
    isFlagItem.test(linkId) && !reading.candidates.some((one) => one.linkId === linkId);
  return {
    candidates: [...reading.candidates, ...joined.candidates.filter(isMore)],
    passedOver: [...reading.passedOver, ...joined.passedOver.filter(isMore)],
  };
}

const isFlagItem = /^(?:red-flag\.|suspected-infection|cancer-suspicion|high-risk-mechanism)/;

/** Whether the chart itself reads a resource's words by the list of phrases. */
function isReadByChart({ id, type }: Note): boolean {
  return id.startsWith('Condition/') || type === typeOfDraft;
}

/** What words of a diagnosis leave open about the cord, of which no red flag of the chart speaks: "Cord compression at T8 on outside CT". */
function cordNamer({ id, text }: Note, named: FlagNamer | undefined): FlagNamer | undefined {
  if (named === undefined || !id.startsWith('Condition/') || !ofCord.test(text)) return undefined;
  return (sentence) =>
    ofCord.test(sentence)
      ? named(sentence).filter(
          ({ linkId, isClear }) => !isClear && linkId === 'red-flag.progressive-deficit',
        )
      : [];
}

const ofCord = /\bcord\b|myelopath/i;

function ofEpisode(note: Note, episode: EpisodeOfNote): Note {
  return note.episode === undefined ? { ...note, episode } : note;
}
