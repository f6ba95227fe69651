import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import type { NoteContext } from './reader.ts';

/** The classes of words that name a treatment. */
type Kind = 'therapy' | 'drug' | 'injection' | 'self-treatment' | 'conservative' | 'session';

/** A treatment that a sentence names, and where. */
export interface Treatment {
  readonly kind: Kind;
  readonly place: Place;
}

const kinds: readonly Kind[] = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'session',
  'self-treatment',
];

const treatments = classesOf(...kinds);

/** Whether a sentence names a treatment of any kind. */
export function namesTreatment(sentence: Sentence): boolean {
  return sentence.hasAny(treatments);
}

/** No sentence of a person names more. */
const mostTreatments = 12;

/** The treatments that a sentence names; what a patient found for himself is marked as such. */
export function treatmentsIn(sentence: Sentence, { note }: NoteContext): readonly Treatment[] {
  const named = kinds.filter((kind) => sentence.has(kind));
  const found = named.flatMap((kind) =>
    sentence
      .of(kind)
      .filter((place) => kind !== 'therapy' || !isPatient(sentence, place, note.text))
      .filter((place) => !isForOther(sentence, place) && !isOff(sentence, place))
      .filter((place) => kind !== 'session' || !isSingle(sentence, place))
      .map((place) => ({ kind: isSelfDirected(sentence, place) ? selfTreatment : kind, place })),
  );
  return found.slice(0, mostTreatments);
}

/** "1 visit completed" is no course of treatment. */
function isSingle({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === '1' || word === 'one');
}

/** "Off opioids since August". */
function isOff({ tokens }: Sentence, { from }: Place): boolean {
  return tokens[from - 1]?.word === 'off';
}

const selfTreatment: Kind = 'self-treatment';

/** "Exercises that she found on the internet". */
function isSelfDirected(sentence: Sentence, place: Place): boolean {
  return sentence.hasWithin('self-directed', sentence.chunkOf(place));
}

/** "Prednisone 10 mg for polymyalgia", "gabapentin for shingles": of another disease. */
function isForOther(sentence: Sentence, { to }: Place): boolean {
  return sentence.of('other-indication').some(({ from }) => {
    const between = sentence.tokens.slice(to, from).map(({ word }) => word);
    return from >= to && from - to <= 8 && between.includes('for');
  });
}

/** What a patient does and treatment doesn't; "PT" before it is the patient. */
const doings: ReadonlySet<string> = new Set(
  'state report deny denie denied reported stated present presented complain seen who note return returned call called request requested tech say said continue will feel able unable ambulate tolerate want would live work here c presents y yo male female inr ptt is was has had with aware educated instructed verbalized understand agrees agree rate rates arrived'.split(
    ' ',
  ),
);

/** "PT" as the patient, or as a clotting time: "Pt states", "PT was seen", "PT 12.1". */
function isPatient(sentence: Sentence, { from, to }: Place, text: string): boolean {
  const token = sentence.tokens[from];
  if (token?.word !== 'pt' || to - from !== 1) return false;
  const written = text.slice(token.start, token.end);
  // "Pt's son called".
  if (/['’]/.test(written)) return true;
  // "No weakness per pt".
  const before = sentence.tokens[from - 1]?.word;
  if (before === 'per' || before === 'by') return true;
  if (isSpokenTo(sentence, from) || (written === 'pt' && sentence.has('called'))) return true;
  const next = sentence.tokens[to]?.word ?? '';
  // "Dr. Iyer saw pt chairside".
  if (written === 'pt' && before === 'saw' && !counted.has(next) && !(next >= '0' && next < ':'))
    return true;
  if (/^\d+\.\d/.test(next) || next === '/' || next === 'inr') return true;
  // "No weakness per pt."
  const isSource =
    sentence.tokens[from - 1]?.word === 'per' && (next === '' || isStop(sentence.tokens[to]));
  if (isSource && written === 'pt') return true;
  if (
    next === 'with' ||
    next === 'will' ||
    next === 'is' ||
    next === 'was' ||
    next === 'has' ||
    next === 'had'
  ) {
    if (saysOfTreatment(sentence, to)) return false;
    return from === 0 || written === 'Pt';
  }
  if (doings.has(next)) return true;
  // "Today: pt in clinic".
  if (next === 'in' && settings.has(sentence.tokens[to + 1]?.word ?? '')) return true;
  // "Pt and family".
  if (next === 'and' && persons.has(sentence.tokens[to + 1]?.word ?? '')) return true;
  return written === 'Pt' && (from === 0 || sentence.tokens[from - 1]?.word === '.');
}

const counted: ReadonlySet<string> = new Set(['for', 'x', 'twice', 'once', 'several']);

const settings: ReadonlySet<string> = new Set(
  'clinic office ed er room bed wheelchair chair for w nad distress no'.split(' '),
);

const persons: ReadonlySet<string> = new Set(
  'dr md doctor family wife husband spouse mother father daughter son mom dad i'.split(' '),
);

/** "Told pt", "discussed with pt". */
const speaking: ReadonlySet<string> = new Set(
  'told advised instructed asked informed called counseled counselled reminded contacted phoned examined spoke discussed reviewed talked call discussion conversation d'.split(
    ' ',
  ),
);

function isSpokenTo({ tokens }: Sentence, from: number): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
  const isWith = before.at(-1) === 'with' || before.at(-1) === 'w' || before.at(-1) === '/';
  return isWith
    ? before.slice(0, -1).some((word) => speaking.has(word))
    : speaking.has(before.at(-1) ?? '');
}

/** Whether an effect, an order or a beginning stands right behind. */
function saysOfTreatment(sentence: Sentence, to: number): boolean {
  const near = { from: to, to: to + 4 };
  const classes = [
    'effect-none',
    'effect-good',
    'effect-partial',
    'future',
    'not-taken',
    'ends',
    'never-went',
    'under-way',
  ] as const;
  return classes.some((kind) => sentence.hasWithin(kind, near));
}
