import { isBefore } from '../dates.ts';
import type { Place, Sentence } from '../sentence.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import type { Found, NoteContext } from './reader.ts';

/** Words after which "since" tells when a treatment began, and not the pain. */
const otherThings = [
  'therapy',
  'drug',
  'injection',
  'self-treatment',
  'conservative',
  'film',
  'op-fusion',
  'op-decompression',
  'op-discectomy',
  'op-unnamed',
] as const;

/** What happened to the patient, and the pain began. */
const hurts: ReadonlySet<string> = new Set(['injured', 'hurt', 'doi']);

const roughly: ReadonlySet<string> = new Set(
  'about around approx approximately roughly maybe circa ~ early late mid'.split(' '),
);

/** "4/5". */
function isGraded({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => word === '/' && tokens[at + 1]?.word === '5');
}

/** The day on which the complaint began, and that on which it changed, where the words name the day. */
export function readOnset(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  if (!sentence.has('onset-word') && !sentence.has('changed')) return [];
  const { tokens } = sentence;
  const days = sentence.pastDates.filter(
    ({ from, value }) =>
      value.length === 10 && value <= note.date && tokens[from]?.word !== 'today',
  );
  const [day] = days;
  if (day === undefined || days.length > 1) return [];
  // "Since about Nov 1" names no day, and what a grade is told of is its own.
  if (roughly.has(tokens[day.from - 1]?.word ?? '') || isGraded(sentence)) return [];
  const clause = sentence.clauseOf(day);
  const ahead = (kind: 'onset-word' | 'changed' | 'symptom', most: number): Place | undefined =>
    sentence
      .of(kind)
      .findLast(
        (one) => one.to <= day.from && one.from >= clause.from && day.from - one.to <= most,
      );
  const changed = ahead('changed', 3);
  // Further away it has to stand in the same part of the sentence: "sudden onset of low back pain on 10/1".
  const chunk = sentence.chunkOf(day);
  const far = ahead('onset-word', 6);
  const began =
    ahead('onset-word', 3) ?? (far !== undefined && far.from >= chunk.from ? far : undefined);
  const place = changed ?? began;
  if (place === undefined || otherThings.some((kind) => sentence.has(kind))) return [];
  const isSince = tokens[place.from]?.word === 'since';
  const isHurt = hurts.has(tokens[place.from]?.word ?? '');
  const hasSymptom =
    place.to - place.from > 1 ||
    tokens[place.from]?.word === 'onset' ||
    (changed === undefined && sentence.hasWithin('complaint', clause)) ||
    sentence.of('symptom').some((one) => one.from >= clause.from && one.from < clause.to);
  if (!hasSymptom && !isHurt) return [];
  if (isSince && changed === undefined && ahead('symptom', 4) === undefined) return [];
  const linkId = changed === undefined ? 'episode.onset' : 'episode.change';
  const at = { linkId, rule: 'onset', place };
  const doubt = sentence.doubtAt(place, { since });
  if (doubt !== undefined) return [{ ...at, found: { why: doubt } }];
  if (sentence.isDenied(place)) return [{ ...at, found: { why: 'negated' } }];
  if (
    isElsewhere(sentence, clause) ||
    isOtherLevel(regionsIn(sentence, clause), note.episode?.region)
  ) {
    return [{ ...at, found: { why: 'another part of the body' } }];
  }
  if (isBefore(day.value, since)) return [{ ...at, found: { why: 'before the episode' } }];
  if (
    sentence.has('better') ||
    (changed === undefined && /^(?:weak|numb|strength)/.test(tokens[0]?.word ?? ''))
  )
    return [];
  return [{ ...at, found: { value: day.value } }];
}
