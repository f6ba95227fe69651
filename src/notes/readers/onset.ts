import { isBefore } from '../calendar.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isPrescribedBy } from './before-day.ts';
import { isPatient } from './patient-or-therapy.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext } from './reader.ts';

/** Words after which "since" tells when a treatment began, and not the pain. */
const otherThings = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'film',
  'op-fusion',
  'op-decompression',
  'op-discectomy',
  'op-unnamed',
  'under-way',
] as const;

/** What happened to the patient, and the pain began. */
const hurts: ReadonlySet<string> = new Set(['injured', 'hurt', 'doi']);

const roughly: ReadonlySet<string> = new Set(
  'about around approx approximately roughly maybe circa ~ early late mid'.split(' '),
);

/** "PT" may be the patient. */
function isNamed(sentence: Sentence, kind: (typeof otherThings)[number], text: string): boolean {
  return sentence.of(kind).some((place) => !isPatient(sentence, place, text));
}

/** "On August 17 he bent over and developed low back pain". */
function beganBehind(sentence: Sentence, day: Place, clause: Place): Place | undefined {
  return sentence.of('onset-word').find((one) => {
    if (one.from < day.to || one.from >= Math.min(clause.to, day.to + 12)) return false;
    return sentence.tokens.slice(one.to, one.to + 6).some(({ word }) => pains.has(word));
  });
}

/** "Has been under my care for sciatica since September 4": since when somebody treats it. */
function isUnderCare({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.some(
    ({ word }, at) =>
      at < from &&
      word === 'care' &&
      tokens.slice(Math.max(0, at - 3), at).some((one) => one.word === 'under'),
  );
}

/** The "since" before a day. */
function sinceAfterSymptom({ tokens }: Sentence, { from }: Place): Place | undefined {
  return tokens[from - 1]?.word === 'since' ? { from: from - 1, to: from } : undefined;
}

/** "Pain in the back and right leg since September 1", "Since July 20 she has had pain". */
function isSymptomBeside(sentence: Sentence, day: Place): boolean {
  const { tokens } = sentence;
  const { from } = sentence.chunkOf(day);
  const hurtsFrom = tokens.findLastIndex(({ word }, at) => at < day.from && pains.has(word));
  const between = hurtsFrom < from ? [] : tokens.slice(hurtsFrom, day.from);
  if (between.length > 0) return !between.some(({ word }) => otherComplaints.has(word));
  const behind = tokens.slice(day.to, day.to + 7).map(({ word }) => word);
  const isFirst = day.from <= from + 2;
  return isFirst && behind.some((word) => pains.has(word));
}

const pains: ReadonlySet<string> = new Set(
  'pain lbp ache strain sciatica backache spasm symptom radiation sprain radiculopathy sx stiffness tightness discomfort'.split(
    ' ',
  ),
);

/** Between a pain and a day, one of these is what began. */
export const otherComplaints: ReadonlySet<string> = new Set(
  'trouble difficulty urine bladder weak weakness fever rigor rigors chill chills sweat sweats incontinence retention numb drop slapping slap catching catches dragging drags paraplegia paralysis pee walk buckle buckling buckled'.split(
    ' ',
  ),
);

function isOfDeficit({ tokens }: Sentence): boolean {
  return (
    tokens.some(({ word }) => deficits.has(word)) && !tokens.some(({ word }) => pains.has(word))
  );
}

const deficits: ReadonlySet<string> = new Set(
  'numbness numb tingling paresthesia weakness weak leaking leakage leak incontinent incontinence'.split(
    ' ',
  ),
);
const articles: ReadonlySet<string> = new Set(['the', 'his', 'her', 'this', 'my']);

/** "4/5". */
function isGraded({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => word === '/' && tokens[at + 1]?.word === '5');
}

/** The day on which the complaint began, where the words name the day. */
export function readOnset(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  if (!sentence.has('onset-word')) return [];
  const { tokens } = sentence;
  const days = sentence.pastDates.filter(
    ({ from, value }) =>
      value.length === 10 && value <= note.date && tokens[from]?.word !== 'today',
  );
  const [day] = days;
  if (day === undefined || days.length > 1) return [];
  // "The numbness began Tuesday": where the day is known on which the pain began, another one is of the pain only by its name.
  const known = note.episode?.onset;
  if (known !== undefined && known !== day.value && isOfDeficit(sentence)) return [];
  // "Since about Nov 1" names no day, and what a grade is told of is its own.
  if (roughly.has(tokens[day.from - 1]?.word ?? '') || isGraded(sentence)) return [];
  const clause = sentence.clauseOf(day);
  const ahead = (kind: 'onset-word' | 'changed', most: number): Place | undefined =>
    sentence
      .of(kind)
      .findLast(
        (one) => one.to <= day.from && one.from >= clause.from && day.from - one.to <= most,
      );
  if (ahead('changed', 3) !== undefined) return [];
  // Further away it has to stand in the same part of the sentence: "sudden onset of low back pain on 10/1".
  const chunk = sentence.chunkOf(day);
  const far = ahead('onset-word', 6);
  const began =
    ahead('onset-word', 3) ??
    sinceAfterSymptom(sentence, day) ??
    (far !== undefined && far.from >= chunk.from ? far : undefined);
  const place = began ?? beganBehind(sentence, day, clause);
  if (place === undefined || otherThings.some((kind) => isNamed(sentence, kind, note.text)))
    return [];
  // "Low back pain, which began on 10/2".
  const opener = tokens[clause.from]?.word;
  const told = opener === 'which' || opener === 'that' ? { from: 0, to: clause.to } : clause;
  const isSince = tokens[place.from]?.word === 'since';
  const isHurt = hurts.has(tokens[place.from]?.word ?? '');
  const hasSymptom =
    (place.to - place.from > 1 && tokens[place.from]?.word !== 'first') ||
    tokens[place.from]?.word === 'onset' ||
    sentence.hasWithin('complaint', told) ||
    sentence.hasWithin('symptom', told);
  if (!hasSymptom && !isHurt) return [];
  // "Gabapentin for arm pain, prescribed by Dr. Osgood since 8/12".
  if (isSince && (isPrescribedBy(sentence, day) || !isSymptomBeside(sentence, day))) return [];
  if (isSince && isUnderCare(sentence, place)) return [];
  const at = { linkId: 'episode.onset', rule: 'onset', place };
  const doubt = sentence.doubtAt(place, { since });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  if (
    isElsewhere(sentence, clause) ||
    isOtherLevel(regionsIn(sentence, clause), note.episode?.region)
  ) {
    return [foundOf(at.linkId, at, { why: 'another part of the body' })];
  }
  if (isBefore(day.value, since)) return [foundOf(at.linkId, at, { why: 'before the episode' })];
  // Of a foot that slaps the floor since Tuesday, the Tuesday is not that of the pain.
  const isOtherComplaint = tokens
    .slice(told.from, Math.max(day.to, chunk.to))
    .some(({ word }) => otherComplaints.has(word));
  if (
    sentence.has('better') ||
    isOtherComplaint ||
    /^(?:weak|numb|strength)/.test(tokens.find(({ word }) => !articles.has(word))?.word ?? '')
  )
    return [];
  return [foundOf(at.linkId, at, { value: day.value })];
}
