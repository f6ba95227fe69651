import { isFinding } from '../terminology/between-words.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { isStop, type Token } from './tokens.ts';
import { WordList } from './word-lists.ts';

/**
 * Whether the words behind a finding say that it is over: "saddle numbness after the injection has cleared", "legs felt weak for an
 * hour but back to normal that evening", "lasted an afternoon and never came back". Not where something else is over ("foot drop,
 * pain resolved"), where it is not quite ("has not fully resolved"), nor where it came again.
 * @param whole all that tells the finding, which may hold such a word itself: "feeling gone"
 */
export function isOver(words: SentenceWords, whole: readonly Place[]): boolean {
  if (!words.hasOf(endWords) && !words.hasOf(wellWords)) return false;
  const { tokens } = words;
  const [first] = whole;
  if (first === undefined) return false;
  const from = first.to;
  const last = Math.min(tokens.length, from + mostBehind);
  for (let at = from; at < last; at += 1) {
    if (isRegained(tokens, at) && !isDoubted(tokens, at)) return !comesAgain(words, at + 2);
    const end = endAt(tokens, at);
    if (end === undefined || whole.some((one) => one.from <= at && at < one.to)) continue;
    if (isDoubted(tokens, at) || !isSaidOfFinding(tokens, whole, at)) continue;
    return !comesAgain(words, end);
  }
  return false;
}

/** "Had a foot drop in her first pregnancy; recovered", "saddle numbness; … and the numbness was gone next morning". */
export function isOverBehind(words: SentenceWords): boolean {
  const part = words.span.partAfter();
  if (part === '') return false;
  if (resolvedBehind.test(part)) return true;
  const noun = resolvedNoun.exec(part)?.[1]?.toLowerCase();
  return noun !== undefined && words.tokens.some(({ word }) => word === noun);
}

const resolvedBehind =
  /^\s*(?:(?:it|this|that|which|has|have|since|then|later|fully|completely|all|long|now)\s+)*(?:recovered|resolved|cleared|healed|settled|went away|gone)\b/i;
const resolvedNoun =
  /\b(numbness|weakness|incontinence|retention|fever|drop|deficit|tingling) (?:(?:has|have|had|was|were|is|since|then|all|completely|now|been) ){0,4}(?:recovered|resolved|cleared|settled|went away|gone)\b/i;

/** Whether behind a comma something is told to be over and nothing else named: "foot drop in the recovery room, cleared within the hour". */
export function endsBehindComma(words: SentenceWords): boolean {
  if (!words.hasOf(endWords) && !words.hasOf(wellWords)) return false;
  const { tokens } = words;
  return tokens.some(({ word }, comma) => {
    if (word !== ',') return false;
    let at = comma + 1;
    while (
      at < tokens.length &&
      endAt(tokens, at) === undefined &&
      standing.has(tokens[at]?.word ?? '')
    )
      at += 1;
    const end = endAt(tokens, at);
    return end !== undefined && !isDoubted(tokens, at) && !comesAgain(words, end);
  });
}

/** Whether the words behind a place say that what was over came again, or is not quite over. */
export function comesAgain({ tokens }: SentenceWords, from: number): boolean {
  return tokens.slice(from).some(({ word }, at, behind) => {
    const isAgain = returning.has(word) || (coming.has(word) && behind[at + 1]?.word === 'back');
    if (!isAgain) return false;
    const before = behind.slice(Math.max(0, at - mostBeforeEnd), at);
    return !before.some((one) => one.word === 'never' || one.word === 'not');
  });
}

/** "He had been losing strength but it has come back": what was lost is there again. */
function isRegained(tokens: readonly Token[], at: number): boolean {
  const own = tokens[at]?.word ?? '';
  const isBack = coming.has(own) && tokens[at + 1]?.word === 'back';
  if (!isBack && own !== 'returned' && own !== 'recovered') return false;
  const told = tokens.slice(0, at).map(({ word }) => word);
  return told.some((word) => functions.has(word)) && !told.some((word) => signs.has(word));
}

const signs: ReadonlySet<string> = new Set(
  'numbness weakness pain drop tingling incontinence'.split(' '),
);

/** So many words behind a finding belong to it. */
const mostBehind = 30;

/** Where the words end that begin at a place and say that something is over. */
function endAt(tokens: readonly Token[], at: number): number | undefined {
  const word = (ahead: number): string => tokens[at + ahead]?.word ?? '';
  const own = word(0);
  if (!beginnings.has(own)) return undefined;
  if (ended.has(own)) return isFollowed(tokens, at + 1) ? at + 1 : undefined;
  if (going.has(own) && word(1) === 'away') return at + 2;
  if (own === 'gone' && isFollowed(tokens, at + 1)) return at + 1;
  if (own === 'sorted') {
    const out = [1, 2].find((ahead) => word(ahead) === 'out');
    return out === undefined ? undefined : at + out + 1;
  }
  if ((own === 'wore' || own === 'worn') && word(1) === 'off') return at + 2;
  if (own === 'over' && isSaidToBe(tokens, at)) return at + 1;
  if ((own === 'never' || own === 'not') && cameAgain(tokens, at + 1) !== undefined)
    return cameAgain(tokens, at + 1);
  if (own === 'no' && further.has(word(1)) && episodes.has(word(2))) return at + 3;
  if (own === 'no' && word(1) === 'longer') return present.has(word(2)) ? at + 3 : undefined;
  if (own === 'no' && word(1) === 'more' && happening.has(tokens[at - 1]?.word ?? ''))
    return at + 2;
  if (own === 'no' && episodes.has(word(1)) && word(2) === 'since') return at + 3;
  if (own === 'lasted') {
    const unit = [1, 2, 3, 4].find((ahead) => shortTimes.has(word(ahead)));
    return unit === undefined ? undefined : at + unit + 1;
  }
  if (own === 'broke' && fevers.has(tokens[at - 1]?.word ?? '')) return at + 1;
  if (well.has(own) && word(1) === 'the') return nextTimes.has(word(2)) ? at + 3 : undefined;
  if (own === 'no' && (word(1) === 'recurrence' || word(1) === 'recurrent')) return at + 2;
  if ((own === 'none' || own === 'nothing') && word(1) === 'since') return at + 2;
  if ((own === 'back' || own === 'returned' || own === 'return') && word(1) === 'to')
    return usual.has(word(2)) ? at + 3 : undefined;
  if (well.has(own) && times.has(word(1))) return at + 2;
  return times.has(own) && well.has(word(1)) && isFollowed(tokens, at + 2) ? at + 2 : undefined;
}

/** "Is over", "over now"; and not "over the weekend". */
function isSaidToBe(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1]?.word ?? '', tokens[at + 1]];
  const isLast = next === undefined || isStop(next) || next.word === 'now';
  return isLast && (before === ',' || before === 'is' || before === 'are' || before === 'all');
}

/** "(Never) came back", "(has not) happened again", "(not) recurred". */
function cameAgain(tokens: readonly Token[], at: number): number | undefined {
  const word = (ahead: number): string => tokens[at + ahead]?.word ?? '';
  if (recurring.has(word(0))) return at + 1;
  if (coming.has(word(0)) && word(1) === 'back') return at + 2;
  if (happening.has(word(0)))
    return [1, 2].some((ahead) => word(ahead) === 'again') ? at + 3 : undefined;
  return word(0) === 'since' && isStop(tokens[at + 1]) ? at + 1 : undefined;
}

/** "Resolved sciatica" says what is over by the word behind; else nothing, a time, a place or a reason stands there. */
function isFollowed(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token === undefined || isStop(token) || followers.has(token.word);
}

/** "Has not cleared", "almost gone", "should be gone by Monday". */
function isDoubted(tokens: readonly Token[], at: number): boolean {
  const denies = (word: string): boolean => doubting.has(word) || word.endsWith('nt');
  const before = tokens.slice(Math.max(0, at - mostBeforeEnd), at);
  return before.some(({ word }) => denies(word) && word !== 'went' && word !== 'patient');
}

const mostBeforeEnd = 4;

/** Whether nothing else than the finding, or a word for it, is the subject of what ends at a place. */
function isSaidOfFinding(tokens: readonly Token[], whole: readonly Place[], at: number): boolean {
  const from = whole[0]?.to ?? 0;
  const isOwn = (other: number): boolean =>
    whole.some((one) => one.from <= other && other < one.to);
  let begin = at;
  while (begin > from && !isSeparator(tokens, begin - 1)) begin -= 1;
  let isApart = begin > from;
  let subject = tokens.slice(begin, at).map(({ word }) => word);
  if (subject.some((word) => subordinate.has(word))) return false;
  // "…, which has worn off"; "the weakness that brought him in has cleared" has its verb behind another.
  const relative = subject.findLastIndex((word) => word === 'that' || word === 'which');
  if (relative >= 0 && subject.slice(relative + 1).every((word) => standing.has(word))) {
    isApart = true;
    subject = subject.slice(relative + 1);
  }
  if (isApart) {
    if (!subject.every((word) => standing.has(word))) return false;
    // "Foot drop, fever last week, resolved": nobody knows whether both are.
    const isOfAll = subject.some((word) => ofAll.has(word));
    const isOther = ({ word }: Token, index: number): boolean =>
      (isFinding(word) || ofOthers.has(word)) && !isOwn(from + index);
    return isOfAll || !tokens.slice(from, begin).some(isOther);
  }
  const near = subject.slice(-mostOfSubject);
  return !near.some((word) => ofOthers.has(word) || functions.has(word));
}

/** "Foot drop, fever last week, resolved": behind a comma another finding is named before what says that one is over. */
export function isOverOfOther({ tokens }: SentenceWords, place: Place, end: Place): boolean {
  const between = tokens.slice(place.to, end.from).map(({ word }) => word);
  const comma = between.indexOf(',');
  if (comma === -1 || between.some((word) => ofAll.has(word))) return false;
  return between.slice(comma).some((word) => isFinding(word) || ofOthers.has(word));
}

const mostOfSubject = 3;

function isSeparator(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return isStop(tokens[at]) || separators.has(word);
}

const ended: ReadonlySet<string> = new Set(
  'resolved resolve cleared subsided abated healed recovered disappeared vanished reversed remitted stopped ceased settled ended corrected quit'.split(
    ' ',
  ),
);
const going: ReadonlySet<string> = new Set(['gone', 'went', 'goe', 'going']);
const coming: ReadonlySet<string> = new Set(['came', 'come']);
const recurring: ReadonlySet<string> = new Set(['recurred', 'recur', 'returned', 'recurring']);
const happening: ReadonlySet<string> = new Set([
  'happened',
  'happen',
  'occurred',
  'had',
  'been',
  'felt',
]);
const further: ReadonlySet<string> = new Set([
  'further',
  'more',
  'additional',
  'recurrent',
  'subsequent',
]);
const episodes: ReadonlySet<string> = new Set(
  'episode accident event retention incontinence numbness weakness fever leakage symptom issue problem trouble difficulty recurrence spell'.split(
    ' ',
  ),
);
const present: ReadonlySet<string> = new Set(
  'present there noted seen apparent evident felt'.split(' '),
);
const shortTimes: ReadonlySet<string> = new Set(
  'hour hr hrs minute min second moment afternoon evening'.split(' '),
);
const fevers: ReadonlySet<string> = new Set(['fever', 'temp', 'it']);
const nextTimes: ReadonlySet<string> = new Set(['next', 'following', 'same']);
const usual: ReadonlySet<string> = new Set(['normal', 'baseline', 'usual']);
const well: ReadonlySet<string> = new Set(
  'fine normal normally ok okay afebrile asymptomatic full steady'.split(' '),
);
const times: ReadonlySet<string> = new Set(
  'since now again today currently thereafter afterward'.split(' '),
);
const followers: ReadonlySet<string> = new Set(
  'after with since by in on within over now completely fully entirely spontaneously the same and when once as following before during without today yesterday last at for quickly overnight promptly later post upon but ( - :'.split(
    ' ',
  ),
);
const doubting: ReadonlySet<string> = new Set(
  'not never no hardly barely incompletely partially partly mostly almost nearly somewhat until if unless will should would may might can expected hopefully hope likely to yet'.split(
    ' ',
  ),
);
/** Behind an end these take it back. */
const returning: ReadonlySet<string> = new Set(
  'then until however except returned recurred relapsed worse worsened persist persistent still again recurring yesterday tonight'.split(
    ' ',
  ),
);
const ofAll: ReadonlySet<string> = new Set('both all these symptom everything deficit'.split(' '));
const separators: ReadonlySet<string> = new Set(['but', 'and', ':', '-', '(']);
const subordinate: ReadonlySet<string> = new Set(
  'when once until before because if unless although though while'.split(' '),
);
/** Words that stand for the finding, or say nothing of what is over. */
const standing: ReadonlySet<string> = new Set(
  'it this these they all both has have had is are was were been be since then later now also long completely fully entirely totally quickly promptly spontaneously symptom deficit everything by today the next day within hour last week month yesterday pt patient he she ha there finally eventually subsequently itself themselve again of in a few minute'.split(
    ' ',
  ),
);
/** What may be over beside a red flag that is not. */
const ofOthers: ReadonlySet<string> = new Set(
  'pain sciatica ache cough headache spasm swelling cold flu rash nausea vomiting diarrhea cramp soreness stiffness radiculopathy bruising covid uti dizziness'.split(
    ' ',
  ),
);
/** What is gone where these are gone is a loss. */
const functions: ReadonlySet<string> = new Set(
  'feeling sensation control strength power tone function reflexe reflex grip continence awareness urge'.split(
    ' ',
  ),
);

const endWords = new WordList(
  'resolved resolve cleared subsided abated healed recovered disappeared vanished reversed remitted stopped ceased settled ended corrected quit gone went goe going sorted wore worn over lasted broke came come recovered never not no none nothing back returned return',
);
const wellWords = new WordList('fine normal normally ok okay afebrile asymptomatic full steady');

/** What any such words begin with. */
const beginnings: ReadonlySet<string> = new Set([...endWords.words, ...wellWords.words, ...times]);
