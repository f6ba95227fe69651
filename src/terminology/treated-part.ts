import { everyRegion, regionsInText } from './body-sites.ts';
import { namesTrunk } from './elsewhere.ts';
import { withoutOtherSenses } from './other-senses.ts';
import { remembering } from './remember.ts';
import { isTherapyElsewhere, regionsOfTreatment } from './treatments.ts';
import type { BodyRegion } from './types.ts';
import { phraseList, wordsBeside, wordsOf } from './words.ts';

/** What a note says of the part of the body that a therapy was for. */
export interface TreatedPart {
  /** The words that name what was treated: "R shoulder (RTC)". */
  readonly treated: readonly string[];
  /** The levels of the spine of which it says that they were not what was treated. */
  readonly not: readonly BodyRegion[];
}

const back: readonly BodyRegion[] = ['thoracic', 'lumbar', 'sacrum-coccyx', 'sacroiliac'];

/** "Not the back", "nothing to do with his neck": what was not treated. */
const notOfSpine =
  /\b(?:not|unrelated to|nothing to do with|rather than|instead of)(?: (?:for|to|the|his|her|their|any|on|at all|directed at|treating|related to|about))* ((?:low(?:er)? |mid(?:dle)? |upper |cervical |thoracic |lumbar |[clt][- ]?)?(?:back|spine|neck|lumbar|cervical|thoracic|lbp|sciatica|radiculopathy))\b(?! (?:to|in|at|yet|from|on|better|improv\w*|help\w*|respond\w*|addressed))(?: (?:pain|problem|issue|complaint|symptoms|sx))?/gi;

/** What is done in a therapy, and what one is called. */
const therapy =
  '(?:p\\.?t\\.?|o\\.?t\\.?|(?:physical |occupational |manual |hand |aquatic )?therapy|physio(?:therapy)?|rehab(?:ilitation)?|tx|treat(?:ment|ments|ed|ing)?|sessions?|visits?|course|program|protocol|exercises?|ther ?ex|hep|chiro\\w*|massage|acupuncture|manipulation|care|referral|rx|eval\\w*|this|these|it|all|series|focus(?:ed)?|worked|work)';
const forWhat = new RegExp(
  `\\b${therapy}\\b(?: (?:was|were|is|are|all|only|actually|really|given|done|ordered|provided|directed|performed|completed|received|started|x ?\\d+|wks?|weeks?|visits?|sessions?|eval|tx|and|for|\\d+))* ?(?:/|:|-|–|\\()? ?(?:for|to|of|on|at|targeting|addressing|re|after|following|s/p|status post) (?:the |his |her |a |treatment of |rehab of |management of )*(.+)`,
  'i',
);
/** "For knee OA", at the beginning of a clause. */
const forAlone =
  /^(?:(?:was|were|is|all|only|mainly|mostly|primarily|actually) )*for (?:the |his |her |a )*(.+)/i;
/** "PT R shoulder", "PT - knee". */
const behind = new RegExp(
  `^(?:outpatient |op |post[- ]?op |home |the )*${therapy}(?: (?:eval|tx|and|&)|\\/(?:tx|ot|eval))* ?[:–-]? ?(?!(?:with|w|has|had|is|was|were|reports?|denies|states?|not|no|and|in|x)\\b)([^\\s]+(?: [^\\s]+){0,3}) ?$`,
  'i',
);
/** "R shoulder PT", "pelvic floor PT x 6 wks". */
const ahead =
  /^((?:[^\s]+ ){1,4}?)(?:p\.?t\.?|o\.?t\.?|physical therapy|therapy|physio(?:therapy)?|rehab(?:ilitation)?|tx|treatments?|exercises?|protocol|program|sessions?|eval\w*)\b/i;

/** What is beside the treatment, what kept somebody from it, and what is to come: no part that was treated. */
const beside =
  /\b(?:also|additionally|besides|plus|noted|hx|history|denies|denied|declined|missed|cancell?ed|skipped|held|paused|late|delay\w*|despite|limit\w*|complicat\w*|interrupt\w*|while|during|later|next|future|recommend\w*|consider\w*|wants|asks|refer(?:red)? to|stopped|d\/c'?d|discharged|d\/t|due|because|unable|after hours|precautions?|without|no|not|never|if|will|start|instead|reports?|states?|complain\w*|c\/o)\b/i;

/** Exercises of the trunk and the hips are treatment of the back too. */
const exercised =
  /\b(?:exercis\w*|strength\w*|stretch\w*|rom|mobiliz\w*|stabiliz\w*|core|gluteal|glutes?|hip abd\w*|hip hinge|bridg\w*|training|mobility|posture|gait)\b/i;

/** What is said of the patient, and not of the treatment: "pt with diabetes", "wears knee brace". */
const ofPatient =
  /\b(?:w|with|and|has|had|wears|uses|pt|patient|tolerat\w*|pain\w*|sore\w*|brace)\b/i;

/** "Back" alone is all of it. */
const wholeBack = /(?<!\b(?:low|lower|mid|middle|upper)[- ]?)\bback\b/i;

/** The levels that words name as those of a therapy. */
export function regionsTreated(words: string): readonly BodyRegion[] {
  const named = regionsOfTreatment(words);
  return wholeBack.test(withoutOtherSenses(words)) ? [...new Set([...named, ...back])] : named;
}

function namesPart(words: string): boolean {
  return (
    isTherapyElsewhere(words) ||
    regionsTreated(words).length > 0 ||
    /\b(?:lbp|sciatica)\b/i.test(words)
  );
}

/** What the part of the body is called that a therapy was for, and what was wrong with it. */
const partNames = phraseList(
  `shoulder, shoulders, rotator cuff, elbow, elbows, wrist, wrists, hand, hands, finger, fingers, thumb, hip, hips, knee, knees, ankle, ankles, foot, feet, heel, toe, toes, plantar fasciitis, plantar fascia, achilles, acl, mcl, meniscus, patella, tka, tkr, tha, thr, tsa, jaw, tmj,
  rib, ribs, clavicle, pelvic floor, pelvis, pelvic, vestibular, vertigo, bppv, dizziness, balance, lymphedema, carpal tunnel, cts, cardiac, pulmonary, headache, headaches, migraine, neck, cervical, c spine, back, low back, lower back, lbp, lumbar, l spine, ls spine, mid back, upper back, thoracic, t spine, spine, sacrum, si joint`,
);
const ofParts = phraseList(
  `l, r, lt, rt, left, right, bilateral, bilat, b, the, both, oa, osteoarthritis, arthritis, tear, tears, fx, fracture, repair, replacement, surgery, sx, sprain, strain, injury, pain, tendinitis, tendinopathy, bursitis, dysfunction, rehab, only, post op, postop, s p, status post, protocol, for, x, wks, weeks, visits`,
);

const inNames = [...partNames, ...ofParts];

/** Whether all of a clause is the name of a part of the body, and what is wrong with it: "R shoulder", "s/p L TKA". */
function isNameOfPart(clause: string): boolean {
  const words = wordsOf(clause);
  return words.length <= mostOfName && wordsBeside(words, inNames).every(isNumber);
}

const mostOfName = 6;

function isNumber(word: string): boolean {
  return /^\d{1,2}$/.test(word);
}

/** The part of the body that a clause says was treated; undefined where it says of none. */
function treatedIn(clause: string, isFirst: boolean): string | undefined {
  if (beside.test(clause)) return undefined;
  const named = [forAlone, forWhat, behind].flatMap((one) => one.exec(clause)?.[1] ?? []);
  const before = ahead.exec(clause)?.[1];
  if (before !== undefined && !ofPatient.test(before)) named.push(before);
  if (isFirst && isNameOfPart(clause)) named.push(clause);
  const part = named.find(namesPart);
  if (part === undefined) return undefined;
  return namesTrunk(clause) && exercised.test(clause) ? undefined : part;
}

/** Notes on treatments are short. */
const longestRead = 400;

/** What a note on a therapy says that it was for: "PT was for R shoulder, not the back", "pelvic floor PT", "tx for low back". */
export const partTreated = remembering((note: string): TreatedPart => {
  const denied: BodyRegion[] = [];
  const told = note.slice(0, longestRead).replaceAll(notOfSpine, (_, place: string) => {
    const named = regionsInText(place);
    denied.push(...(named.length > 0 ? named : /spine$/i.test(place) ? everyRegion : back));
    return '. ';
  });
  const treated = told
    .split(/[.;,\n]|\bbut\b/)
    .map((clause) => clause.trim())
    .flatMap((clause, at) => treatedIn(clause, at === 0) ?? []);
  return { treated, not: [...new Set(denied)] };
});
