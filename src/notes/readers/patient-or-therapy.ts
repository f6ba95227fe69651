import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { WordList } from '../word-lists.ts';

/** What a patient does and treatment doesn't; "PT" before it is the patient. */
const doings: ReadonlySet<string> = new Set(
  'state report deny denie denied reported stated present presented complain seen who note return returned call called request requested tech say said continue will feel able unable ambulate tolerate want would live work here c presents y yo male female inr ptt is was has had with aware educated instructed verbalized understand agrees agree rate rates arrived'.split(
    ' ',
  ),
);

/** "PT" as the patient, or as a clotting time: "Pt states", "PT was seen", "TC from pt", "PT 12.1". */
export function isPatient(sentence: Sentence, { from, to }: Place, text: string): boolean {
  const token = sentence.tokens[from];
  if (token?.word !== 'pt' || to - from !== 1) return false;
  const written = text.slice(token.start, token.end);
  // "Pt's son called".
  if (/['’]/.test(written)) return true;
  const isSmall = written !== 'PT' || isAllCapitals(sentence, text);
  const before = sentence.tokens[from - 1]?.word;
  // "No weakness per pt".
  if (before === 'per' || before === 'by') return true;
  if (isSpokenTo(sentence, from) || (written === 'pt' && sentence.has('called'))) return true;
  const next = sentence.tokens[to]?.word ?? '';
  // "Dr. Iyer saw pt chairside".
  if (written === 'pt' && before === 'saw' && !counted.has(next) && !(next >= '0' && next < ':'))
    return true;
  if (/^\d+\.\d/.test(next) || next === '/' || next === 'inr') return true;
  // "PT of 15.9, PTT of 43".
  if (sentence.hasOf(clotting)) return true;
  if (isSmall && !isNamedAsTherapy(sentence, { from, to })) return true;
  if (isAuxiliary(next)) {
    if (saysOfTreatment(sentence, to) || isWithTherapist(sentence, to, text)) return false;
    return from === 0 || written === 'Pt';
  }
  // "Continues PT with Maria".
  const isWith = next === 'with' && doneBefore.has(before ?? '');
  // "Finished PT here 10/30".
  const isThere = next === 'here' && hadBefore.has(before ?? '');
  if (!isWith && !isThere && isDoing(sentence, to)) return true;
  // "Today: pt in clinic".
  if (next === 'in' && settings.has(sentence.tokens[to + 1]?.word ?? '')) return true;
  // "Pt and family".
  if (next === 'and' && persons.has(sentence.tokens[to + 1]?.word ?? '')) return true;
  return written === 'Pt' && (from === 0 || sentence.tokens[from - 1]?.word === '.');
}

const clotting = new WordList('ptt aptt');

/** After these it is the treatment that somebody had. */
export const hadBefore: ReadonlySet<string> = new Set(
  'finished completed did had attended started of'.split(' '),
);

/** "PT with Lori 9/21 to 10/30": a name and a day, a length or a number behind it. */
function isWithTherapist({ tokens }: Sentence, to: number, text: string): boolean {
  const name = tokens[to + 1];
  if (tokens[to]?.word !== 'with' || name === undefined) return false;
  const written = text.slice(name.start, name.start + 2);
  const isName = /^[A-Z][a-z]/.test(written);
  return isName && tokens.slice(to + 2, to + 6).some(({ word }) => word >= '0' && word < ':');
}

function isAuxiliary(word: string): boolean {
  return auxiliaries.has(word);
}

const auxiliaries: ReadonlySet<string> = new Set('with will is was has had'.split(' '));

/** "PT C/O PAIN", and not "PT C-spine"; "PT notes relief", and not "PT notes 9/10 - 10/22". */
function isDoing({ tokens }: Sentence, at: number): boolean {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (word === 'c') return next === '/';
  // "PT continues twice a week", and not "PT continues to report".
  if (word === 'continue' && howOften.has(next)) return false;
  if (word === 'note' && (ofDocument.has(next) || (next >= '1' && next < ':'))) return false;
  return doings.has(word);
}

const howOften: ReadonlySet<string> = new Set(
  'at once twice weekly two three 1 2 3 # . , ; until through'.split(' '),
);

const ofDocument: ReadonlySet<string> = new Set(
  'from dated of review reviewed show document indicate : ('.split(' '),
);

/** In capitals "PT" may be either; "PT AT CBOC" and "PT 7/6-8/21" are the treatment. */
function isAllCapitals({ span, tokens }: Sentence, text: string): boolean {
  const said = text.slice(span.start, span.end);
  const isPlaced = tokens.some(
    ({ word }, at) => word === 'pt' && isPlaceOrDay(tokens[at + 1]?.word, tokens[at + 2]?.word),
  );
  return said === said.toUpperCase() && !isPlaced;
}

function isPlaceOrDay(next = '', second = ''): boolean {
  return next === 'at' || (next >= '1' && next < ':' && second === '/');
}

const treatments = ['drug', 'injection', 'conservative', 'self-treatment', 'therapy'] as const;
const effects = classesOf('effect-none', 'effect-good', 'effect-partial', 'effect-noun');

/**
 * Whether the words around a small "pt" make it a treatment: it is done, counted, joined with another treatment, or
 * does something itself. Without any of that it is the patient.
 */
function isNamedAsTherapy(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  const word = (at: number): string => tokens[at]?.word ?? '';
  const before = word(from - 1);
  const isDone = doneBefore.has(before) || (before === 'p' && word(from - 2) === '/');
  if (isDone) return !actsAsPerson(sentence, to);
  if (before === 'to') return goings.has(word(from - 2));
  // "No relief from pt", and not "message from pt".
  if (
    before === 'from' ||
    before === 'with' ||
    before === 'w' ||
    (before === '/' && word(from - 2) === 'w')
  )
    return isOfEffect(sentence, from);
  if (joints.has(before) && isTreatmentAt(sentence, from - 2, 'end')) return true;
  const next = word(to);
  if (joints.has(next) && isTreatmentAt(sentence, to + 1, 'begin')) return true;
  if (counted.has(next) || courses.has(next) || isCount(sentence, to)) return true;
  return isAtWork(sentence, to);
}

/** "6 wks of pt", "failed pt", "formal pt". */
const doneBefore: ReadonlySet<string> = new Set(
  'of formal supervised outpatient failed did completed finished tried doing attended attending started starting began begun despite after post aquatic no without w/o prior home wk week visit session more further trial do had in continue cont'.split(
    ' ',
  ),
);

const goings: ReadonlySet<string> = new Set(
  'go going gone went been goes sent referred back return returned response'.split(' '),
);

const joints: ReadonlySet<string> = new Set([',', '+', '/', '&', 'and', 'or', 'nor']);

const courses: ReadonlySet<string> = new Set(
  'exercise session visit course note eval program order referral rx script'.split(' '),
);

const counted: ReadonlySet<string> = new Set(['for', 'x', 'twice', 'once', 'several']);

/** "After pt fell", "in pt with fever". */
function actsAsPerson(sentence: Sentence, to: number): boolean {
  const next = sentence.tokens[to]?.word ?? '';
  if (next === 'with' || next === 'w')
    return !sentence.hasWithin('effect-noun', { from: to, to: to + 5 });
  return acts.has(next) || (isDoing(sentence, to) && !auxiliaries.has(next));
}

const acts: ReadonlySet<string> = new Set(
  'fell became got went awoke woke could cannot can developed took ate stood walked signed distress pain severe acute'.split(
    ' ',
  ),
);

/** "No relief from pt", "improved with pt". */
function isOfEffect(sentence: Sentence, from: number): boolean {
  const near = { from: Math.max(0, from - 5), to: from };
  return (
    (['effect-none', 'effect-good', 'effect-partial', 'effect-noun'] as const).some((kind) =>
      sentence.hasWithin(kind, near),
    ) && sentence.hasAny(effects)
  );
}

/** Whether another treatment begins or ends at a token. */
function isTreatmentAt(sentence: Sentence, at: number, side: 'begin' | 'end'): boolean {
  return treatments.some((kind) =>
    sentence.of(kind).some(({ from, to }) => (side === 'begin' ? from === at : to === at + 1)),
  );
}

/** "Pt 2x/wk", "pt 8 visits". */
function isCount({ tokens }: Sentence, at: number): boolean {
  const number = tokens[at]?.word ?? '';
  if (!(number >= '0' && number < ':')) return false;
  return /^\d+x$/.test(number) || units.has(tokens[at + 1]?.word ?? '');
}

const units: ReadonlySet<string> = new Set('x time visit session wk week month mo'.split(' '));

/** "Pt hasn't helped", "pt made no difference", "pt did nothing". */
function isAtWork({ tokens }: Sentence, to: number): boolean {
  for (let at = to; at < to + 5; at += 1) {
    const word = tokens[at]?.word ?? '';
    if (works.has(word)) return tokens[at + 1]?.word !== 'to';
    if (!between.has(word)) return false;
  }
  return false;
}

const works: ReadonlySet<string> = new Set(
  'help helped helping helpful unhelpful ineffective useless touched made gave provided nothing worthless'.split(
    ' ',
  ),
);

const between: ReadonlySet<string> = new Set(
  'did do does not has have hasnt didnt doesnt isnt wasnt is was been of never really no done just only'.split(
    ' ',
  ),
);

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
  // "PT was started on 9/14", and not "pt was started on naproxen".
  const isBegun =
    sentence.hasWithin('begins', near) && !sentence.hasWithin('drug', { from: to, to: to + 8 });
  if (isBegun || classes.some((kind) => sentence.hasWithin(kind, near))) return true;
  // "PT has been tried", and not "Pt has tried".
  const words = sentence.tokens.slice(to, to + 3).map(({ word }) => word);
  const isPassive = words[1] === 'been' || words[0] === 'was';
  return isPassive && words.some((word) => undergone.has(word));
}

const undergone: ReadonlySet<string> = new Set(
  'tried attempted completed exhausted done'.split(' '),
);
