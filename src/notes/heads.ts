import lists from './data/rules/lists.json' with { type: 'json' };
import sections from './data/sections.json' with { type: 'json' };
import context from './data/words/context.json' with { type: 'json' };
import examination from './data/words/examination.json' with { type: 'json' };
import films from './data/words/films.json' with { type: 'json' };
import places from './data/words/places.json' with { type: 'json' };
import presence from './data/words/presence.json' with { type: 'json' };
import treatment from './data/words/treatment.json' with { type: 'json' };
import visits from './data/words/visits.json' with { type: 'json' };
import weakness from './data/words/weakness.json' with { type: 'json' };
import type { Place, SentenceWords } from './sentence-words.ts';
import { isComma, isStop, type Token } from './tokens.ts';
import { normal, sign } from './words.ts';

/** Sections that hold nothing of the patient's now. */
const { instructions: _, family: __, ...told } = sections;

/** Words that say nothing of what stands behind them. */
const empty =
  'the a an of for in on to with and or at by from this that is was are were be been not no per it we i you your any all if what when who which as';

/** Words of headings, of the body, of what is examined, treated and seen, of persons and of times. */
const understood: ReadonlySet<string> = new Set(
  [
    ...[told, examination, films, places, presence, treatment, visits, weakness, lists].flatMap(
      (topic) => Object.values(topic),
    ),
    context.current,
    context['new-statement'],
    context.informant,
    'q obj motricity injuries pr md case fever overnight clinically disp principal feature n portion curbside genitourinary aaa mvc subj sub subjetive subjective proc procedere posted agreed timeline rec telegram umn myelopathic employee employer doi date ros pocus rooming pacemaker device watchman adl dr attending name comment const adi',
  ]
    .flatMap((list) => list.toLowerCase().match(/[a-z]+/g) ?? [])
    .map(normal),
);
const saysNothing: ReadonlySet<string> = new Set(empty.split(' '));

/** So many words at most head what stands behind a colon. */
const longestHead = 8;

/**
 * Whether a place stands behind a colon, and no word before the colon says what it heads: "Army standard: …",
 * "RTED: …". Nobody knows then whether it is of the patient.
 */
export function isUnderUnknownHead({ tokens }: SentenceWords, place: Place): boolean {
  let colon = place.from - 1;
  while (colon > 0 && tokens[colon]?.word !== ':') colon -= 1;
  if (colon <= 0) return false;
  const first = tokens[colon - 1];
  // "At 10:40", "T 38:2".
  if (first === undefined || (first.signs & sign.digit) !== 0) return false;
  // "Whiplash? No: dove off a dock" answers.
  if (tokens.slice(0, colon).some(({ word }) => word === '?')) return false;
  let words = 0;
  for (let at = colon - 1; at >= 0 && !isEnd(tokens, at); at -= 1) {
    const { word, signs } = tokens[at] ?? first;
    if ((signs & sign.digit) !== 0) return false;
    if ((signs & sign.word) === 0) continue;
    words += 1;
    if (words > longestHead) return false;
    if (!saysNothing.has(word) && understood.has(word)) return false;
  }
  return words > 0;
}

/** "Exam by Dr. Petty: …" goes on behind the dot. */
function isEnd(tokens: readonly Token[], at: number): boolean {
  return isStop(tokens[at]) && !isComma(tokens[at]) && tokens[at - 1]?.word !== 'dr';
}
