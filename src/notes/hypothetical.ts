import { isAdvice, isOfCase } from './advice.ts';
import { firstPerson, isOfForm, isOpenQuestion } from './open-questions.ts';
import { classesOf } from './phrases.ts';
import { isWithin, type Place, type SentenceWords } from './sentence-words.ts';
import { isComma } from './tokens.ts';
import { sign } from './words.ts';

const advising = classesOf('payer', 'education', 'to-patient', 'possible-later', 'consent');

/** Whether a place is advice, a condition, a rule of a payer or what may come, and nothing that is so. */
export function isHypothetical(
  words: SentenceWords,
  place: Place,
  clause: Place,
  { isPlanAllowed, suspected }: { readonly isPlanAllowed: boolean; readonly suspected: boolean },
): boolean {
  const all = words
    .of('hypothetical')
    .filter(
      (one) => !isOpenQuestion(words, one) && !(suspected && isClosedBefore(words, one, place)),
    );
  // "34 y/o M to ED w/ back pain" came there.
  const conditions = isIntroduction(words) ? all.filter((one) => !isOfEmergency(words, one)) : all;
  if (conditions.some((one) => one.from <= place.from)) return true;
  if (isAdvice(words, place, conditions.length > 0)) return true;
  if (!words.hasAny(advising)) return false;
  const isTaught = words.of('education').some((one) => !saysPresent(words, one));
  // "Reviewer: was there a foot drop? Me: no" asks of the patient.
  const { section } = words.span;
  const isAnswered = section === 'denied' || section === 'affirmed';
  const isPayers = (one: Place): boolean =>
    !isAnswered && !isRefusal(words, one, place) && !isToldOfItBehind(words, one, place);
  if (isTaught || words.of('payer').some(isPayers)) return true;
  // "Risks (bleeding, foot drop, death) accepted", and the operation that is consented to is planned all the same.
  const isOfConsent = words.of('consent').some(({ from }) => from <= place.from);
  if (!isPlanAllowed && isOfConsent && words.has('complication')) return true;
  const isSpokenTo =
    words.has('to-patient') &&
    !isAnswered &&
    !words.tokens.some(({ word }) => firstPerson.has(word)) &&
    !isToColleague(words) &&
    !words.of('to-patient').every((one) => isOfAnyone(words, one));
  if (isSpokenTo && !isOfForm(words)) return true;
  return (
    !isPlanAllowed &&
    words
      .of('possible-later')
      .some(
        (one) =>
          isWithin(one, clause) &&
          !isTold(words, one, place) &&
          !(suspected && isExcludedBehind(words, one, place)),
      )
  );
}

/** "Red flag symptoms: present (urinary retention)", "warning signs noted today: …": they are there. */
function saysPresent({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (!ofSigns.has(tokens[to - 1]?.word ?? '')) return false;
  const before = tokens[from - 1]?.word ?? ':';
  const behind = tokens.slice(to, to + mostBeforePresent).map(({ word }) => word);
  const at = behind.findIndex((word) => present.has(word));
  if (at === -1 || before === 'if') return false;
  return behind.slice(0, at).every((word) => joining.has(word));
}

const mostBeforePresent = 4;
const ofSigns: ReadonlySet<string> = new Set('symptom sign flag feature finding sx'.split(' '));
const present: ReadonlySet<string> = new Set(
  'present positive noted endorsed identified found elicited yes'.split(' '),
);
const joining: ReadonlySet<string> = new Set([':', '-', '(', 'are', 'is', 'were', 'was']);

/** "R foot drop, denied by insurance": what was refused behind it is a study. */
function isRefusal({ tokens }: SentenceWords, one: Place, { to }: Place): boolean {
  return one.from >= to && tokens.slice(to, one.to + 2).some(({ word }) => refused.has(word));
}

/** "She has a foot drop, which the policy lists as an exception": what is said behind "which" of what is there. */
function isToldOfItBehind(words: SentenceWords, one: Place, place: Place): boolean {
  if (one.from < place.to) return false;
  const { to } = words.clauseOf(place);
  return to <= one.from && words.tokens[to]?.word === 'which';
}

const refused: ReadonlySet<string> = new Set(['denied', 'denies', 'refused', 'declined']);

/** "May need sedation, both legs weak" needs it for what is there, and "it would be wrong to wait with a foot drop" supposes none. */
function isTold({ tokens }: SentenceWords, { from, to }: Place, place: Place): boolean {
  const last = tokens[to - 1]?.word ?? '';
  if (last === 'need' || last === 'require')
    return tokens.slice(to, place.from).some((one) => isComma(one) || one.word === ':');
  if (talked.has(last) && isOfCase(tokens, to)) return true;
  // "I would say that this is new" says so.
  if (tokens[from]?.word === 'would' && saying.has(tokens[from + 1]?.word ?? '')) return true;
  // "Nothing would come" tells what did not.
  if (tokens[from]?.word === 'would' && tokens[from - 1]?.word === 'nothing') return true;
  return (
    tokens[from]?.word === 'would' &&
    tokens[from + 1]?.word === 'be' &&
    tokens.slice(from + 2, from + 5).some(({ word }) => wrong.has(word))
  );
}

/** "Would like to rule out metastases", "may need MRI to exclude an abscess": what shall be looked for is feared now. */
function isExcludedBehind({ tokens }: SentenceWords, { to }: Place, place: Place): boolean {
  const between = tokens.slice(to, place.from).map(({ word }) => word);
  return between.some(
    (word, at) => word === 'exclude' || (word === 'rule' && between[at + 1] === 'out'),
  );
}

const saying: ReadonlySet<string> = new Set(
  'say call describe estimate grade rate characterize'.split(' '),
);
const talked: ReadonlySet<string> = new Set(['discussed', 'reviewed']);

const wrong: ReadonlySet<string> = new Set(
  'wrong unsafe dangerous unwise risky negligent mistake error inappropriate unethical irresponsible malpractice'.split(
    ' ',
  ),
);

/** "34 y/o M", "54-year-old man" opens it. */
function isIntroduction({ tokens }: SentenceWords): boolean {
  const [first] = tokens;
  if (first === undefined || (first.signs & sign.digit) === 0) return false;
  return tokens.slice(1, mostOfAge).some(({ word }) => ofAge.has(word));
}

const mostOfAge = 6;
const ofAge: ReadonlySet<string> = new Set('y yo year yr m f male female man woman'.split(' '));

function isOfEmergency({ tokens }: SentenceWords, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === 'ed' || word === 'er');
}

/**
 * "Contrast if needed, R foot drop", "ED if worse, saddle numbness": a condition of the study, or of an only finding that gets
 * worse, which has ended before a place. "If worse, numb or weak" goes on with a list.
 */
function isClosedBefore({ tokens }: SentenceWords, { to }: Place, place: Place): boolean {
  if (tokens[to - 1]?.word !== 'if') return false;
  let end = to;
  while (end < place.from && ofStudies.has(tokens[end]?.word ?? '')) end += 1;
  const isOfStudy = end > to;
  if (!isOfStudy) while (end < place.from && worse.has(tokens[end]?.word ?? '')) end += 1;
  if (end === to) return false;
  const next = tokens[end];
  const isMarked = next !== undefined && (isComma(next) || next.word === ':' || next.word === '-');
  if (isOfStudy) return isMarked || selfContained.has(tokens[end - 1]?.word ?? '');
  const behind = tokens.slice(end + 1);
  return isMarked && !behind.some((one) => isComma(one) || listing.has(one.word));
}

/** With these a condition of a study is told whole: "if possible", "if MRI not possible", "if negative do thoracic". */
const ofStudies: ReadonlySet<string> = new Set(
  `needed need possible able available indicated required necessary negative neg positive normal abnormal inconclusive tolerated claustrophobic anxious prior previous surgery surgeries hardware
  mri mr ct xray xr films film scan study contrast gad gadolinium not no done do then add also with without thoracic cervical lumbar approved authorized feasible appropriate ok okay insurance
  is are was can cannot be today tomorrow egfr renal function allows`.split(/\s+/),
);
const selfContained: ReadonlySet<string> = new Set(
  'needed possible able available indicated required necessary feasible appropriate tolerated today tomorrow'.split(
    ' ',
  ),
);
const worse: ReadonlySet<string> = new Set(
  'worse worsen worsens worsening worsened not no better persists persist'.split(' '),
);
const listing: ReadonlySet<string> = new Set('or any develop develops occur occurs new'.split(' '));

/**
 * "As you will recall she is a driver who hurt herself", "your therapist has treated him" tell a colleague of the
 * patient; what a letter of a payer says is the payer's.
 */
function isToColleague({ tokens }: SentenceWords): boolean {
  const word = (at: number): string => tokens[at]?.word ?? '';
  const isOfEither = tokens.some((one, at) => one.word === 'or' && thirdPerson.has(word(at + 1)));
  const isOfPayer = tokens.some((one, at) => one.word === 'your' && ofPayers.has(word(at + 1)));
  return tokens.some((one) => thirdPerson.has(one.word)) && !isOfEither && !isOfPayer;
}

/** "Numb where you sit": anybody would. */
function isOfAnyone({ tokens }: SentenceWords, { from }: Place): boolean {
  return tokens[from - 1]?.word === 'where';
}

const ofPayers: ReadonlySet<string> = new Set(
  'letter denial decision determination policy guideline reviewer company plan criteria'.split(' '),
);

const thirdPerson: ReadonlySet<string> = new Set(
  'he she him her hi his herself himself'.split(' '),
);
