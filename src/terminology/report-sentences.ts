/** What a report calls the parts of it that tell of something else than the images of now. */
const otherHeading =
  /^(?:clinical(?: (?:history|information|data|indication|details|question|context))?|(?:brief )?history|indications?|reason(?: for (?:exam|examination|study|order|request))?|hx|comparisons?(?: (?:studies|study|exams?|films?))?(?: (?:of |from )?(?:[a-z]+ )?[\d/-]+)?|recommendations?|advice|prior(?: (?:studies|study|exams?|films?|imaging))?|previous(?: (?:studies|study|exams?|films?|imaging))?)\s*:/i;
const ownHeading =
  /^(?:findings?|impressions?|conclusions?|interpretation|results?|opinion|summary|today|now|currently|current(?: (?:study|exam|film))?)\s*:/i;
const headingAhead =
  /(?=\b(?:clinical(?: [a-z]+)?|history|indications?|reason for [a-z]+|comparisons?(?: [a-z]+)?|techniques?|recommendations?|findings?|impressions?|conclusions?|interpretation|opinion|today|now|currently)\s*:)/i;

/**
 * What a report calls itself where it was corrected, added to, or is not yet final: "Corrected report:", "ADDENDUM
 * 11/03/2026 09:14:", "Prelim read -". It says which text of the report this is, and nothing of the images.
 */
const standing =
  "(?:(?:corrected|amended|revised|updated|addended|finali[sz]ed|final|preliminary|prelim|interim|initial|original|verified|official|wet|attending|radiolog(?:y|ist(?:['’]?s)?))(?: (?:corrected|amended|revised|final|preliminary|radiology|imaging|mri?|ct|x-?ray|film))? (?:reports?|read(?:ing)?|results?|impressions?|interpretations?|conclusions?|findings|version)|addend(?:um|a)|amendment|correction)";
/** A text that another one in the same report replaces, where one comes. */
const firstText = /^(?:preliminary|prelim|interim|initial|original|wet)\b/i;
/** Short labels before what is told of the images, or of how well they show it. */
const plainLabel =
  '(?:corrected|amended|notes?|comments?|radiologist|(?:(?:technical|exam|examination|study|image) )?(?:limitations?|factors))';
/** When it was written and by whom, up to the mark that ends a label. */
const labelEnd =
  "(?: ?\\([^)\\n]{0,40}\\)| #?\\d[\\d/.:-]{0,16}(?: [ap]m)?| (?:by|per|from) [a-z'-]+(?: [a-z'-]+){0,2}){0,3} ?(?::|[-–—](?= ))";
const standingHeading = new RegExp(`^(?:(?:${standing}|${plainLabel})${labelEnd}\\s*)+`, 'i');
const standingAhead = new RegExp(`(?<=[\\w)] )(?=${standing}${labelEnd})`, 'i');

/** What is compared is told of now: "unchanged from the prior study", "compared with 2019". */
const comparing =
  /\b(?:as )?(?:compared|comparison|relative) (?:with|to) [^.,;]*|\b(?:unchanged|stable|changed?|new|increased|decreased|progressed|worse|improved|larger|smaller|similar) (?:since|from|to) [^.,;]*|\bnot (?:present|seen|visible|there|visualized|visualised) (?:on|in|at) [^.,;]*|\bsince (?:the )?(?:prior|previous|last|earlier|comparison|\d)[^.,;]*/gi;
const earlierStudy =
  /\b(?:prior|previous|previously|earlier|formerly|comparison|outside|initially)\b|\b(?:last|a) (?:year|month|week)\b|\b(?:years?|months?|weeks?) ago\b|\b(?:of|in|from|dated) [\w/.-]{0,12}(?: )?(?:19|20)\d\d\b|\byesterday\b/i;
/** What comes if something comes, and what somebody says: no image shows it. */
const notSeen =
  /^\W*(?:if|should|when|unless|consider|recommend|suggest|correlate|correlation|please)\b|\b(?:patient|pt|he|she) (?:states?|reports?|says?|said|stated|reported|denies|denied|believes)\b|\b(?:per|according to) (?:the )?(?:patient|pt)\b/i;

/** The sentences of a report, and where each belongs. */
interface ReportSentence {
  readonly text: string;
  /** Under the heading of another part: the history, a comparison. */
  readonly isOfAnotherPart: boolean;
  /** Of the images of now, and not of an earlier study, an earlier reading, of what may come or of what somebody says. */
  readonly isOfNow: boolean;
}

/** Where a sentence ends: at its mark, or at a line's end unless the next line goes on in lower case. */
const end = /(?<=[.;!?])\s+|\n+(?=[^a-z\s])/;

/** Reads a report sentence by sentence; a heading of another part holds until one of the images' own comes, if one does. */
export function sentencesOf(text: string): readonly ReportSentence[] {
  const pieces = text
    .split(end)
    .flatMap((sentence) => sentence.split(headingAhead))
    .flatMap((sentence) => sentence.split(standingAhead))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const lastOwn = pieces.findLastIndex((piece) => ownHeading.test(piece));
  const lastStanding = pieces.findLastIndex((piece) => standingHeading.test(piece));
  let isOther = false;
  let isReplaced = false;
  return pieces.map((headed, at) => {
    const piece = headed.replace(standingHeading, '');
    if (piece !== headed) isReplaced = firstText.test(headed) && lastStanding > at;
    if (piece !== headed || ownHeading.test(piece)) isOther = false;
    const isHeaded = otherHeading.test(piece);
    if (isHeaded) isOther = lastOwn > at;
    const isOfAnotherPart = isOther || isHeaded || /^comparison\b(?! (?:with|to)\b)/i.test(piece);
    const isOfNow =
      !isOfAnotherPart &&
      !isReplaced &&
      !notSeen.test(piece) &&
      !earlierStudy.test(piece.replaceAll(comparing, ' '));
    return { text: piece, isOfAnotherPart, isOfNow };
  });
}
