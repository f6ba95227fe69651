import { remembering } from './remember.ts';

const siteNames =
  /\b(?:(?:intervertebral|dis[ck](?: space)?) (?:aspirat|biops|cultur|fluid|material|specimen|swab|tissue)\w*|dis[ck] space|intervertebral|vertebra\w*|epidural|paraspinal|paravertebral|psoas|(?:spine|spinal)(?! (?:fluid|tap)))\b|\b(?:aspirat|biops|cultur|tissue|specimen)\w* (?:of|from|at) (?:the )?(?:[ctl]\d\S* )?(?:dis[ck]|vertebr|[ctl]\d{1,2}\b)/i;

const bloodNames = /\bblood (?:cultures?|cx)\b|\bbcx\b|\bbacteria identified in blood\b/i;

/** An infection that the blood carries to disc and bone. */
const bloodstreamIllness =
  /\bbacter(?:a)?emia\b|\b(?:fung|candid)(?:a)?emia\b|\bendocarditis\b|\bseptic(?:a)?emia\b|\bbloodstream infection\b/i;

const otherSpecimens =
  /\b(?:blood|urine|sputum|stool|nasal|nares|throat|csf|cerebrospinal|wound|catheter)\b/i;

const specimens =
  /cultur|aspirat|biops|tissue|fluid|collection|specimen|swab|gram stain|\bafb\b|\bpcr\b|growth|\bgrew\b|isolat/i;

const organisms =
  /\b(?:staph\w*|strep\w*|mrsa|mssa|enterococc\w*|escherichia|e\.? ?coli|klebsiella|pseudomonas|proteus|serratia|enterobacter\w*|salmonella|brucella|bartonella|cutibacterium|propionibacterium|mycobacteri\w*|tuberculosis|mtb|candida|aspergillus|coccidioides|blastomyces|cryptococc\w*|nocardia|actinomyces|bacteroides|gram[- ](?:positive|negative) (?:cocci|rods|bacilli)|acid[- ]fast bacilli|afb (?:seen|positive)|growth|grew|isolated)\b/i;

const deniedBefore =
  /\b(?:no|not|negative|neg|without|never|nil|await\w*|pending|prior|previous|old)\b[^,:]*$/i;

const deniedBehind =
  /\b(?:not (?:been )?(?:detected|isolated|seen|found|identified|grown|recovered)|negative|absent|none|pending|contamina\w*)\b/i;

/** Whether the name of a specimen is one of the spine. */
export const isSpecimenOfSpine = remembering(
  (name: string): boolean => siteNames.test(name) && specimens.test(name),
);

/**
 * The sentence of a laboratory's result that finds an organism in a specimen from a disc, a vertebra or beside them.
 * @param name what was examined
 * @param result the words of the result; the specimen may stand in them
 */
export function organismOfSpine(name: string, result: string): string | undefined {
  const words = result.slice(0, longestResult);
  if (!organisms.test(words)) return undefined;
  let isOfSpine = isSpecimenOfSpine(name);
  if (!isOfSpine && !(siteNames.test(words) && specimens.test(`${name} ${words}`)))
    return undefined;
  for (const sentence of words.split(/[.;!?](?=\s|$)|\n/)) {
    if (siteNames.test(sentence)) isOfSpine = true;
    else if (otherSpecimens.test(sentence)) isOfSpine = false;
    if (isOfSpine && isFound(sentence)) return sentence.trim();
  }
  return undefined;
}

/**
 * The sentence of a laboratory's result that finds an organism in the blood, which may have come to the spine (reading A48).
 * @param name what was examined
 * @param result the words of the result; the specimen may stand in them
 */
export function organismOfBlood(name: string, result: string): string | undefined {
  const words = result.slice(0, longestResult);
  const isOfBlood = bloodNames.test(name);
  if (!organisms.test(words) || !(isOfBlood || bloodNames.test(words))) return undefined;
  return words
    .split(/[.;!?](?=\s|$)|\n/)
    .find((sentence) => (isOfBlood || bloodNames.test(sentence)) && isFound(sentence))
    ?.trim();
}

/** Whether a sentence tells of an infection of the blood: "Blood cultures from Monday grew MSSA", "on cefazolin for bacteremia". */
export function namesBloodstreamInfection(sentence: string): boolean {
  return bloodstreamIllness.test(sentence) || organismOfBlood('', sentence) !== undefined;
}

/** Whether the name of a specimen is blood for a culture. */
export const isSpecimenOfBlood = remembering((name: string): boolean => bloodNames.test(name));

const longestResult = 4000;

function isFound(sentence: string): boolean {
  const found = organisms.exec(sentence);
  if (found === null) return false;
  return (
    !deniedBefore.test(sentence.slice(0, found.index)) &&
    !deniedBehind.test(sentence.slice(found.index))
  );
}
