import { fracturesIn } from './fracture-phrases.ts';
import { remembering } from './remember.ts';
import { withoutLimits } from './report-limits.ts';
import { sentencesOf } from './report-sentences.ts';
import { areOfTheStudy } from './report-vocabulary.ts';
import { isSyrinxLarger, isSyrinxUnchanged } from './syrinx-phrases.ts';
import type { Conclusion } from './types.ts';
import { isUnderstoodOfBones } from './understood-report.ts';
import { hasAny, last, type Mention, mentionsOf, phraseList, type Word, wordsOf } from './words.ts';

const negators = phraseList('no, not, non, without, never, nor, negative for');
const earlierStudy = phraseList(
  'prior, previous, previously, earlier, comparison, compared with, compared to, history, indication',
);
const negatorsAndEarlierStudy = [...negators, ...earlierStudy];
const slight = phraseList('mildly, slightly, minimally, somewhat, mild, slight, minimal');

const nonDiagnostic = phraseList(
  'nondiagnostic, non diagnostic, not diagnostic, no diagnostic images, no diagnostic sequences, no diagnostic information, no images, not of diagnostic quality, only localizer, only localizers, localizer only, only scout, scout only, scout images only, localizer images only, discontinued by, discontinued before, discontinued due, discontinued at, could not be completed, was not completed, not completed, aborted, terminated early, terminated prematurely, terminated due, terminated because, terminated by, stopped early, uninterpretable, not interpretable, cannot be interpreted',
);
/** How a part is shown that cannot be judged: "poorly seen", "not adequately assessed", "suboptimal evaluation". */
const badly = phraseList(
  `poorly, not well, not fully, not clearly, not adequately, not sufficiently, not completely, not optimally, not reliably, incompletely, inadequately, insufficiently, suboptimally,
  cannot be, cannot be well, cannot be fully, cannot be reliably, cannot be adequately, could not be, cannot reliably be, cannot adequately be`,
);
const shown = phraseList(
  'seen, visualized, visualised, evaluated, assessed, depicted, demonstrated, delineated, imaged, judged, interpreted, characterized, defined, shown, visible',
);
const unseenWell = badly.flatMap((how) => shown.map((what) => `${how} ${what}`));
const bad = phraseList(
  'poor, limited, inadequate, insufficient, suboptimal, incomplete, nondiagnostic',
);
const showing = phraseList(
  'visualization, visualisation, evaluation, assessment, depiction, demonstration, delineation, visibility, definition, detail, views, view, imaging',
);
const badShowing = bad.flatMap((how) => showing.map((what) => `${how} ${what}`));
const clearlySeen = phraseList(
  'well seen, well visualized, well visualised, well shown, clearly seen, clearly shown, clearly visualized, clearly visualised, clearly demonstrated, clearly visible, adequately seen, adequately visualized, adequately visualised',
);
const wellShown = [
  ...clearlySeen,
  ...phraseList('normal, unremarkable, preserved, definite, definitely'),
];
const limitedStudy = phraseList(
  'limited study, limited exam, limited examination, suboptimal study',
);
/** What the film was made for, and does not show. */
const unseen = phraseList(
  'not visualized, not visualised, not well visualized, not included, obscured',
);
const parts = phraseList(
  'coccyx, sacrum, spine, vertebra, vertebrae, sacroiliac joints, si joints',
);
const limits = phraseList(
  'limited by, limited due to, limited secondary to, degraded by, degraded due to',
);
const limiters = phraseList('motion, artifact, artifacts, artefact, artefacts');
/** What hides a part of a film, without spoiling the images: enough to leave open what it shows. */
const hidden = phraseList(
  'overlying, bowel, gas, habitus, osteopenia, demineralization, positioning, position, technique, underpenetration, penetration, body, exposure, collimation',
);
const limitVerbs: ReadonlySet<Word> = new Set(['limited', 'degraded', 'obscured']);
/** What makes a study settle nothing: "motion renders it nondiagnostic". */
const causes: ReadonlySet<Word> = new Set([
  ...limiters,
  ...hidden,
  ...phraseList(
    'patient, patients, pt, request, anxiety, pain, by, at, before, completion, completed, obtained, acquired, image, images, exam, study, sedation, movement, breathing, claustrophobia, metal, metallic, susceptibility, hardware, noise, incomplete, terminated, early, so, render, renders, rendered, rendering, make, makes, made, making, leave, leaves, left, marked, markedly, severe, severely, extensive, significant, significantly, excessive, gross, due, because, secondary, degraded, degrades, limited',
  ),
]);
const motionDegraded = ['motion degraded'];
const diagnostic = ['diagnostic'];
const notDiagnostic = phraseList(
  'not, non, no, limited, limits, limiting, reduced, poor, suboptimal, for, of, the',
);
/** "Diagnostic quality", "diagnostic considerations": nothing that the images are. */
const ofQuality: ReadonlySet<Word> = new Set(
  phraseList(
    'quality, value, accuracy, yield, confidence, sensitivity, consideration, considerations, possibilities, uncertainty',
  ),
);
/** Images that only plan the study. */
const localizers = phraseList('localizer, localizers, scout, scouts');

const equivocal = phraseList(
  'equivocal, indeterminate, inconclusive, not conclusive, questionable',
);
/** What is not ruled out is left open. */
const notExcluded = phraseList(
  'cannot exclude, cant exclude, can not exclude, cannot be excluded, cant be excluded, not excluded, not be excluded, cannot rule out, cannot be ruled out, not ruled out, not be ruled out, not entirely excluded, difficult to exclude',
);
const openWords = [
  ...equivocal,
  ...phraseList(
    'nonspecific, non specific, possible, possibly, probable, probably, may represent, may reflect, may be, might, could represent, could be, uncertain, unclear, suspicious, suspected, suspicion, concern, concerning, versus, vs, difficult, ambiguous, borderline, subtle',
  ),
];
const spoiling = [
  ...nonDiagnostic,
  ...unseenWell,
  ...badShowing,
  ...phraseList(
    'limited, suboptimal, degraded, degradation, obscured, obscures, obscuring, obscure, artifact, artifacts, artefact, artefacts, motion, incomplete, incompletely, inadequate, nondiagnostic, uninterpretable, terminated, aborted, not tolerate, not tolerated, unable to tolerate, poor quality, poor',
  ),
];
const otherOrgans = phraseList(
  'hip, hips, femoral, bowel gas pattern, renal, kidney, kidneys, bladder, aorta, aortic, lung, uterus, prostate, abdomen, hla, hla b27, emg, cause, etiology, aetiology, activity, diagnosis, symptoms',
);
const definite = phraseList(
  'definite, definitely, unequivocal, unequivocally, clear cut, frank, advanced, confirmed, established, certain, diagnostic of, classic, florid',
);
const ofJoints = phraseList('sacroiliitis, sacroilitis, erosion, erosions, ankylosis, erosive');
const uptake = phraseList(
  `increased uptake, abnormal uptake, focal uptake, increased tracer uptake,
  abnormal tracer uptake, increased radiotracer uptake, abnormal radiotracer uptake,
  focal radiotracer uptake, increased activity, abnormal activity`,
);
/** What a positive or negative result is about: a lesion of the pars. */
const pars = phraseList(
  'pars, interarticularis, spondylolysis, spondylolytic, stress reaction, stress injury',
);
const positiveFor = ['positive for'];
const negativeFor = ['negative for'];
const positive = phraseList(
  'positive study, positive scan, positive exam, positive examination, positive spect',
);
const negative = phraseList(
  `negative study, negative scan, negative exam, negative examination, negative spect,
  negative bone scan, spect negative, spect is negative, scan negative, scan is negative`,
);
/** A film or study that is altogether normal shows no fracture either. */
const normal = [
  ...phraseList(
    `normal study, normal scan, normal exam, normal examination, normal bone scan, normal spect,
  normal radiograph, normal radiographs, normal x ray, normal x rays, negative radiograph,
  negative radiographs, normal film, normal films, negative film, negative films, negative x ray, negative x rays,
  unremarkable study, unremarkable radiograph, unremarkable radiographs, unremarkable film, unremarkable films`,
  ),
  ...phraseList(
    'sacrum and coccyx, coccyx and sacrum, coccyx, sacrococcygeal segments, sacrococcygeal spine, spine, lumbar spine, lumbosacral spine, thoracic spine, cervical spine',
  ).flatMap((part) => [
    ...['normal', 'unremarkable', 'intact'].map((how) => `${how} ${part}`),
    ...['normal', 'unremarkable', 'intact'].flatMap((how) =>
      ['', 'is ', 'are ', 'appears ', 'appear '].map((verb) => `${part} ${verb}${how}`),
    ),
  ]),
];
/** What an injury of bone is called, with and without its age. */
const boneInjuries = [
  'no',
  'no evidence of',
  'without',
  'no sign of',
  'no radiographic evidence of',
].flatMap((no) =>
  ['osseous', 'bony', 'bone', 'skeletal'].flatMap((bone) =>
    ['injury', 'trauma', 'disruption'].flatMap((injury) => [
      `${no} ${bone} ${injury}`,
      `${no} acute ${bone} ${injury}`,
      `${no} traumatic ${bone} ${injury}`,
    ]),
  ),
);
/** A fracture is the acute abnormality of bone: where none is mentioned, these words deny it. */
const uninjured = phraseList(
  `no acute osseous abnormality, no acute osseous abnormalities, no acute osseous injury, no acute osseous finding, no acute osseous findings,
  no acute osseous process, no acute osseous pathology, no acute bony abnormality, no acute bony abnormalities, no acute bony injury,
  no acute bony finding, no acute bony findings, no acute bony pathology, no acute bone abnormality, no acute bone injury,
  no acute bone finding, no acute skeletal abnormality, no evidence of acute osseous abnormality, no evidence of acute bony abnormality,
  no evidence of acute osseous injury, no evidence of acute bony injury, without acute osseous abnormality, without acute bony abnormality`,
);
/** What a whole report may say. */
const allNormal: ReadonlySet<string> = new Set(['negative', 'normal', 'unremarkable']);

/** What stands in a report's place, and tells nothing of what it shows. */
const placeholders: ReadonlySet<string> = new Set(
  phraseList(
    `report on file, on file, see report, see full report, see attached, see attached report, see scanned report, see pacs, see note, refer to report, scanned report, result scanned,
    results scanned, final report, exam completed, study completed, completed, done, resulted, result available, results available`,
  ),
);

/** That images were made, and not what they show: "Two views obtained". */
const imagesMade =
  /^(?:[a-z0-9]+ ){0,5}(?:views?|images?|films?|radiographs?|study|exam|examination)(?: of the [a-z ]+?)? (?:were |was )?(?:obtained|acquired|taken|performed|completed|submitted|reviewed)$/;

/** Whether words stand in a report's place, or say only that images were made. */
export function tellsNothing(said: string): boolean {
  return placeholders.has(said) || imagesMade.test(said);
}

/**
 * What a report's conclusion settles, by short published phrases with their negations ("no evidence of
 * fracture", "not nondiagnostic"). Hedged fractures are `equivocal`; a fracture of unknown age is only
 * `fracture-acuity-indeterminate`; `other` stands alone, for a text that none of the phrases settles.
 * Empty for an empty text and one that only asks. Reads the first 4,000 characters.
 */
export const conclusionsIn = remembering((text: string): ReadonlySet<Conclusion> => {
  const bounded = text.slice(0, longestText).replaceAll(askedAge, 'possibly ');
  const whole = wordsOf(bounded);
  if (whole.length < 12 && tellsNothing(whole.filter((word) => word !== '.').join(' ')))
    return new Set();
  const sentences = sentencesOf(bounded);
  const told = joined(sentences.filter(({ isOfAnotherPart }) => !isOfAnotherPart));
  const ofNow = joined(sentences.filter(({ isOfNow }) => isOfNow));
  const mentions = fracturesIn(ofNow);
  const found = new Set(mentions.filter((conclusion) => conclusion !== undefined));
  // A fracture is not overlooked for an earlier study that the sentence speaks of too.
  if (fracturesIn(told).includes('fracture')) found.add('fracture');
  if (isNonDiagnostic(ofNow)) found.add('non-diagnostic');
  if (isEquivocal(ofNow)) found.add('equivocal');
  for (const result of resultsIn(ofNow)) found.add(result);
  if (mentions.length === 0 && (hasAny(ofNow, uninjured) || hasAny(ofNow, boneInjuries)))
    found.add('no-fracture');
  if (isSyrinxLarger(whole)) found.add('syrinx-larger');
  else if (isSyrinxUnchanged(whole)) found.add('syrinx-unchanged');
  // A film that settles nothing, or does not show what it was made for, shows no absence either.
  if (found.has('non-diagnostic') || isIncomplete(told)) found.delete('no-fracture');
  if (found.has('no-fracture') && !isUnderstoodOfBones(bounded)) {
    found.delete('no-fracture');
    // What is doubted stands beside a denial that nobody can tell the meaning of.
    if (!isEquivocal(ofNow)) found.delete('equivocal');
  }
  if (isDeniedInLimits(mentions, found, bounded)) found.add('no-fracture-in-view');
  if (!understoodDoubts.some((one) => found.has(one)))
    for (const one of perhapsIn(sentences.filter(({ isOfNow }) => isOfNow))) found.add(one);
  if (found.size > 1) found.delete('other');
  if (found.size > 0 || mentions.length > 0 || isHampered(ofNow)) return found;
  return new Set(whole.some((word) => /[\p{L}\p{N}]/u.test(word)) ? ['other'] : []);
});

/** A fracture is denied, and the only doubt is how well one would be seen: "No fracture, osteopenia limits sensitivity". */
function isDeniedInLimits(
  mentions: readonly (Conclusion | undefined)[],
  found: ReadonlySet<Conclusion>,
  text: string,
): boolean {
  const isDenied = mentions.includes('no-fracture') && found.size === 0;
  const rest = isDenied && !found.has('no-fracture') ? withoutLimits(text) : undefined;
  return rest !== undefined && isUnderstoodOfBones(rest);
}

const understoodDoubts: readonly Conclusion[] = [
  'non-diagnostic',
  'equivocal',
  'fracture-acuity-indeterminate',
];

/** A question mark before an age doubts the age: "fx L1 - ? acute". */
const askedAge = /\?\s*(?=(?:sub)?acute\b)/gi;

/** As many characters of a report are read. */
const longestText = 4000;

function joined(sentences: readonly { readonly text: string }[]): readonly Word[] {
  return wordsOf(sentences.map(({ text }) => text.replace(/[.;!]?$/, '. ')).join(' '));
}

function isNonDiagnostic(words: readonly Word[]): boolean {
  const told = mentionsOf(words, nonDiagnostic).some(
    (mention) =>
      !hasAny(last(mention.before, 3), negators) &&
      isOfThisStudy({
        before: mention.before.filter((word) => !causes.has(word)),
        after: mention.after.filter((word) => !causes.has(word)),
      }),
  );
  return (
    // "Nondiagnostic at L1-2; L4-5 herniation clearly seen": it settles what it shows.
    (told && !areDiagnostic(words) && !isSaid(words, clearlySeen)) ||
    isPoorlySeen(words) ||
    isLimited(words) ||
    isOnlyHampered(words)
  );
}

/** What the study was made for is seen badly, and nothing says that it is seen well: "poor visualization of the SI joints". */
function isPoorlySeen(words: readonly Word[]): boolean {
  const isUnseenWell = mentionsOf(words, unseenWell).some(
    ({ before, after }) => hasAny(before, parts) && areOfTheStudy(before) && isReason(after),
  );
  const isShownBadly = mentionsOf(words, badShowing).some(
    ({ before, after }) =>
      hasAny(after.slice(0, 6), parts) &&
      !hasAny(before, negators) &&
      areOfTheStudy(before) &&
      areOfTheStudy(after.slice(0, reasonIn(after))),
  );
  return (isUnseenWell || isShownBadly) && !isSaid(words, wellShown);
}

function isSaid(words: readonly Word[], phrases: readonly string[]): boolean {
  return mentionsOf(words, phrases).some(({ before }) => !hasAny(last(before, 1), ['not', 'no']));
}

/** Why something is not seen, and no more. */
function isReason(words: readonly Word[]): boolean {
  return reasonIn(words) === 0;
}

/** Where it begins to say why something is so, or what to do about it; the length of the text where it does neither. */
function reasonIn(words: readonly Word[]): number {
  const at = words.findIndex(
    (word) => reasons.has(word) || limitVerbs.has(word) || advice.has(word),
  );
  return at === -1 ? words.length : at;
}

/** The part in question is not on it, or it was made under limits: enough to doubt an absence, not to call it non-diagnostic. */
function isIncomplete(words: readonly Word[]): boolean {
  const isUnseen = mentionsOf(words, unseen).some(({ before }) => hasAny(last(before, 3), parts));
  return (
    isUnseen ||
    isHampered(words) ||
    mentionsOf(words, limitedStudy).some(
      ({ before }) => !hasAny(last(before, 1), negatorsAndEarlierStudy),
    )
  );
}

/** Its evaluation is limited by what lies over it: it tells nothing of what it was made for. */
function isHampered(words: readonly Word[]): boolean {
  return mentionsOf(words, limits).some(
    ({ before, after }) =>
      hasAny(after.slice(0, 4), hidden) &&
      !hasAny(last(before, 3), negatorsAndEarlierStudy) &&
      !hasAny(last(before, 3), slight),
  );
}

/** That is all the report says. */
function isOnlyHampered(words: readonly Word[]): boolean {
  return isHampered(words) && words.filter((word) => word === '.').length < 2;
}

/** Images that are called diagnostic, beside others that are not: "repeat sequence diagnostic". */
function areDiagnostic(words: readonly Word[]): boolean {
  return mentionsOf(words, diagnostic).some(
    ({ before, after: [next] }) =>
      !hasAny(last(before, 2), notDiagnostic) && !ofQuality.has(next ?? ''),
  );
}

/** "Metal artifact obscures the canal": what was to be seen is hidden. */
function isHidden(words: readonly Word[]): boolean {
  return mentionsOf(words, hiding).some(
    ({ before, after }) =>
      hasAny(last(before, 6), makers) &&
      hasAny(after.slice(0, 4), insides) &&
      !hasAny(last(before, 2), [...slight, ...negatorsAndEarlierStudy, 'partially', 'partly']),
  );
}

const seenWell = phraseList(
  'well seen, well visualized, well visualised, clearly seen, adequately seen',
);
const hiding = phraseList(
  'obscures, obscure, obscuring, precludes, preclude, precluding, prevents, hides',
);
const makers = phraseList(
  'artifact, artifacts, artefact, artefacts, motion, metal, metallic, hardware, susceptibility',
);
const insides = phraseList(
  'canal, foramina, foramen, neural, nerve, roots, cord, thecal, evaluation, assessment, visualization',
);

function isLimited(words: readonly Word[]): boolean {
  if (areDiagnostic(words)) return false;
  if (hasAny(words, seenWell)) return false;
  if (isHidden(words)) return true;
  const limited = mentionsOf(words, limits).some(
    ({ before, after }) =>
      hasAny(after.slice(0, 4), limiters) &&
      !hasAny(last(before, 3), negatorsAndEarlierStudy) &&
      !hasAny(last(before, 3), slight) &&
      !hasAny(last(before, 3), localizers) &&
      !hasAny(last(before, 6), otherOrgans),
  );
  return limited || mentionsOf(words, motionDegraded).some((mention) => !isNegated(mention));
}

function isEquivocal(words: readonly Word[]): boolean {
  const isCalledSo = mentionsOf(words, equivocal).some(
    (mention) => !isNegated(mention) && isOfThisStudy(mention),
  );
  return (isCalledSo || isNotExcluded(words)) && !isDefinite(words);
}

/** What the joints were looked at for is not excluded. */
function isNotExcluded(words: readonly Word[]): boolean {
  return mentionsOf(words, notExcluded).some(
    (mention) => hasAny(clauseOf(mention), ofJoints) && isOfThisStudy(mention),
  );
}

/** What may be open or spoilt, told in words of which nobody can say that they mean the study and what it was made for. */
function perhapsIn(sentences: readonly { readonly text: string }[]): readonly Conclusion[] {
  const own = sentences
    .map(({ text }) => wordsOf(text))
    .filter((words) => !hasAny(words, otherOrgans));
  const tellsOf = (phrases: readonly string[]): boolean =>
    own.some((words) =>
      mentionsOf(words, phrases).some(
        ({ before }) => !hasAny(last(before, 3), negators) && !hasAny(last(before, 3), slight),
      ),
    );
  const isSettled = own.some((words) => areDiagnostic(words) || isNormalJoint(words));
  if (isSettled) return [];
  return [
    ...(tellsOf(openWords) || own.some((words) => hasAny(words, notExcluded))
      ? (['perhaps-open'] as const)
      : []),
    ...(tellsOf(spoiling) ? (['perhaps-limited'] as const) : []),
  ];
}

/** "SI joints normal", "normal sacroiliac joints". */
function isNormalJoint(words: readonly Word[]): boolean {
  return (
    hasAny(words, parts) &&
    mentionsOf(words, ['normal', 'unremarkable', 'well seen', 'definite', 'definitely']).some(
      ({ before }) => !hasAny(last(before, 2), negators),
    )
  );
}

/** What was looked for in the joints is there: "bilateral sacroiliitis, definite", "unequivocal erosions". */
function isDefinite(words: readonly Word[]): boolean {
  return mentionsOf(words, definite).some(
    (mention) => !isNegated(mention) && hasAny(clauseOf(mention), ofJoints),
  );
}

/** How far from the word the clause is read that says what is left open. */
const reachOfWord = 8;
const advice: ReadonlySet<Word> = new Set([
  'suggest',
  'recommend',
  'recommended',
  'consider',
  'correlate',
  'advise',
]);
const reasons: ReadonlySet<Word> = new Set(['due', 'because', 'secondary', 'given', 'owing']);

/** The study, or what it looks for in the spine, is called so, and nothing beside it. */
function isOfThisStudy({ before, after }: Pick<Mention, 'before' | 'after'>): boolean {
  // Why it settles nothing is no part of what it shows: "non-diagnostic due to bowel gas".
  const told = after.slice(0, reasonIn(after));
  return areOfTheStudy(last(before, reachOfWord)) && areOfTheStudy(told.slice(0, reachOfWord));
}

function resultsIn(words: readonly Word[]): readonly Conclusion[] {
  const results: Conclusion[] = [];
  const plain = words.filter((word) => word !== '.').join(' ');
  if (plain === 'positive') results.push('positive');
  if (allNormal.has(plain)) results.push('negative', 'no-fracture');
  for (const mention of mentionsOf(words, uptake)) {
    if (isNegated(mention)) results.push('negative');
    else if (hasAny(clauseOf(mention), pars)) results.push('positive');
  }
  for (const mention of mentionsOf(words, positiveFor)) {
    if (hasAny(mention.after, pars)) results.push(isNegated(mention) ? 'negative' : 'positive');
  }
  for (const mention of mentionsOf(words, negativeFor)) {
    if (hasAny(mention.after, pars)) results.push('negative');
  }
  if (tells(words, positive)) results.push('positive');
  if (tells(words, negative)) results.push('negative');
  if (tells(words, normal)) results.push('negative', 'no-fracture');
  return results;
}

function tells(words: readonly Word[], phrases: readonly string[]): boolean {
  return mentionsOf(words, phrases).some(
    (mention) => !isNegated(mention) && !hasAny(last(mention.before, 3), earlierStudy),
  );
}

function isNegated({ before }: Mention): boolean {
  return hasAny(last(before, 5), negators);
}

function clauseOf({ before, after }: Mention): readonly Word[] {
  return [...before, ...after];
}
