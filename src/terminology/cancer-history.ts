import { answerInText, qualificationInText } from './answers.ts';
import { remembering } from './remember.ts';

const cancer =
  /\b(?:cancers?|malignan\w*|oncolog\w*|neoplas\w*|carcinoma|leuk(?:a)?emia|lymphoma|tumou?rs?)\b/i;
const history =
  /\b(?:history|hx|pmh|past|previous|prior|personal|known|diagnos\w*|dx|types?|sites?|primary|organs?)\b/i;
const alone = /^\W*(?:cancers?|malignancy|malignancies|oncology)\W*$/i;

/** Of somebody else, of what is looked for or feared, and of what is done for it. */
const otherwise =
  /\b(?:family|fam|fh|fhx|relatives?|mother|father|maternal|paternal|siblings?|parents?|screen\w*|risks?|markers?|antigen|genes?|genetic\w*|fear|concern|suspect\w*|rule|score|benign|prevent\w*|educat\w*|pain|exposure|vaccin\w*|referr\w*|team|provider|physician|department|animal|pet)\b/i;

/** Whether an observation asks which cancer the patient has, or had: "History of cancer", "Past oncologic history". */
export const asksForCancer = remembering(
  (name: string): boolean =>
    alone.test(name) || (cancer.test(name) && history.test(name) && !otherwise.test(name)),
);

/** What answers that nothing is known of one. */
const nothingKnown =
  /^\W*(?:n\/?a|nil|nka?|not?\b|non\b|none?\b|non-?contributory|see\b|reviewed|updated|unable|patient|pt|\?+|-+)|\b(?:denies|denied|negative|no (?:known|history|hx|personal)|noncontributory|unknown|unsure|declined|refused|not (?:on file|asked|known|reported))\b/i;

const relatives =
  /\b(?:mother|father|maternal|paternal|sister|brother|family|aunt|uncle|grand\w+|daughter|son|wife|husband|parents?|siblings?)\b/i;

/**
 * Whether the answer to such a question names one: an organ, a year, a kind. What is of the family, or says that nothing is
 * known, names none.
 */
export const answersWithCancer = remembering((said: string): boolean => {
  if (!/[a-z]{2}|\b(?:19|20)\d\d\b/i.test(said)) return false;
  const answer = answerInText(said);
  if (relatives.test(said)) return false;
  if (answer === 'yes') return true;
  if (answer !== undefined || qualificationInText(said) === 'normal') return false;
  return !nothingKnown.test(said) && !otherwise.test(said);
});
