import { withAnswers } from './denial-words.ts';
import { saidAfter } from './said-after.ts';
import { saidBefore } from './said-before.ts';
import { lengthAt, type Mention, mentionAt, phraseList, type Word, wordsOf } from './words.ts';

/** What a study is done with: gadolinium in a magnet, iodine in X-rays. */
export type ContrastMedium = 'gadolinium' | 'iodinated';

/** Substances and trade names of DICOM context group 12, and what clinicians call them. */
const gadolinium = phraseList(
  `gadolinium, gadolinium contrast, gadolinium based contrast, gadolinium based contrast agent, gadolinium based contrast agents, gad, gado, gbca, gadobutrol, gadavist, gadovist, gadoterate, dotarem, clariscan, gadobenate,
  multihance, gadodiamide, omniscan, gadopentetate, magnevist, gadoteridol, prohance, gadoxetate, eovist, gadoversetamide, optimark, gadofosveset,
  mri contrast, mr contrast, mri dye, mr dye, mri contrast dye, mri contrast agent, mri contrast media`,
);
const iodinated = phraseList(
  `iodine, iodine contrast, iodine dye, iodine based contrast, iodinated, iodinated contrast, iodinated contrast media, iodinated contrast medium, iodinated contrast agent, iodinated dye, iohexol, omnipaque, iopamidol, isovue, iodixanol, visipaque,
  iopromide, ultravist, ioversol, optiray, iothalamate, conray, ioxaglate, hexabrix, diatrizoate, hypaque, renografin,
  ct contrast, ct dye, ct contrast dye, ct scan dye, ct scan contrast, cat scan dye, x ray dye, xray dye, x ray contrast, xray contrast, radiographic dye, radiographic contrast, radiocontrast, radiopaque contrast, ivp dye, myelogram dye, myelogram contrast, angiogram dye`,
);
const either = phraseList(
  `contrast, contrast dye, contrast media, contrast medium, contrast agent, contrast agents, contrast material, iv contrast, iv contrast dye, intravenous contrast, iv dye, radiology dye, imaging dye, dye`,
);

const media: readonly (readonly [readonly string[], readonly ContrastMedium[]])[] = [
  [gadolinium, ['gadolinium']],
  [iodinated, ['iodinated']],
  [either, ['gadolinium', 'iodinated']],
];

const reactions = phraseList(
  `allergy, allergies, allergic, anaphylaxis, anaphylactic, anaphylactoid, hypersensitivity, hypersensitive, intolerance, intolerant, reaction, reactions, reacted, hives, urticaria, angioedema,
  bronchospasm, laryngospasm, rash, itching, contraindicated, contraindication, contraindications, nephrogenic systemic fibrosis, nsf, cannot have, cannot receive, cannot get, cannot tolerate, cant have, cant receive, avoid, avoids, avoided, withhold, withheld, do not give, do not use, do not administer, unable to have, unable to receive, must not have, must not receive, should not have, should not receive, not a candidate for`,
);

/** What may stand between a medium and what it does. */
const between: ReadonlySet<Word> = new Set(
  `to of from after with following due secondary because is was are were has have had a an the any all both either other or and as by for in at on on iv intravenous severe serious mild moderate life threatening
  documented known true reported delayed immediate type class caused causes causing gave gives induced based containing related associated media medium agent agents dye contrast material shock
  injection administration exposure skin being absolutely strictly previous prior past remote history year years ago s that which listed noted possible suspected probable likely i ii iii`.split(
    /\s+/,
  ),
);
const mostBetween = 8;
/** What heads a list of what somebody does not tolerate, up to which word. */
const headsList = /^(?:allerg(?:y|ies|ic)|intoleran(?:ce|ces|t)|reactions?|hypersensitiv\w+)$/;
const opensList = /^(?::|to|include|includes|including|with)$/;
/** What no list of substances goes on with. */
const endsList =
  /^(?:mri|mr|ct|scan|order|orders|ordered|study|with|without|request\w*|imaging|exam|needs?|plan|recommend\w*|today)$/;
/** A dye or an iodine that is no contrast medium. */
const otherDye = /^(?:hair|food|red|yellow|blue|clothing|fabric|textile|povidone|topical|tattoo)$/;
/** What a form of consent, or a lesson, tells of every study. */
const consents =
  /\b(?:risks?|consent\w*|benefits?|alternatives|complications|side effects|instruct\w*|educat\w*|questionnaire|in case|if)\b/i;
/** What says how or when, and nothing of whether. */
const asides =
  /(?<!\b(?:family|fam|maternal|paternal) )\b(?:(?:personal )?(?:history|hx) of|h\/o|previous|prior|past|remote|old|childhood|adverse)\b/gi;

/** Whether words may tell of a reaction to a contrast medium, told before they are read: few texts of a chart do. */
export function mayTellOfContrast(words: string): boolean {
  return (
    /contrast|\bgad|gbca|omniscan|magnevist|dotarem|clariscan|multihance|prohance|eovist|optimark|iod(?:in|ix)|iohex|iopa|iopro|iover|iotha|ioxa|omnipaque|isovue|visipaque|ultravist|optiray|conray|hexabrix|diatriz|hypaque|renograf|\bdye\b/i.test(
      words,
    ) &&
    /allerg|anaphyla|hypersens|intoleran|react|hives|urticar|angioed|spasm|rash|itch|contraindic|fibrosis|\bnsf\b|cannot|can[’']?t|unable|avoid|withh|not (?:have|receive|give|use|administer|a candidate)/i.test(
      words,
    )
  );
}

/**
 * The contrast media that a text says the patient reacted to, or must not be given: "Anaphylaxis to gadolinium", "iodinated
 * contrast: hives". Words that name none of the two mean both. What is denied, another person's, or told in a form of consent
 * is none; what was long ago still holds.
 */
export function contrastReactionsIn(text: string): ReadonlySet<ContrastMedium> {
  const found = new Set<ContrastMedium>();
  if (!mayTellOfContrast(text) || consents.test(text)) return found;
  const words = wordsOf(withAnswers(text).replaceAll(asides, ''));
  for (let at = 0; at < words.length; at += 1) {
    const [length, named] = mediumAt(words, at);
    if (length === 0) continue;
    const mention = mentionAt(words, at, words.slice(at, at + length));
    if (!otherDye.test(words[at - 1] ?? '') && isReactedTo(mention))
      for (const one of named) found.add(one);
    at += length - 1;
  }
  return found;
}

/** The longest name of a medium at a place. */
function mediumAt(
  words: readonly Word[],
  at: number,
): readonly [length: number, media: readonly ContrastMedium[]] {
  let found: readonly [number, readonly ContrastMedium[]] = [0, []];
  for (const [names, named] of media) {
    const length = lengthAt(words, names, at);
    if (length > found[0]) found = [length, named];
  }
  return found;
}

function isReactedTo(mention: Mention): boolean {
  return isReactionBefore(mention) || isReactionBehind(mention);
}

/** "Anaphylaxis to gadolinium", "Allergies: penicillin, gadolinium". */
function isReactionBefore(mention: Mention): boolean {
  const { before, after } = mention.marked;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const length = lengthAt(before, reactions, at);
    if (length === 0) continue;
    const passed = before.slice(at + length);
    if (!isJoined(passed) && !isOfList(before[at] ?? '', passed)) continue;
    return isTold({ ...mention, marked: { before: before.slice(0, at), after } });
  }
  return false;
}

/** "Contrast allergy", "gadolinium - anaphylaxis". */
function isReactionBehind(mention: Mention): boolean {
  const { before, after } = mention.marked;
  for (let at = 0; at < after.length; at += 1) {
    const length = lengthAt(after, reactions, at);
    if (length === 0) continue;
    const passed = after.slice(0, at);
    if (!isJoined(passed)) return false;
    // "No gadolinium, anaphylaxis": what is denied before the mark is that it is given.
    const isReason = passed.some((word) => /^(?:[,:]|due|because|secondary)$/.test(word));
    const earlier = isReason ? [] : before;
    return isTold({ ...mention, marked: { before: earlier, after: after.slice(at + length) } });
  }
  return false;
}

function isJoined(passed: readonly Word[]): boolean {
  return (
    passed.length <= mostBetween &&
    passed.every((word) => /^[,:\d]/.test(word) || between.has(word) || isMedium(word))
  );
}

function isMedium(word: Word): boolean {
  return media.some(([names]) => lengthAt([word], names, 0) > 0);
}

function isOfList(head: Word, passed: readonly Word[]): boolean {
  return (
    headsList.test(head) &&
    opensList.test(passed[0] ?? '') &&
    !passed.slice(1).some((word) => endsList.test(word))
  );
}

function isTold(mention: Mention): boolean {
  const { before, after } = mention.marked;
  const told = { ...mention, before: withoutMarks(before), after: withoutMarks(after) };
  const said = [saidBefore(told, false), saidAfter(told, false)];
  return !said.includes('denied') && !said.includes('not-of-now');
}

function withoutMarks(words: readonly Word[]): readonly Word[] {
  return words.filter((word) => word !== ',' && word !== ':');
}
