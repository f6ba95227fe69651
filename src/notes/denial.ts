import { isFinding } from '../terminology/between-words.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { bar, isStop, type Token } from './tokens.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

/**
 * Whether the words deny what stands at a place.
 * @param told places whose own words deny nothing: "no feeling" of "no feeling in the groin"
 */
export function isDenied(words: SentenceWords, place: Place, told: readonly Place[] = []): boolean {
  const ahead = signBefore(words, place);
  if (ahead !== undefined) return ahead === '-';
  if (words.span.section === 'denied') return true;
  const clause = words.statementOf(place);
  for (const one of words.of('negation')) {
    const mark = words.tokens[one.from - 1]?.word;
    const isAfterColon = mark === '(' || isMark(words.tokens[one.from - 1]);
    const end = words.tokens[one.to];
    // "No/denies".
    const isLast =
      one.to >= clause.to ||
      isStop(end) ||
      end?.word === '/' ||
      endsInTime(words, one) ||
      endsInWhatFor(words, one);
    // "Red flags (fever, numb saddle): none" answers all that stands in the brackets.
    const isOfList = mark === ':' && words.tokens[one.from - 2]?.word === ')';
    // "Fever, chills, sweats: none of these" as well.
    const isOfAll = words.tokens[one.from]?.word === 'none' && one.to - one.from > 2;
    const isNear = one.from - place.to <= 3 || isNextAnswer(words, place, one);
    const isBehind = one.from >= place.to && (isOfList || isOfAll || isNear);
    // "Effect of PT: none" denies the effect.
    if (isAfterColon && isLast && isBehind && !isAmong(told, one)) return true;
    if (one.from < clause.from || one.from >= place.from) continue;
    if (isQuotedBefore(words, one, place)) continue;
    // "Whiplash? No: dove off a dock" answers what was asked before.
    if (words.tokens[one.from - 1]?.word === '?' && words.tokens[one.to]?.word === ':') continue;
    // "Absent: perianal sensation", where the colon is none of what was lost.
    const isColon = words.tokens[one.to - 1]?.word === ':';
    if (isAmong(told, isColon ? { from: one.from, to: one.to - 1 } : one)) continue;
    if (isAnswerBehind(words, one, clause)) continue;
    // "No signs of myelopathy", where the signs are named with what they are of.
    const isOfSigns = one.from === place.from - 1 && words.tokens[one.to - 1]?.word === 'of';
    if ((place.from < one.to && !isOfSigns) || (isAfterColon && isLast)) continue;
    // "Relief: none Night pain: every night", where cells of a table stand in a line.
    if (mark === ':' && isNewLabel(words, one.to)) continue;
    if (isOfFindingAhead(words, one, place)) continue;
    if (isOfKnowing(words, one, place)) continue;
    if (!isReasserted(words, one, place) && !isBehindReason(words, one, place)) return true;
  }
  if (isTickedNo(words, place) || isMarkedNo(words, place, told)) return true;
  if (isAnsweredNo(words, place) || answerBehind(words, place) === 'no') return true;
  return words
    .of('negation-after')
    .some(
      (one) =>
        one.from >= place.to &&
        one.from < clause.to &&
        one.from - place.to <= 12 &&
        !(isAmong(told, one) && !isOfLoss(words, one)) &&
        !isOfReflex(words, place, one) &&
        !isOfPayer(words, one),
    );
}

/** "Saddle anesthesia: none at present": only when it is so stands behind the answer. */
function endsInTime({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (tokens[from]?.word !== 'none' && tokens[from]?.word !== 'no') return false;
  const end = tokens.findIndex((token, at) => at >= to && isStop(token));
  const behind = tokens.slice(to, end === -1 ? tokens.length : end);
  return behind.length <= longestTime && behind.every(({ word }) => ofTime.has(word));
}

/** "Prior PT: none for this problem", "chiropractic: none for the back": only what it would be for stands behind the answer. */
function endsInWhatFor({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (tokens[from]?.word !== 'none' && tokens[from]?.word !== 'no') return false;
  if (tokens[to]?.word !== 'for' || !whatFor.has(tokens[to + 1]?.word ?? '')) return false;
  const end = tokens.findIndex((token, at) => at > to && isStop(token));
  return (end === -1 ? tokens.length : end) - to <= longestTime;
}

const whatFor: ReadonlySet<string> = new Set('this the current his her it that these'.split(' '));

const longestTime = 5;
const ofTime: ReadonlySet<string> = new Set(
  'at present this time currently now today tonight presently not reported noted seen identified elicited bilaterally yet since'.split(
    ' ',
  ),
);

/** "No trauma, r/o fracture": what somebody suspects behind the comma is none of what was denied before it. */
export function isSuspectedBehindDenial(words: SentenceWords, place: Place): boolean {
  return words
    .of('suspected')
    .some(
      ({ from, to }) =>
        from > 0 &&
        from <= place.from &&
        place.from - to <= 4 &&
        isStop(words.tokens[from - 1]) &&
        words.of('negation').some((denial) => denial.to < from),
    );
}

/** Whether the only doubt of a sentence stands in a part behind a place: "no myelopathic signs, r/o disc". */
export function isDoubtedBehind(words: SentenceWords, place: Place): boolean {
  const doubts = words.of('uncertain');
  return (
    doubts.length > 0 &&
    doubts.every(({ from }) => from > place.to && isStop(words.tokens[from - 1])) &&
    !words.tokens.slice(0, place.from).some(({ word }) => word === ':')
  );
}

function isAmong(places: readonly Place[], one: Place): boolean {
  return places.some(({ from, to }) => from <= one.from && one.to <= to);
}

/** "Saddle anesthesia: absent": of what is lost, "absent" is a denial. */
function isOfLoss({ tokens }: SentenceWords, { from }: Place): boolean {
  const last = tokens.slice(Math.max(0, from - 3), from).findLast(({ word }) => word >= 'a');
  return losses.has(last?.word ?? '');
}

const losses = new WordList(
  'anesthesia anaesthesia numbness weakness loss deficit paresthesia tingling hypoesthesia incontinence retention drop paralysis clonus',
);

/** "Spastic gait, ankle reflexes absent": behind a comma it is said of a reflex. */
function isOfReflex({ tokens }: SentenceWords, { from, to }: Place, denial: Place): boolean {
  const comma = tokens
    .slice(to, denial.from)
    .findLastIndex((token) => isStop(token) || token.word === '(');
  if (comma === -1 || tokens.slice(from, to).some(({ word }) => reflexes.has(word))) return false;
  return tokens.slice(to + comma + 1, denial.from).some(({ word }) => reflexes.has(word));
}

const reflexes = new WordList('reflex reflexe reflexes jerk jerks wink dtr dtrs pulse pulses slr');

/** "SLR negative / R foot drop": what ends its part of a list was said of what stands before it. */
function isAnswerBehind({ tokens }: SentenceWords, { from, to }: Place, clause: Place): boolean {
  const [before, end] = [tokens[from - 1], tokens[to]];
  if (from <= clause.from || isStop(before) || before?.word === ':') return false;
  return (
    answersBehind.has(tokens[to - 1]?.word ?? '') && (end?.word === bar || isStroke(tokens, to))
  );
}

const answersBehind: ReadonlySet<string> = new Set(
  'negative neg no none absent nil denied'.split(' '),
);

/** A stroke between two spaces. */
function isStroke(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const stroke = tokens[at];
  const next = tokens[at + 1];
  if (stroke?.word !== '/' || before === undefined || next === undefined) return false;
  return before.end < stroke.start && stroke.end < next.start;
}

/** "“No siento” - does not feel": what a quotation denies ends with it. */
function isQuotedBefore({ span, tokens }: SentenceWords, denial: Place, place: Place): boolean {
  const own = tokens[denial.from];
  const other = tokens[place.from];
  if (own === undefined || other === undefined) return false;
  const quoted = span.quotationAround(own.start);
  return quoted !== undefined && span.quotationAround(other.start) !== quoted;
}

/** "R foot drop, denied by insurance", "auth denied": what was refused is a study. */
function isOfPayer({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const before = tokens[from - 1]?.word ?? '';
  const isBy = tokens[to]?.word === 'by';
  const by = tokens.slice(to + 1, to + 3).map(({ word }) => word);
  return payers.has(before) || (isBy && by.some((word) => payers.has(word)));
}

const payers: ReadonlySet<string> = new Set(
  'insurance insurer payer carrier plan medicare medicaid um auth authorization pa peer reviewer claim request coverage'.split(
    ' ',
  ),
);

/**
 * "No one noticed that he lost control of his bowels", "there is no question that …", "without warning a fever": what was not known,
 * told or expected is there.
 */
function isOfKnowing({ tokens }: SentenceWords, denial: Place, place: Place): boolean {
  const between = tokens.slice(denial.to, place.from).map(({ word }) => word);
  if (tokens[denial.from]?.word === 'without' && unforeseen.has(between[0] ?? '')) return true;
  const that = between.indexOf('that');
  return that > 0 && between.slice(0, that).some((word) => knowing.has(word));
}

const unforeseen: ReadonlySet<string> = new Set('warning notice prompting provocation'.split(' '));
const knowing: ReadonlySet<string> = new Set(
  'noticed question doubt told mentioned mention know knew known realized realised aware disputing denying'.split(
    ' ',
  ),
);

/** "Fever in the last 72 h: no": the answer to the question that begins with a place. */
function isNextAnswer({ tokens }: SentenceWords, { to }: Place, answer: Place): boolean {
  if (answer.from - to > longestQuestion || tokens[answer.from - 1]?.word !== ':') return false;
  return !tokens.slice(to, answer.from).some(isStop);
}

const longestQuestion = 12;

/** "No fever: foot drop since Friday": what was denied ends with the colon. */
function isOfFindingAhead({ tokens }: SentenceWords, denial: Place, place: Place): boolean {
  const head = tokens[denial.to]?.word ?? '';
  return denial.to + 1 < place.from && tokens[denial.to + 1]?.word === ':' && isFinding(head);
}

function isNewLabel({ tokens }: SentenceWords, at: number): boolean {
  return !isStop(tokens[at]) && tokens.slice(at + 1, at + 4).some(({ word }) => word === ':');
}

/** "Foot drop N", "foot drop: N", "cauda equina symptoms: N", "fever 0" in a list. */
function isTickedNo(words: SentenceWords, place: Place): boolean {
  const { tokens } = words;
  // "Fever or chills N", "fevers none".
  const isJoined = joinsItems.has(tokens[place.to]?.word ?? '');
  const isSymptom = ofSymptoms.has(tokens[place.to]?.word ?? '');
  const to = place.to + (isJoined ? 2 : isSymptom ? 1 : 0);
  const word = tokens[to]?.word ?? '';
  const end = tokens[to + 1];
  const isEnd = end === undefined || isStop(end) || isStroke(tokens, to + 1);
  if (plainNoes.has(word) && isEnd) return true;
  let at = to;
  for (let mark = to; mark < to + 3 && at === to; mark += 1)
    if (isMark(tokens[mark])) at = mark + 1;
  const next = tokens[at + 1];
  if (next !== undefined && !isStop(next)) return false;
  return tokens[at]?.word === 'n' || (tokens[at]?.word === '0' && isListOfZeros(words));
}

const joinsItems: ReadonlySet<string> = new Set(['or', '/', 'and']);

const plainNoes: ReadonlySet<string> = new Set(['none', 'nil', 'no']);
const ofSymptoms: ReadonlySet<string> = new Set(['symptom', 'sign', 'symptoms', 'signs']);

/** "Fever 0, saddle anesthesia 0, weakness +": one zero alone may be a grade or a score. */
function isListOfZeros({ tokens }: SentenceWords): boolean {
  const zeros = tokens.filter(({ word }, at) => {
    const next = tokens[at + 1];
    return word === '0' && (next === undefined || isStop(next));
  });
  return zeros.length > 1;
}

function isMark(token: Token | undefined): boolean {
  const word = token?.word;
  return word === ':' || word === '-' || word === '=' || word === bar;
}

/** "Foot drop? No", "incontinence [ ] yes [x] no". */
export function isAnsweredNo(words: SentenceWords, { to }: Place): boolean {
  if (!words.span.hasSign(sign.question | sign.form)) return false;
  const { tokens } = words;
  let isAsked = false;
  for (let at = to; at < tokens.length; at += 1) {
    const word = tokens[at]?.word;
    const next = tokens[at + 1];
    if (word === '?' && !isAsked) {
      isAsked = true;
      if (noes.has(answerTo(words, at) ?? '')) return true;
    }
    // "[x] no", but not "[x] no relief".
    if (word !== 'no' || !isTicked(words, at)) continue;
    if (next === undefined || isStop(next) || next.word === '[') return true;
  }
  return false;
}

/** "Neg fever, neg incontinence" before a place, "fever (-)", "Hoffmann (-/-)", "clonus -," behind it. */
function isMarkedNo(words: SentenceWords, { from, to }: Place, told: readonly Place[]): boolean {
  const before = words.tokens[from - 1]?.word;
  if (before === 'neg' || before === 'negative' || before === 'absent') {
    const mark = words.tokens[from - 2];
    const isFirst = mark === undefined || isStop(mark) || mark.word === ':' || mark.word === 'ros';
    if (isFirst && !isAmong(told, { from: from - 1, to: from })) return true;
  }
  if (before === '/' && isInDeniedList(words, from)) return true;
  // "N: fever, N: incontinence".
  const label = words.tokens[from - 3];
  if (before === ':' && words.tokens[from - 2]?.word === 'n' && (isStop(label) || isMark(label)))
    return true;
  const open = words.tokens[to];
  const mark = words.tokens[to + 1];
  const close = words.tokens[to + 2];
  const second = words.tokens[to + 3];
  if (open?.word === '-') return mark === undefined || isStop(mark);
  if (open?.word !== '(') return false;
  if (close?.word === ')' && noes.has(mark?.word ?? '')) return true;
  if (mark?.word !== '-') return false;
  return close?.word === ')' || (close?.word === '/' && second?.word === '-');
}

/** "ROS neg fever/chills/night pain": what slashes join is denied as a whole. */
function isInDeniedList({ tokens }: SentenceWords, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - longestList); at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (word === 'neg' || word === 'negative') return !isStroke(tokens, at + 1);
    if (word !== '/' && word < 'a') return false;
  }
  return false;
}

const longestList = 20;

/**
 * What is told behind a place of what was asked there: "I asked about fever and weight loss, both of which she denied",
 * "asked about weakness, and he denies it", "when asked about numbness he said no".
 */
export function answerBehind(words: SentenceWords, { to }: Place): 'no' | undefined {
  if (!words.hasOf(denying) && !words.hasOf(answered)) return undefined;
  const { tokens } = words;
  for (let at = to; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? '';
    const before = tokens[at - 1]?.word ?? '';
    const next = tokens[at + 1]?.word ?? '';
    if (denying.has(word) && answering.has(before)) {
      const isOfAll = tokens.slice(to, at).some((one) => one.word === 'which');
      if (isOfAll || ofAnswer.has(next)) return 'no';
    }
    if (answered.has(word) && answering.has(before) && (next === 'no' || next === 'none')) {
      const end = tokens[at + 2];
      // "And answered no to both".
      const isOfAll = end?.word === 'to' && ofAnswer.has(tokens[at + 3]?.word ?? '');
      if (end === undefined || isStop(end) || isOfAll) return 'no';
    }
  }
  return undefined;
}

const denying = new WordList('denied denie denies');
const answering: ReadonlySet<string> = new Set(
  'he she they i patient pt and which but were was recheck later now reassessment'.split(' '),
);
const answered = new WordList(
  'said say answered answer replied replie responded state stated report reported',
);
const ofAnswer: ReadonlySet<string> = new Set(
  'it this that these those both all any them either each such having'.split(' '),
);

/** The last sign of a list before a place: "(-) fever, chills (+) numbness", "fever, - weakness", "-fever -chills". */
function signBefore(words: SentenceWords, { from }: Place): string | undefined {
  if (!words.span.hasSign(sign.plusOrMinus)) return undefined;
  for (let at = from - 1; at >= 0; at -= 1) {
    const word = words.tokens[at]?.word;
    if (word !== '-' && word !== '+') continue;
    if (isOwnSign(words, at)) return word;
    const isBracketed = words.tokens[at - 1]?.word === '(' && words.tokens[at + 1]?.word === ')';
    const isListed =
      at > 0 &&
      at === from - 1 &&
      // "Gabapentin (started 8/20) - minimal relief": a dash.
      words.tokens[at - 1]?.word !== ')' &&
      (isStop(words.tokens[at - 1]) || isFirstOfSigns(words, at));
    if (isBracketed || isListed) return word;
  }
  return undefined;
}

/** "-fever -chills +numbness": each stands right before its word, and apart from the one before. */
function isOwnSign(words: SentenceWords, at: number): boolean {
  const { tokens } = words;
  return (
    isLeading(tokens, at) && tokens.some((_, other) => other !== at && isLeading(tokens, other))
  );
}

function isLeading(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || !(next.word >= 'a')) return false;
  if (token.word !== '-' && token.word !== '+') return false;
  return token.end === next.start && (before === undefined || before.end < token.start);
}

/** "ROS: - fever, - chills". */
function isFirstOfSigns({ tokens }: SentenceWords, at: number): boolean {
  const word = tokens[at]?.word;
  if (tokens[at - 1]?.word !== ':') return false;
  return tokens.some((one, other) => other > at && one.word === word && isStop(tokens[other - 1]));
}

/** "[x] no". */
export function isTicked({ tokens }: SentenceWords, at: number): boolean {
  return tokens[at - 1]?.word === ']' && tokens[at - 2]?.word === 'x';
}

/** Whether a part of a list between a denial and a place states something of its own: "no X, Y since Friday". */
function isReasserted(words: SentenceWords, denial: Place, place: Place): boolean {
  const chunk = words.chunkOf(place);
  if (chunk.from <= denial.from) return false;
  const first = words.tokens[chunk.from]?.word ?? '';
  if (first === 'and' && tellsOfItself(words, denial, chunk.from + 1)) return true;
  if (first === 'or' || first === 'nor' || first === 'and') return false;
  // "No X, Y or Z was suspected": what ends a list with "or" belongs to it.
  if (words.tokens.slice(chunk.from, chunk.to).some(({ word }) => word === 'or')) return false;
  return words.hasWithin('assertion', chunk) && !words.hasWithin('negation-after', chunk);
}

/** "Not relieved by rest, and disturbs her sleep": a verb in the third person is no part of what was denied. */
function tellsOfItself({ tokens }: SentenceWords, denial: Place, at: number): boolean {
  const verb = tokens[at];
  if (verb === undefined || !ofPains.has(verb.word)) return false;
  // "Denies pain that radiates, and wakes her" denies both.
  if (tokens.slice(denial.to, at).some(({ word }) => word === 'that' || word === 'which'))
    return false;
  // A token has no s of the third person.
  return verb.end - verb.start > verb.word.length;
}

const ofPains: ReadonlySet<string> = new Set(
  'disturb interrupt disrupt wake awaken keep rouse ruin rob spoil break get radiate run shoot spread travel go persist come stay worsen start begin'.split(
    ' ',
  ),
);

/** "No PT due to his spastic gait", "should not wait given the foot drop": why something that is no finding is not done. */
function isBehindReason({ tokens }: SentenceWords, denial: Place, place: Place): boolean {
  const between = tokens.slice(denial.to, place.from);
  const at = between.findIndex(
    ({ word }, index) =>
      (reasons.has(word) && !isHandedOver(between, index)) ||
      (word === 'due' && between[index + 1]?.word === 'to') ||
      // "Not a candidate for PT: saddle numbness".
      (word === ':' && between.slice(0, index).some((one) => ofFitness.has(one.word))),
  );
  return at > 0 && !between.slice(0, at).some(({ word }) => isFinding(word) || evidence.has(word));
}

/** "Has not been given gabapentin" gives no reason. */
function isHandedOver(words: readonly Token[], at: number): boolean {
  return words[at]?.word === 'given' && (at === 0 || words[at - 1]?.word === 'been');
}

const ofFitness: ReadonlySet<string> = new Set(
  'candidate appropriate suitable indicated eligible ready fit safe'.split(' '),
);
const reasons: ReadonlySet<string> = new Set('because given owing considering'.split(' '));
const evidence: ReadonlySet<string> = new Set(
  'evidence sign signs symptom symptoms finding findings abnormality problem complaint complaints concern'.split(
    ' ',
  ),
);

/** The word behind a question mark, or behind the name of who answers: "Foot drop? A: no". */
export function answerTo({ tokens }: SentenceWords, questionMark: number): string | undefined {
  const isLabelled = tokens[questionMark + 2]?.word === ':';
  return tokens[questionMark + (isLabelled ? 3 : 1)]?.word;
}

const noes: ReadonlySet<string> = new Set(
  'no n none nope nah never nil negative denie denies denied'.split(' '),
);
