import { conclusionsIn, tellsNothing } from './conclusion-phrases.ts';
import { remembering } from './remember.ts';
import { sentencesOf } from './report-sentences.ts';
import { beginsWithAny, hasAny, last, mentionsOf, phraseList, wordsOf } from './words.ts';

const ofNobody = phraseList(
  `wrong patient, incorrect patient, different patient, report in error, reported in error, report is in error, issued in error, dictated in error, filed in error,
  entered in error, posted in error`,
);
/** An earlier report was the one in error. */
const earlier = phraseList('previous, prior, earlier, preliminary, initial');

/** What stands before the first words of a report, and what the study is called in them. */
const headings: ReadonlySet<string> = new Set(
  phraseList(
    `addendum, impression, conclusion, findings, finding, result, results, note, comment, comments, report, interpretation, status, the, this, that, requested, ordered,
    scheduled, order, exam, examination, study, scan, imaging, procedure, test, images, radiograph, radiographs, radiography, x, ray, rays, xray, xr, film, films, mri, mr, ct, spect,
    ultrasound, sonogram, myelogram, bone, lumbar, cervical, thoracic, lumbosacral, spine, spinal, sacrum, coccyx, pelvis, l, c, t, ls, of, was, were, is, has, have, had, been, could, patient, pt`,
  ),
);

const undone = phraseList(
  `not performed, not done, not be performed, not be done, not be completed, not be obtained, not completed, not obtained, not acquired, not carried out, not started,
  never performed, never done, unable to be performed, unable to be done, unable to be completed, unable to perform, unable to complete, unable to obtain, could not perform, could not complete, cancelled, canceled, no show, unable to tolerate, could not tolerate, no radiograph obtained, no radiographs obtained, no radiographs taken, no radiographs performed, no x ray obtained, no x rays obtained, no x rays taken, no xray obtained, no xrays obtained, no images available, discontinued, no images obtained, no images taken, no films taken, no films obtained, no views taken, no views obtained, no views acquired, films not taken, no images were obtained, no images acquired,
  no images were acquired, left before, left without, left prior, did not show, did not arrive, did not attend, did not come, did not present, refused, declined, wrong body part, incorrect body part, wrong part, wrong side, wrong level, wrong region, wrong study, technically inadequate, technically unsatisfactory, technically not adequate, repeat needed, repeat required, to be repeated`,
);

/** What stands in the place of a result that nobody has written yet. */
const unwritten =
  /^(?:(?:the )?(?:final |formal |official |radiology |radiologists? )?(?:report|result|results|read|reading|interpretation|dictation|transcription)? ?(?:is |are |still )*(?:pending|in progress|to follow|to be (?:read|reported|dictated|interpreted)|outstanding|not (?:yet )?(?:available|read|reported|dictated|interpreted|ready|finalized|finalised))|(?:images? |films? |study )?(?:not (?:yet )?(?:read|reported|dictated|interpreted)|unread|unreported)|(?:awaiting|waiting for|await) [a-z ]*(?:interpretation|read|reading|report|review|dictation|result|results|radiologist)|no (?:final |formal |official |radiology |written )?(?:report|result|results|read|reading|interpretation|dictation) (?:is |was |yet )*(?:available|on file|found|yet|issued|received|in chart|in (?:the )?system|attached|provided|to review)|n a|na|none|nil|tbd|unknown|not applicable|not available)(?: by (?:the |a )?radiolog[a-z]+)?$/;

/** What a report's own headings are called, and those of its parts that tell no result. */
const resultHeading =
  /^(?:impression|findings?|conclusions?|interpretation|results?|report|opinion|status)\s*:\s*/i;
const beforeResult =
  /^(?:techniques?|exam(?:ination)?|study|procedure|protocol|views?|modality|date|accession|ordering|priority)\b[^:]{0,30}:/i;

/** The sentences of a report that stand where its result does: without its history, its technique and what it compares. */
function resultsIn(text: string): readonly string[] {
  const sentences = sentencesOf(text.slice(0, longestRead));
  return sentences
    .filter(({ text: one, isOfAnotherPart }) => !isOfAnotherPart && !beforeResult.test(one))
    .map(({ text: one }) => one.replace(resultHeading, ''))
    .filter((one) => !tellsNothing(plainWords(one).join(' ')));
}

/** Whoever has no result writes no more. */
const longestRead = 600;

function plainWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => word !== '.' && word !== '?');
}

/**
 * Whether the words of a report are there in place of a result: "Report pending", "TECHNIQUE: 3 views. Dictation in
 * progress", "N/A", "-".
 */
export const saysNoResult = remembering((text: string): boolean => {
  if (text.length > longestRead) return false;
  if (isUnwritten(text)) return true;
  const results = resultsIn(text);
  if (results.length === 0) return isOfOtherPartsOnly(text);
  return results.every(isUnwritten) || tellsOfNoFinding(results.join(' '));
});

/** What images show, or that they show nothing: without any such word a short report tells of something else than its images. */
const finding = new RegExp(
  [
    `\\b(?:normal\\w*|unremark\\w*|negative|neg|wnl|nl|nad|ok|okay|good|fine|clear|nothing|positive|abnormal\\w*|(?:no|acute|significant|incidental|minor|other|these|such) (?:\\w+ )?findings?|acute|chronic|old|mild|moderate|severe|minimal|evidence|stable|unchanged|interval|intact|preserved|maintained|satisfactor\\w*|anatomic\\w*|benign|suggest\\w*|consistent|compatible|diagnostic|limited|degraded)\\b`,
    `fractur|\\bfx|disloc|sublux|listhe|\\bslip|spondyl|scolio|kypho|lordo|degener|\\bd[jd]d\\b|\\boa\\b|arthr|osteo|dis[ck]\\b|dis[ck]s|discogenic|discit|narrow|stenos|spur|bridg|ankylo|sclero|lytic|blastic|lesion|\\bmass|erosi|deform|collaps|compress|wedg|height|align|hardware|fusion|fused|screw|\\brods?\\b|cage|post-?\\s?op|postsurg|change|lucen|densit|mineraliz|calcif|edema|oedema|swelling|curv|cobb|straighten|spasm|facet|end ?plate|vertebra|\\bpars\\b|defect|transitional|sacraliz|lumbariz|bifida|schmorl|hemangioma|bony|\\bbones?\\b|herniat|protru|bulg|extru|sequest|\\bcord\\b|conus|cauda|signal|enhanc|cyst|\\bnerve|\\broots?\\b|imping|foram|canal|myel|syrin|tumou?r|metast|neoplas|malign|abscess|collection|phlegmon|infect|h(?:a)?ematoma|hemorrhage|effusion|aneurysm|dilat|uptake|activit|atroph|ligament|synov|sacroili|scar|fibrosis|adhes|rupture|tear|injur|trauma|nonunion|pseud|\\b[clts]\\d|pathol`,
  ].join('|'),
  'i',
);

/** Whether a report says no more than that the study ended before there were images. */
export const saysAborted = remembering((text: string): boolean => abortedAlone.test(text));

const abortedAlone =
  /^\W*(?:(?:the )?(?:study|exam|examination|procedure|test|film|images?|imaging|x-?rays?) (?:was |were )?)?(?:aborted|ended early|abandoned)\W*$/i;

/** A report of no more than so many characters is a remark. */
const longestRemark = 240;

function tellsOfNoFinding(results: string): boolean {
  if (results.length > longestRemark || finding.test(results)) return false;
  return [...conclusionsIn(results)].every((one) => one === 'other');
}

/** That there are images, and not what they show: "Images acquired, awaiting interpretation". */
const imagesMade =
  /^\W*(?:images?|films?|study|exam|examination|views?|scan|radiographs?)(?: (?:were|was|have been|has been))? (?:acquired|obtained|taken|performed|completed|done|received|available|in pacs|uploaded)\s*(?:[,;:–-]|\band\b|\bbut\b)\s*/i;

function isUnwritten(text: string): boolean {
  const words = plainWords(text.replace(imagesMade, ''));
  return words.length === 0 || (words.length < 10 && unwritten.test(words.join(' ')));
}

/** A history, a technique or a comparison, and nothing behind it. */
function isOfOtherPartsOnly(text: string): boolean {
  return sentencesOf(text).every(
    ({ text: one, isOfAnotherPart }) => isOfAnotherPart || beforeResult.test(one),
  );
}

/** What is concluded of a report whose words tell of no result. */
const tellingNothing: ReadonlySet<string> = new Set(['other', 'perhaps-open', 'perhaps-limited']);

/** Parts of a study that may be left out of it. */
const parts = phraseList(
  'contrast, gadolinium, iv, intravenous, sedation, view, views, sequence, sequences, injection, images of',
);
/** A report that says no more than that is short. */
const longest = 60;

/**
 * Whether the words of a report say that the study was not done, or is of somebody else: "Not performed: scanner down",
 * "Exam cancelled.", "ADDENDUM: wrong patient; report in error". One that tells what it shows, beside a part that was not
 * done, was done.
 */
export const saysNotDone = remembering((text: string): boolean => {
  if (isNotDone(text)) return true;
  if (text.length > longestRead) return false;
  const results = resultsIn(text).filter((one) => !isUnwritten(one));
  return results.length > 0 && results.every(isNotDone);
});

const endedBefore =
  /\b(?:ended|stopped|terminated|aborted|discontinued|halted) (?:before|prior to) (?:any |the )?(?:images?|imaging|scan|scanning|acquisition|image acquisition)\b/i;

/** "Exam could not be completed", and no more: nobody knows of any images. */
const notCompleted =
  /^\W*(?:(?:the )?(?:exam|examination|study|procedure|scan|imaging|film|x-?rays?|radiographs?) )?(?:(?:was|could) )?not (?:be )?completed\W*$/i;

function isNotDone(text: string): boolean {
  if (notCompleted.test(text)) return true;
  if (text.length < 200 && endedBefore.test(text)) return true;
  const words = wordsOf(text);
  const isOfNobody = mentionsOf(words, ofNobody).some(
    ({ before }) => !hasAny(last(before, 3), earlier),
  );
  if (isOfNobody) return true;
  const begin = words.findIndex((word) => word !== '.' && !headings.has(word));
  if (begin === -1 || words.length > longest || !beginsWithAny(words, undone, begin)) return false;
  const end = words.indexOf('.', begin);
  if (hasAny(words.slice(begin, end === -1 ? words.length : end), parts)) return false;
  return [...conclusionsIn(text)].every((one) => tellingNothing.has(one));
}

/** Whether the note on a procedure says that it ended before it began: "Aborted before needle placement". */
export const saysAbortedAhead = remembering((note: string): boolean => abortedAhead.test(note));

const abortedAhead =
  /\b(?:aborted|abandoned|cancell?ed|terminated|stopped|called off|discontinued) (?:before|prior to)\b|^(?:procedure |surgery |operation |case )?(?:was )?(?:not performed|not done|aborted|abandoned|cancell?ed)\b(?! (?:only |just |about )?(?:\d|one|two|three|four|a|an|a few|some|several|the|her|his|last|first|another|next|once|twice|x ?\d|visits?|sessions?|appts?|appointments?)\b(?! (?:procedure|surgery|operation|case)))/i;
