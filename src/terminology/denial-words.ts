import { withNewnessTold } from './absent-before.ts';
import { auxiliaries } from './between-words.ts';
import { withPrintedAnswers } from './printed-answers.ts';
import { remembering } from './remember.ts';
import { absencesAfter, denialsAfter, normals } from './said-after.ts';
import { denials } from './said-before.ts';
import { inUsualSpelling } from './spelling.ts';
import { isBackAgain, saysLeftOpen } from './standing.ts';
import { withFeverTold } from './told-temperature.ts';
import { beginsWithAny, hasAny, last, phraseList, type Word, wordsOf } from './words.ts';

/** Whether a name says that what it names is there again: "Foot drop 2010; now again". */
export const saysAgain = remembering((text: string): boolean =>
  isBackAgain({ after: wordsOf(text).slice(-12) }),
);

/** Illnesses and signs of the same kind as an emergency: of which of both a denial behind them is said, nobody can tell. */
const akin = phraseList(
  `abscess, infection, osteomyelitis, discitis, tumor, tumour, mass, metastasis, metastases, malignancy, cancer, fracture, fractures, dislocation, hematoma, haematoma,
  palsy, compression, stenosis, herniation, neuropathy, aneurysm, dissection, numbness, weakness, incontinence, retention, symptoms of`,
);

/**
 * Whether a name ends with a denial of which it leaves open what it is said of: "Discitis, abscess excluded". Behind a comma it is
 * said of what stands there: "L1 fracture, stroke ruled out".
 */
export const isUnclearDenial = remembering((text: string): boolean => {
  let earlier: readonly Word[] = [];
  return text.split(/[,;]/).some((part) => {
    const words = wordsOf(part).filter((word) => !auxiliaries.has(word));
    const at = words.findIndex((_, place) => beginsWithAny(words, absencesAfter, place));
    const ahead = at > 0 ? words.slice(0, at) : earlier;
    const isOfMore = at > 0 ? earlier.length + at > 1 : at === 0 && earlier.length > 1;
    // The first word is the finding itself.
    const denied = last(earlier.length === 0 || at === 0 ? ahead.slice(1) : ahead, 2);
    earlier = words;
    return isOfMore && hasAny(denied, akin);
  });
});

/** What a film does not show and somebody suspects is not excluded. */
const seenNowhere =
  /\bnot (?:seen|visible|visuali[sz]ed|identified|evident)(?: on (?:[\w-]+ ?){1,3})? but (?:still |clinically )?suspected\b/gi;

/** Of what somebody cannot tell whether it is there it is asked; what has a cause is there. */
const isAsked = /\b(?:if|whether|for|find|identify|determine|investigate)\b/i;
const whetherItIs =
  /\b(?:(?:not|never) (?:sure|certain|clear)|unsure|unclear|uncertain|unknown|(?:cannot|can['’]?t|can not|could not|couldn['’]?t|hard to|difficult to|unable to) (?:tell|say|determine|know)|wonder(?:s|ed|ing)?|question(?:s|ing)?(?: of| is)?) (?:if|whether)(?: (?:there is|there are|it is|this is|(?:he|she|pt|patient) has))?\b/gi;
const causeOfIt =
  /\b(?:(?:look(?:s|ing)?|search(?:ing)?|seek(?:ing)?) for|find(?:ing)?|identify|determine|establish|investigate) (?:(?:the|a|any) )?(?:cause|source|reason|etiology|explanation) (?:of|for)\b/gi;

/** "R foot drop, denied by insurance", "auth denied": a study was refused, and nothing is said of the patient. */
const ofPayer =
  /[,;-]?\s*\b(?:(?:mri|ct|scan|imaging|study|it) )?(?:was |were |been )?denied by (?:(?:the|her|his|their) )?(?:insurance|insurer|payer|carrier|plan|medicare|medicaid|um|peer|reviewer)\b|[,;-]?\s*\b(?:(?:prior )?auth(?:orization)?|pa|insurance|insurer|payer|claim|request|coverage) (?:was |were )?denied\b/gi;

/** A text whose short answers, signs and boxes are written out: "Foot drop? No.", "foot drop (-)", "[ ] foot drop". */
export function withAnswers(given: string): string {
  const spelt = /#|prog\./i.test(given) ? inUsualSpelling(given) : given;
  const spelled = isAsked.test(spelt)
    ? spelt.replace(whetherItIs, 'possible').replace(causeOfIt, ' ')
    : spelt;
  const meant = /denied/i.test(spelled) ? spelled.replace(ofPayer, ' ') : spelled;
  const text = withFeverTold(withPrintedAnswers(withNewnessTold(meant)));
  if (!/[?([.;,=☐□☑☒✗✘❌_]|\bbut\b|no\/|none\/|neg\/|negative\//i.test(text)) return text;
  return text
    .replaceAll(/\[\s*\]|\(\s\)|[☐□✗✘❌]|_{2,}/g, ' unticked ')
    .replaceAll(/\[\s*x\s*\]|[☑☒]/gi, ' ')
    .replaceAll(
      /[;.,]\s+(?=(?:(?:now|and|but|has|have|is|it) )*(?:again|back(?! (?:pain|ache|spasms?|surgery|injury|strain|fusion|brace))|recurred|recurring|returned|worse)\b)/gi,
      ' ',
    )
    .replaceAll(
      /[?=]\s*(?=(?:no|none|neg|negative|absent|denied|denies|nil|n)\b(?!\s*\/\s*a\b))/gi,
      ': ',
    )
    .replaceAll(
      /\b(no|none|neg|negative)\s*\/\s*(?:denies|denied|no|none|neg|negative|absent)\b/gi,
      '$1',
    )
    .replaceAll(/\(\s*(?:n|no|none|neg)\s*\)/gi, ' negative ')
    .replaceAll(/(: ?(?:no|none|neg|n|yes|y))\s*\/\s+(?=[a-z])/gi, '$1; ')
    .replaceAll(
      /\.\s+(?=(?:ruled out|excluded|resolved|not present|not confirmed|denied)\b)/gi,
      ' ',
    )
    .replaceAll(seenNowhere, 'not excluded')
    .replaceAll(/\?\s*(?=yes\b)/gi, ': ')
    .replaceAll(/\(\s*[-–]\s*\)/g, ' negative ')
    .replaceAll(/\(\s*\+\s*\)/g, ' ');
}

/** Whether a text may deny something: asked before its words are read for it. */
export function mayDeny(words: readonly Word[]): boolean {
  return hasAny(words, everyDenial);
}

const everyDenial = [...denials, ...denialsAfter, ...normals];

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
  if (isNamedAbsent.test(text)) return true;
  if (saysLeftOpen(wordsOf(text))) return false;
  return text.split(/[,;]/).some((clause, at) => {
    const words = wordsOf(clause);
    return at === 0 ? hasAny(words, exclusions) : beginsWithAny(words, exclusions);
  });
});

/** A name that begins with what denies it, or with what it was only looked for or feared as; or ends with that it is not so. */
const isNamedAbsent =
  /^\W*(?:no|not|negative for|denies|without|absence of|free of|never had|screen(?:ing)? for|encounter for screening for|family (?:history|hx) of|at risk (?:for|of)|risk of|fear of|worried about)\b(?! (?:known cause|other|specified|elsewhere|otherwise|improv|better|relie|respon))|[,(–-]\s*(?:very |highly )?(?:unlikely|doubtful|not (?:present|found|likely|true))\)?\W*$/i;

const treatments = phraseList(
  `treated, drained, evacuated, resected, debrided, antibiotics completed, completed antibiotics, s p antibiotics, s p iv antibiotics, s p drainage, s p treatment, s p surgery,
  s p washout, s p debridement, s p decompression, s p evacuation, s p fixation, s p repair, s p endovascular repair, s p open repair, s p evar, s p tevar, s p graft, s p stent graft, status post antibiotics, status post drainage, status post treatment, status post surgery`,
);

/** Whether a name says that what it names has been treated: whether it is over, nobody says. */
export const isTreated = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return hasAny(words, treatments) && !hasAny(words, untreated);
});

const untreated = phraseList(
  'not treated, never treated, being treated, to be treated, inadequately treated, incompletely treated, partially treated, not drained, to be drained',
);
