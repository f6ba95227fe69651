import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { WordList } from '../word-lists.ts';

/** That what is named behind it, or before, did not happen. */
const negations = new WordList(
  'not never didnt wasnt werent hasnt havent hadnt couldnt wouldnt cannot cant unable no none zero 0 without neither nobody failed fail fails failing neglected refused declined',
);

/** What somebody does who has a treatment, or what becomes of one that takes place. */
const happenings = new WordList(
  'went go goes gone going attend attended attending attendance start started starting begin begun began show showed shown come came return returned happen happened occur occurred materialize commence commenced fill filled pick picked schedule scheduled enroll enrolled initiate initiated participate participated pursue pursued',
);
/** The same, where nothing else follows that would be what was not done: "not taken", and not "not taken away". */
const closing = new WordList('done taken took take used undergone');

/** Between "failed to" and what a treatment does: "failed to help". */
const effects = new WordList(
  'help helped relieve improve work ease respond provide give bring make touch control resolve alleviate reduce settle calm change offer achieve benefit produce yield sustain last meet reach progress restore',
);

/** What people should do, or did, and what was to be. */
const duties = new WordList(
  'supposed meant intended expected instructed told asked advised encouraged due hoped hoping planning planned',
);
const modals = new WordList('should could would might ought');
const wishes: ReadonlySet<string> = new Set(
  'prefer prefers preferred plan plans considering consider encouraged importance'.split(' '),
);
const goings: ReadonlySet<string> = new Set(
  'attending doing undergoing starting trying having'.split(' '),
);
const musts: ReadonlySet<string> = new Set(['should', 'must', 'shall']);
const doings = new WordList(
  'do done doing start begin attend go gone complete completed try tried have undergo finish take participate see receive',
);

/** What was asked for, or granted: its days are those of the request. */
const requests = new WordList(
  'ordered authorized authorised approved scheduled booked requested arranged certified auth preauthorized precertified',
);
const havings = new WordList(
  'completed attended went did finished underwent received took done discharged participated had completing finishing seen worked through graduated compliant adherent ongoing going last more currently continue continuing continued so',
);

/** So many words at most lie between a negation and what did not happen. */
const mostBetween = 3;

/** Whether the words of a sentence say that something did not take place: "never went", "no visits attended", "attended 0 of 12". */
export function didNotHappen(sentence: Sentence): boolean {
  if (!sentence.hasOf(negations)) return false;
  const { tokens } = sentence;
  return tokens.some(({ word }, at) => {
    if (!negations.has(word) || tokens[at - 1]?.word === 'if') return false;
    if (isCounted(word) && tokens[at - 1]?.word === 'attended') return true;
    for (let next = at + 1; next <= at + 1 + mostBetween; next += 1) {
      const found = tokens[next]?.word ?? '.';
      if (ends.has(found) || effects.has(found)) return false;
      if (happenings.has(found)) {
        const after = tokens[next + 1]?.word ?? '.';
        return shows.has(found) ? after !== ':' : !goesOn.has(after);
      }
      if (closing.has(found)) return isLast(tokens[next + 1]?.word);
      if (visits.has(found) && isCounted(word)) return kept.has(tokens[next + 1]?.word ?? '');
    }
    return false;
  });
}

const ends: ReadonlySet<string> = new Set([
  '.',
  ',',
  ';',
  ':',
  'but',
  'and',
  'until',
  'since',
  'longer',
  'only',
]);
const shows: ReadonlySet<string> = new Set(['show', 'showed', 'shown']);
/** Whether a sentence says of the treatment before it that it was never had: "Patient never went." */
export function saysNeverHad(sentence: Sentence): boolean {
  return (
    sentence.tokens.length <= fewWords && !sentence.has('complaint-name') && didNotHappen(sentence)
  );
}

const fewWords = 16;

/** "Did not go well", "not started to help", "no show once", "did not come back". */
const goesOn: ReadonlySet<string> = new Set(
  'well away up down back off better helping relief improvement once to :'.split(' '),
);

/** "Attended 0 of 12", "attended none". */
function isCounted(word: string): boolean {
  return word === '0' || word === 'zero' || word === 'none' || word === 'no';
}

function isLast(word: string | undefined): boolean {
  return word === undefined || closers.has(word);
}

const closers: ReadonlySet<string> = new Set(
  '. , ; : ) yet it them any due because as place'.split(' '),
);
const visits: ReadonlySet<string> = new Set(['visit', 'session', 'appointment']);
const kept: ReadonlySet<string> = new Set('attended kept made completed done'.split(' '));

/** "Was supposed to do", "should have done", "meant to attend": what was to be, and was not for all that is told. */
export function wasOnlyMeant(sentence: Sentence, { from }: Place): boolean {
  const { tokens } = sentence;
  if (sentence.hasOf(modals)) {
    const at = tokens.findIndex(
      ({ word }, index) =>
        modals.has(word) &&
        (tokens[index + 1]?.word === 'have' || tokens[index + 2]?.word === 'have'),
    );
    if (at >= 0 && at < from && from - at <= mostToDoing) return true;
  }
  const at = tokens.findIndex(({ word }, index) => {
    // "Should complete six weeks of PT".
    if (musts.has(word)) return doings.has(tokens[index + 1]?.word ?? '');
    // "Prefers attending therapy near home", "plans on doing PT".
    if (wishes.has(word))
      return tokens.slice(index + 1, index + 3).some((one) => goings.has(one.word));
    const isDuty = duties.has(word) || ((word === 'was' || word === 'were') && index < from);
    return isDuty && tokens[index + 1]?.word === 'to' && doings.has(tokens[index + 2]?.word ?? '');
  });
  return at >= 0 && at < from && from - at <= mostToDoing;
}

const mostToDoing = 8;

/** "HEP sheet given", "home exercises, to be done daily": what is handed out is yet to be done. */
export function isHandedOut(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  const behind = tokens.slice(to, to + mostToHandedOut).map(({ word }) => word);
  const isToBe = behind.some(
    (word, at) => word === 'be' && behind[at - 1] === 'to' && doneLater.has(behind[at + 1] ?? ''),
  );
  if (isToBe) return true;
  // "HEP sheet given", "given HEP sheet", "handout exercises given".
  const isOnPaper =
    papers.has(behind[0] ?? '') || tokens.slice(from, to).some(({ word }) => onPaper.has(word));
  if (!isOnPaper || sentence.hasOf(havings)) return false;
  const ahead = tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
  return [...behind, ...ahead].some((word) => handing.has(word));
}

const mostToHandedOut = 6;
const doneLater: ReadonlySet<string> = new Set(
  'done performed completed followed practiced'.split(' '),
);
const papers: ReadonlySet<string> = new Set(
  'sheet handout packet printout booklet pamphlet leaflet diagram instruction page pages paper'.split(
    ' ',
  ),
);
const onPaper: ReadonlySet<string> = new Set(['handout', 'sheet', 'printed', 'written']);
const handing: ReadonlySet<string> = new Set(
  'given gave provided issued printed handed emailed sent dispensed supplied'.split(' '),
);

/** Whether a treatment is told as ordered or granted, and not as had: "PT 9/15 to 11/12 authorized", "authorized PT". */
export function wasOnlyAskedFor(sentence: Sentence, { from, to }: Place, clause: Place): boolean {
  if (!sentence.hasOf(requests) || sentence.hasOf(havings)) return false;
  const { tokens } = sentence;
  if (isOfAllowance(sentence, to)) return false;
  const isAhead =
    requests.has(tokens[from - 1]?.word ?? '') && !byWhom.has(tokens[from - 2]?.word ?? '');
  return isAhead || tokens.slice(to, clause.to).some(({ word }) => requests.has(word));
}

/**
 * "PT x 12 (authorized 12)": how many were allowed of those that were had.
 * @param to where the treatment ends
 */
export function isOfAllowance(sentence: Sentence, to: number): boolean {
  if (!sentence.hasOf(requests)) return false;
  const { tokens } = sentence;
  const open = tokens.findIndex(({ word }, at) => at >= to && word === '(');
  if (open < 0 || open - to > mostToAllowance) return false;
  const between = tokens.slice(to, open).map(({ word }) => word);
  if (!between.every((word) => ofCounts.has(word) || isNumber(word))) return false;
  const [verb = '', allowed = ''] = tokens.slice(open + 1, open + 3).map(({ word }) => word);
  const had = between.find(isNumber);
  return had !== undefined && requests.has(verb) && Number(allowed) >= Number(had);
}

function isNumber(word: string): boolean {
  return word >= '0' && word < ':';
}

const mostToAllowance = 4;
const ofCounts: ReadonlySet<string> = new Set('x : - visit session time'.split(' '));

/** "Physical therapy was prescribed": nobody says that it was had. */
export function wasOnlyPrescribed(sentence: Sentence, { from, to }: Place): boolean {
  const [verb, done] = sentence.tokens.slice(to, to + 2).map(({ word }) => word);
  if (!(verb === 'was' || verb === 'were') || !prescribing.has(done ?? '')) return false;
  const isTherapy = sentence.of('therapy').some((one) => one.from === from);
  return isTherapy && !sentence.hasOf(havings);
}

const prescribing: ReadonlySet<string> = new Set(
  'prescribed recommended suggested advised discussed considered'.split(' '),
);

/** "Requesting auth for PT 2x3": how often is what is asked for. */
export function isAskedFor(sentence: Sentence, { from }: Place): boolean {
  if (!sentence.hasOf(asking) || sentence.hasOf(havings)) return false;
  for (let at = from - 1; at >= Math.max(0, from - mostToAsked); at -= 1) {
    const word = sentence.tokens[at]?.word ?? '';
    if (asking.has(word)) return true;
    if (!ofAsked.has(word) && !/^\d/.test(word)) return false;
  }
  return false;
}

const asking = new WordList(
  'auth authorization authorisation approval rfa request requesting requests preauth precert',
);
const mostToAsked = 7;
const ofAsked: ReadonlySet<string> = new Set(
  'for of a an additional more further formal initial outpatient continued another course trial session visit referral the'.split(
    ' ',
  ),
);

/** "Dr.-ordered therapy" was had. */
const byWhom: ReadonlySet<string> = new Set(['dr', 'doctor', '-', '.']);

/** "Not yet failed PT", "hasn't failed therapy"; and "PT failed to call her back": somebody failed to do something. */
export function hasNotFailed(sentence: Sentence): boolean {
  if (!sentence.hasOf(failing)) return false;
  const { tokens } = sentence;
  return tokens.some(({ word }, at) => {
    if (!failing.has(word)) return false;
    const before = tokens.slice(Math.max(0, at - mostBetween), at).map((one) => one.word);
    const denied = before.findLastIndex((one) => denials.has(one));
    if (denied >= 0 && !before.slice(denied).some((one) => ends.has(one))) return true;
    const isToDo = tokens[at + 1]?.word === 'to';
    return isToDo && !effects.has(nextVerb(tokens.slice(at + 2, at + 5).map((one) => one.word)));
  });
}

/** "Failed to significantly improve". */
function nextVerb(words: readonly string[]): string {
  return words.find((word) => !word.endsWith('ly') && word !== 'really') ?? '';
}

const failing = new WordList('failed fail failing');
const denials: ReadonlySet<string> = new Set(
  'not never hasnt havent hadnt didnt without'.split(' '),
);
