import type { Questionnaire, QuestionnaireItem, Resource } from 'fhir/r4.js';
import { readEpisode, shownRegions } from '../../assessment/episode.ts';
import { isoDay } from '../../chart/dates.ts';
import type { Chart, DraftOrder } from '../../chart/types.ts';
import { readableNotes } from '../../confirmation/read-for-order.ts';
import { readNotesWithDoubts } from '../../notes/read-notes.ts';
import type { Candidate, EpisodeOfNote, Note, PassedOver } from '../../notes/types.ts';

/** What the reader made of one sentence: the fact, what it says of it, and why it was not taken where it was not. */
export interface SentenceRead {
  readonly offset: number;
  readonly quote: string;
  /** The question of the form that it answers. */
  readonly fact: string;
  /** "yes", "No fracture", a day; absent where it was not taken. */
  readonly value?: string;
  /** "negated", "someone else"; absent where it was taken. */
  readonly why?: string;
  readonly rule: string;
}

/** A note with its sentences, in the order of the text. */
export interface NoteRead {
  readonly note: Note;
  readonly sentences: readonly SentenceRead[];
}

/**
 * Reads the notes of a chart as the service does, for the episode and the level of an order. It happens here: nothing
 * is sent for it.
 */
export function readNotesOf(
  resources: readonly Resource[],
  patientId: string,
  order: DraftOrder | undefined,
  chart: Chart,
  questionnaire: Questionnaire,
): readonly NoteRead[] {
  const episode = order === undefined ? {} : episodeFor(order, chart);
  const { notes } = readableNotes(resources, patientId, new Date());
  const { candidates, passedOver } = readNotesWithDoubts(notes, { episode });
  const items = new Map(
    (questionnaire.item ?? []).flatMap(({ item = [] }) => item).map((one) => [one.linkId, one]),
  );
  const said = (one: Candidate | PassedOver): SentenceRead => {
    const { offset, quote, linkId, rule } = one;
    const item = items.get(linkId);
    return {
      ...{ offset, quote, rule },
      fact: item?.text ?? linkId.replaceAll(/[.-]/g, ' '),
      ...('why' in one ? { why: one.why } : { value: valueWords(one.value, item) }),
    };
  };
  return notes.map((note) => ({
    note,
    sentences: [...candidates, ...passedOver]
      .filter(({ resource }) => resource === note.id)
      .map(said)
      .toSorted((one, other) => one.offset - other.offset),
  }));
}

function episodeFor(order: DraftOrder, chart: Chart): EpisodeOfNote {
  const regions = shownRegions(order);
  const { start } = readEpisode(order, chart, regions);
  const [region, ...others] = regions;
  return {
    ...(start === undefined ? {} : { onset: isoDay(start.earliest) }),
    ...(region === undefined || others.length > 0 ? {} : { region }),
  };
}

function valueWords(value: Candidate['value'], item: QuestionnaireItem | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const option = item?.answerOption?.find(({ valueCoding }) => valueCoding?.code === value);
  return option?.valueCoding?.display ?? String(value);
}

/** A stretch of a note's text, and whether the reader stopped at it. */
export interface Stretch {
  readonly text: string;
  readonly mark?: 'taken' | 'left';
}

/** A note's text with the sentences marked: of one that gave a fact and left another, that it gave one counts. */
export function marked({ note: { text }, sentences }: NoteRead): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { offset, quote, value } of firstOfEach(sentences)) {
    if (offset < at) continue;
    if (offset > at) stretches.push({ text: text.slice(at, offset) });
    at = offset + quote.length;
    stretches.push({
      text: text.slice(offset, at),
      mark: value === undefined ? 'left' : 'taken',
    });
  }
  if (at < text.length) stretches.push({ text: text.slice(at) });
  return stretches;
}

function firstOfEach(sentences: readonly SentenceRead[]): readonly SentenceRead[] {
  const byPlace = new Map<number, SentenceRead>();
  for (const one of sentences) {
    const known = byPlace.get(one.offset);
    if (known === undefined || (known.value === undefined && one.value !== undefined)) {
      byPlace.set(one.offset, one);
    }
  }
  return [...byPlace.values()].toSorted((one, other) => one.offset - other.offset);
}
