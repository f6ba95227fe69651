import { remembering } from './remember.ts';
import {
  beginsWithAny,
  hasAny,
  last,
  lastPlaceOf,
  type Mention,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

/** What is denied of now. */
const denials = phraseList(
  `no, not, denies, denied, without, w o, neither, negative for, neg for, ruled out, rules out, excluded, excludes, absence of, free of, low suspicion for, low suspicion of, low concern for,
  low likelihood of, low probability of, doubt, never had, never has had`,
);
/** A history, a plan and a risk are no present complaint either; nor are other people's. */
const notOfNow = phraseList(
  `resolved, history of, hx of, h o, personal history of, family history of, family history, fh of, status post, s p, late effect of, late effects of, sequela of, sequelae of, prior, previous, past, screening for,
  surveillance for, susceptibility to, susceptibility to other, predisposition to, at risk for, risk of, prevention of, prophylaxis for, prophylaxis against, vaccination for, vaccination against, return for, fam hx, famhx, fhx, family hx, wife, husband, spouse, aunt, uncle, grandmother,
  grandfather, cousin, mother, father, brother,
  sister, sibling, siblings, nephew, niece, fetal, fetus, fetus with, fear of, fears, afraid of, worry about, worried about, mother with, father with, son, daughter,
  education about, education on, educated about, educated on, counseled about, counseled on, counselled about, counselled on, information about, information on, instructions about,
  handout about, handout on, warning signs of, precautions for, other than`,
);
const absences = [...denials, ...notOfNow];
const denialsAfter = phraseList(
  `ruled out, unlikely, excluded, absent, negative, not present, not confirmed, not seen, not found, not identified, not suspected, not likely, not evident, not noted,
  low suspicion, low likelihood, low concern, not appreciated, not demonstrated, not detected, not visualized, not reported, not observed, neg,
  not there, doubtful`,
);
/** Denials where nothing stands behind them that they could be said of: "both legs weak: no", "spina bifida screening". */
const lastDenials: ReadonlySet<Word> = new Set([
  'no',
  'none',
  'neg',
  'denied',
  'false',
  'screening',
]);
const absencesAfter = [
  ...denialsAfter,
  ...phraseList(
    `resolved, remission, recovered, in fetus, in the fetus, in sibling, in a sibling, in previous child,
    in prior pregnancy, in previous pregnancy`,
  ),
];

/** Words by which an order asks for what follows them, whatever they follow: "no relief, r/o abscess". */
const askings = phraseList('r o, rule out, evaluate for, eval for, assess for, exclude, query');

/** What is not ruled out is suspected. */
const leftOpen = phraseList(
  'not ruled out, cannot ruled out, cant ruled out, never ruled out, not excluded, cannot excluded, cant excluded, not resolved, not negative',
);

/** Words that stand between a finding and what is said of it, and say nothing themselves. */
const auxiliaries: ReadonlySet<Word> = new Set(
  `is are was were has have had be been being could now yet completely entirely definitively fully definitely clinically radiographically reliably`.split(
    /\s+/,
  ),
);

/** What a denial beside a treatment is said of: "no relief with PT, foot drop" denies no foot drop. */
const betterment: ReadonlySet<Word> = new Set(
  'relief improvement improving improved improve better response responding benefit help helping'.split(
    ' ',
  ),
);

function withoutVain(words: readonly Word[]): readonly Word[] {
  return words.filter(
    (word, at) =>
      !(word === 'no' || word === 'not' || word === 'without') ||
      !words.slice(at + 1, at + 3).some((next) => betterment.has(next)),
  );
}

/** What is said right behind a finding, beside its place and what says nothing. */
function saidAfter({ after }: Mention): readonly Word[] {
  return withoutPlaces(after.filter((word) => !auxiliaries.has(word))).slice(0, 3);
}

function saidBefore({ before }: Mention): readonly Word[] {
  return withoutVain(last(before, 5));
}

/** Whether a text says that a condition is not ruled out. */
export function isLeftOpen(mention: Mention): boolean {
  return hasAny(saidAfter(mention), leftOpen) || hasAny(last(mention.before, 5), leftOpen);
}

/** What was there before and is there again, whatever became of it between. */
const backAgain = phraseList(
  'now again, there again, present again, now back, back again, recurred, recurring, has returned, have returned, now returned, came back',
);
const notAgain = phraseList(
  'not again, never again, not recurred, never recurred, not returned, never returned, not come back, until, if',
);

/** Whether what stands behind a condition says that it is there again: "resolved 2012, now back". */
function isBackAgain({ after }: Mention): boolean {
  const said = after.slice(0, 12);
  return hasAny(said, backAgain) && !hasAny(said, notAgain);
}

/** Whether a name says that what it names is there again: "Foot drop 2010; now again". */
export const saysAgain = remembering((text: string): boolean =>
  isBackAgain({ before: [], phrase: '', after: wordsOf(text).slice(-12), questioned: false }),
);

/** Whether a text says that a condition is not there, or not of now, or somebody else's. */
export function isAbsent(mention: Mention): boolean {
  if (isLeftOpen(mention)) return false;
  const near = saidBefore(mention);
  const isAsked = lastPlaceOf(near, askings) > lastPlaceOf(near, absences);
  if (!isAsked && hasAny(near, absences) && !isAffirmed(mention)) return true;
  if (near.at(-1) === 'negative' || near.at(-1) === 'neg') return true;
  return !isBackAgain(mention) && (isAbsentAfter(mention) || endsDenied(mention));
}

const affirmations: ReadonlySet<Word> = new Set(
  'present confirmed positive suspected noted found seen evident persists new since today yes'.split(
    ' ',
  ),
);

/** "No fever, foot drop present": the denial before it is of another finding, and it is said to be there. */
function isAffirmed(mention: Mention): boolean {
  const [first] = saidAfter(mention);
  if (first === undefined || !affirmations.has(first)) return false;
  const near = saidBefore(mention);
  return hasAny(near.slice(lastPlaceOf(near, absences) + 1), otherFindings);
}

/** Other findings, of which a denial behind them is said: "foot drop, stroke ruled out". */
const otherFindings = phraseList(
  `stroke, cva, tia, bleed, hemorrhage, haemorrhage, hematoma, haematoma, abscess, infection, osteomyelitis, discitis, tumor, tumour, mass, metastasis, metastases,
  malignancy, cancer, fracture, fractures, dislocation, palsy, guillain barre, guillain barré, gbs, polyneuropathy, myopathy, meningitis, encephalitis, lyme, trauma, chills, fall, dvt, pe, ms, als, compression, stenosis, herniation, neuropathy, ischemia, aneurysm, dissection, injury,
  pain, fever, numbness, weakness, incontinence, retention, symptoms of`,
);
/** Behind these stands a cause, which is denied with what it causes. */
const causes = phraseList('due to, from, secondary to, because of, caused by');

/** Whether a denial stands behind a finding: near it, or at the end of its clause; not one of another finding between. */
function isAbsentAfter({ after }: Mention): boolean {
  const said = withoutPlaces(after.filter((word) => !auxiliaries.has(word)));
  const at = said.findIndex(
    (word, place) =>
      beginsWithAny(said, absencesAfter, place) && !isOfWhatFollows(word, said[place + 1]),
  );
  if (at === -1) return false;
  const between = said.slice(0, at);
  if (hasAny(between, otherFindings) && !hasAny(after, causes)) return false;
  const isAtEnd = absencesAfter.includes(said.slice(at).join(' '));
  return at < 3 || isAtEnd;
}

/** "Negative for abscess" is said of the abscess. */
function isOfWhatFollows(word: Word, next: Word | undefined): boolean {
  return (word === 'negative' || word === 'neg') && next === 'for';
}

/** Whether a name ends with a denial of which it leaves open what it is said of: "Discitis, abscess excluded". */
export const isUnclearDenial = remembering((text: string): boolean => {
  const words = wordsOf(text).filter((word) => !auxiliaries.has(word));
  const at = words.findIndex((_, place) => beginsWithAny(words, absencesAfter, place));
  return at > 1 && hasAny(words.slice(Math.max(1, at - 2), at), otherFindings);
});

function endsDenied({ after }: Mention): boolean {
  const [first, next] = withoutPlaces(after);
  return first !== undefined && lastDenials.has(first) && (next === undefined || next === 'by');
}

/** What may stand between a denial and what it denies. */
const fillers: ReadonlySet<Word> = new Set(
  `evidence sign signs symptom symptoms of for any acute definite obvious clear clinical radiographic current suspected the a or nor and on exam examination
  fracture fractures dislocation discitis abscess osteomyelitis infection cauda equina syndrome foot drop saddle anesthesia weakness tumor metastasis
  malignancy neoplasm cord compression injury fever chills incontinence retention bowel bladder urinary aneurysm dissection`.split(
    /\s+/,
  ),
);

/**
 * Whether a text says outright that a condition is not there now: "no evidence of discitis", "fracture of L3 ruled out". Not
 * "no change of the fracture", nor a history or a fear of it.
 */
export function isDenied(mention: Mention): boolean {
  if (isLeftOpen(mention)) return false;
  const near = saidBefore(mention);
  const place = lastPlaceOf(near, denials);
  if (hasAny(near, notOfNow) || lastPlaceOf(near, askings) > place) return false;
  // A denial may have two words, of which none is a place.
  const between = withoutPlaces(near.slice(place + 1)).filter((word) => !fillers.has(word));
  if (place >= 0 && between.every((word) => word === 'out')) return true;
  const behind = saidAfter(mention).filter((word) => !fillers.has(word));
  if (endsDenied(mention)) return true;
  return beginsWithAny(behind, denialsAfter);
}

/** A text whose short answers and signs are written out: "Foot drop? No.", "foot drop (-)". */
export function withAnswers(text: string): string {
  if (!/[?(.;,]/.test(text)) return text;
  return text
    .replaceAll(
      /[;.,]\s+(?=(?:(?:now|and|but|has|have|is|it) )*(?:again|back|recurred|recurring|returned|worse)\b)/gi,
      ' ',
    )
    .replaceAll(/\?\s*(?=(?:no|none|neg|negative|absent|denied|denies)\b)/gi, ': ')
    .replaceAll(
      /\.\s+(?=(?:ruled out|excluded|resolved|not present|not confirmed|denied)\b)/gi,
      ' ',
    )
    .replaceAll(/\?\s*(?=yes\b)/gi, ': ')
    .replaceAll(/\(\s*[-–]\s*\)/g, ' negative ')
    .replaceAll(/\(\s*\+\s*\)/g, ' ');
}

/** Whether a text may deny something: asked before its words are read for it. */
export function mayDeny(words: readonly Word[]): boolean {
  return hasAny(words, denials) || hasAny(words, denialsAfter);
}

const placeWords: ReadonlySet<Word> = new Set(
  'lumbar thoracic cervical lumbosacral sacral spine spinal vertebra vertebral body disc space bilateral left right both leg legs lower upper limb limbs extremity extremities of the at in'.split(
    ' ',
  ),
);

/** The name of a vertebra of the neck, the chest or the low back. */
export const vertebraWord = /^(c[1-7]|th?([1-9]|1[0-2])|l[1-5])$/;

/** What is said of a finding stands also behind its place: "fracture of L3 ruled out", "old lumbar spine infection". */
export function withoutPlaces(words: readonly Word[]): readonly Word[] {
  return words.filter(
    (word) => !placeWords.has(word) && !vertebraWord.test(word) && !/^\d{1,2}$/.test(word),
  );
}

const pastBefore = phraseList(
  `history of, hx of, h o, past history of, personal history of, past medical history of, pmh of, status post, s p, old, healed, prior, previous, past,
  remote, resolved, no evidence of, no, denies, without, ruled out, negative for, absence of`,
);
const pastAfter = phraseList(
  'resolved, healed, ruled out, in remission, excluded, absent, in the past, by history, old, remote, history',
);
const pastAfterFromBehind = pastAfter.map((phrase) => phrase.split(' ').toReversed().join(' '));

/** Whether a name begins or ends by saying that what it names is over, or is not there: "History of cauda equina syndrome 2015". */
export const isOfThePast = remembering((text: string): boolean => {
  const words = wordsOf(text).filter((word) => !/^(\d+|\.)$/.test(word));
  if (saysLeftOpen(words)) return false;
  // Of what it says there has to be a word more.
  return (
    beginsWithAny(words.slice(0, -1), pastBefore) ||
    beginsWithAny(words.slice(1).toReversed(), pastAfterFromBehind)
  );
});

const rulings = phraseList(
  'ruled out, was ruled out, not present, not confirmed, family history of, family history, fh of, excluded by, no evidence of, unchanged since, longstanding, long standing',
);

/** Whether a name says somewhere that what it names is not there, or not of now: "Discitis ruled out by MRI". */
export const isRuledOut = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return hasAny(words, rulings) && !saysLeftOpen(words);
});

const exclusions = phraseList('ruled out, was ruled out, not confirmed, excluded by, was excluded');

/**
 * Whether a name says that what it names was looked for and is not there: "Ankylosing spondylitis, ruled out 2020". What
 * stands by itself behind a comma is said of that: "Lumbar radiculopathy, foot drop ruled out".
 */
export const isExcluded = remembering((text: string): boolean => {
  if (saysLeftOpen(wordsOf(text))) return false;
  return text.split(/[,;]/).some((clause, at) => {
    const words = wordsOf(clause);
    return at === 0 ? hasAny(words, exclusions) : beginsWithAny(words, exclusions);
  });
});

const treatments = phraseList(
  `treated, drained, evacuated, resected, debrided, antibiotics completed, completed antibiotics, s p antibiotics, s p iv antibiotics, s p drainage, s p treatment, s p surgery,
  s p washout, s p debridement, s p decompression, s p evacuation, s p fixation, s p repair, status post antibiotics, status post drainage, status post treatment, status post surgery`,
);

/** Whether a name says that what it names has been treated: whether it is over, nobody says. */
export const isTreated = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return hasAny(words, treatments) && !hasAny(words, untreated);
});

const untreated = phraseList(
  'not treated, never treated, being treated, to be treated, inadequately treated, incompletely treated, partially treated, not drained, to be drained',
);

function saysLeftOpen(words: readonly Word[]): boolean {
  return hasAny(
    words.filter((word) => !auxiliaries.has(word)),
    leftOpen,
  );
}
