import { withAnswers } from './denial-words.ts';
import { remembering } from './remember.ts';
import {
  areKnown,
  colon,
  hasAny,
  last,
  type Mention,
  mentionsOf,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

const states = phraseList(
  'unsafe, contraindicated, incompatible, prohibited, forbidden, not safe, not possible, not feasible, not permitted, not allowed, not advisable',
);
const abilities = phraseList(
  'cannot, can not, cant, unable to, must not, may not, should not, not able to, never to, not allowed to',
);
const undergoing = phraseList('have, undergo, get, receive');

/** "MRI is contraindicated", "must not have an MRI". */
const warned = [
  ...['mri', 'mr'].flatMap((study) =>
    ['', 'is ', 'was ', 'are '].flatMap((verb) =>
      states.map((state) => `${study} ${verb}${state}`),
    ),
  ),
  ...abilities.flatMap((ability) =>
    undergoing.flatMap((verb) =>
      ['mri', 'an mri', 'mris', 'mri scan', 'mri scans', 'mr imaging'].map(
        (study) => `${ability} ${verb} ${study}`,
      ),
    ),
  ),
];

const warnings = [
  ...warned,
  ...phraseList(
    `mr unsafe, mri unsafe, unsafe for mri, unsafe for mr, mr incompatible, mri incompatible,
  incompatible with mri, incompatible with mr, mri contraindicated, mri is contraindicated,
  cannot have mri, cannot have an mri, cannot undergo mri, cannot undergo an mri, unable to have mri, unable to have an mri, unable to undergo mri, no mri due to,
  mri not possible, mri is not possible, mri not feasible, mri is not feasible, not a candidate for mri, not a candidate for an mri, not an mri candidate, contraindicated for mri, contraindication to mri, contraindication for mri, ferromagnetic,
  do not scan in mri, do not put in mri, never mri, contraindicated for mr, contraindicated for mr imaging, contraindicated in mri, contraindicated in mr, not approved for mri, not approved for mr, not labeled for mri, not labelled for mri, not rated for mri, not certified for mri`,
  ),
];

/** The same as a noun, which a form may only ask for. */
const warningNouns = phraseList(
  'mri contraindication, mri contraindications, mr contraindication, mr contraindications, contraindications to mri, contraindication to mr, contraindicated mri',
);
/** It is asked for, or answered with no. */
const onlyAsked = phraseList(
  'none, no, nil, denied, denies, absent, negative, reviewed, review, screening, screen, checklist, form, questionnaire, assessment, list, excluded, ruled, checked, unknown, n a, not',
);

const clearances = phraseList(
  `mr conditional, mri conditional, conditional for mri, mr safe, mri safe, safe for mri,
  mr compatible, mri compatible, compatible with mri`,
);

/** What no clearance of the device itself covers. */
const doubts = phraseList(
  `abandoned lead, abandoned leads, retained lead, retained leads, broken lead, fractured lead, disconnected lead,
  epicardial lead, epicardial leads, abandoned wires, retained wires, epicardial wires`,
);

/** What makes MRI unsafe, as words name it. */
const hardware = phraseList(
  `pacemaker, pacer, ppm, icd, aicd, crt, defibrillator, device, devices, implant, implants, implanted, implantable, stimulator, neurostimulator, pump, clip, clips, coil, coils, lead, leads, wire, wires,
  electrode, electrodes, generator, cochlear, lvad, valve, stent, shunt, prosthesis, expander, expanders, metal, metallic, fragment, fragments, shrapnel, bullet, bullets, pellet, pellets, foreign body,
  ferromagnetic, hardware, recorder, monitor, magnet, magnetic implant, rod, rods`,
);

/** Whose device it is, where it is not the patient's. */
const relatives = phraseList(
  `husband, wife, spouse, partner, father, mother, dad, mom, parent, parents, son, daughter, brother, sister, sibling, twin, child, uncle, aunt, cousin, grandfather, grandmother, family, relative, relatives,
  neighbour, neighbor, friend, roommate, husbands, wifes, fathers, mothers, sons, daughters, brothers, sisters`,
);

/** It was so, and may be so no longer. */
const past = phraseList(
  `previously, formerly, former, prior, used to, no longer, had, explanted, explant, removed, taken out, extracted, replaced by, replaced with, new`,
);
const put = phraseList(
  'implanted, placed, inserted, put in, since, remain, remains, retained, abandoned, left',
);

/** It is so for a time, or until something is done. */
const forNow = phraseList(
  `until, unless, if, before, pending, awaiting, today, tomorrow, this week, next week, this month, right now, at this time, at present, currently, in time, soon, yet`,
);

/** The words that may stand beside a warning without giving it another reason than metal. */
const neutral: ReadonlySet<Word> = new Set(
  phraseList(
    `a, an, the, this, that, patient, pt, patients, she, he, her, his, is, are, was, be, has, have, having, been, due, to, because, of, by, for, from, in, on, at, with, and, or, per, as, given, owing, absolute, absolutely,
    strictly, known, documented, confirmed, alert, warning, caution, note, noted, safety, screening, screen, status, result, radiology, radiologist, cardiology, technologist, tech, do, not, no, non, cannot, unable, scan, scanned, scanner,
    mri, mr, mris, contraindications, magnetic, resonance, imaging, exam, undergo, contraindicated, contraindication, incompatible, compatible, conditional, safe, unsafe, possible, feasible, candidate, permitted, allowed, approved, prohibited, forbidden, advisable, any, all, must, ct, instead, only, s, yes, positive, body, eye, orbit, brain, heart, chest,
    spine, lumbar, cervical, thoracic, study, reason, medical, therefore, so, hence, may, never, put,
    it, its, manufacturer, manufacturers, vendor, company, rep, representative, label, labeled, labelled, rated, certified, labeling, labelling, model, system, generation, older, legacy, according, card, records, implanting, physician, surgeon, cardiologist, provider, ifu, booklet`,
  ),
);

const negators = phraseList('no, not, non, never, neither, without, isnt');

/**
 * What words say about a device and MRI. `conditional` stands for every documented clearance: MR
 * conditional, MR safe, MRI compatible. A negated clearance ("not MRI compatible") is `unsafe`, a
 * negated warning says nothing, and where both stand `unsafe` holds. A lead that serves nothing any more is not cleared
 * with its device. A warning of somebody else's device, of one that may be gone, or for another reason than metal (a
 * timetable, an authorisation) leaves it `unknown`.
 */
export function mriSafetyIn(text: string): 'unsafe' | 'conditional' | 'unknown' | undefined {
  const words = wordsOf(withAnswers(text));
  const nouns = mentionsOf(words, warningNouns).filter(
    ({ after, questioned }) => !questioned && !hasAny(after.slice(0, 2), onlyAsked),
  );
  const warned = [...mentionsOf(words, warnings), ...nouns].filter((one) => !isAnsweredNo(one));
  const cleared = mentionsOf(words, clearances);
  if (warned.some((mention) => !isNegated(mention)) || cleared.some(isNegated))
    return isOfNow(words) && isOfMetal(words) && !warned.some(isBounded) ? 'unsafe' : 'unknown';
  if (cleared.length > 0 && leftOpen.test(text)) return 'unknown';
  return cleared.length > 0 && !hasAny(words, doubts) ? 'conditional' : undefined;
}

/** Whether what is written on a device, or as an entry of its own, forbids MRI in as many words: "No MRI", "MRI: NO". */
export const forbidsMri = remembering(
  (text: string): boolean => forbidding.test(text) && !ofStudies.test(text),
);

const forbidding =
  /^(?:[^.;]{0,60}[-–—,:(] *)?(?:(?:absolutely|strictly|alert|warning|caution)[:!,]? *)?(?:no|do not|don'?t|never)(?: (?:do|order|perform|get))? mris?(?: (?:ever|allowed|permitted|scans?))?[\s!.)]*$|(?:^|[,;(–—-] *)mri?\s*[:=-]\s*no\b[\s!.)]*$|\bmri? safety\s*[:=-]\s*(?:mri? )?unsafe\b(?!\s*[?:=-])|\bnot cleared for mri?\b|\b(?:keep out of|do not enter|no entry to) (?:the )?mri?\b/i;

/** What was imaged so far, and not what may be: "Prior studies: no MRI". */
const ofStudies =
  /\b(?:prior|previous|last|history|hx|past|so far|to date|imag(?:ing|es?)|stud(?:y|ies)|x-?rays?|workup|records?|reports?)\b/i;

/** A clearance that nobody has seen, that holds for a part, or under a condition: "MR conditional status not verified". */
const leftOpen =
  /\b(?:not (?:yet )?(?:verified|confirmed|known|established|documented|checked)|unverified|unconfirmed|unclear|unknown|uncertain|unsure|could be|may be|might|possibly|probably|maybe|whether|need(?:s)? to|to be (?:verified|confirmed|checked)|must (?:verify|check|confirm)|verify|awaiting|pending|leads? (?:are |is )?not|only if|if)\b|\?|:\s*no\b/i;

/** Whether words may speak of MRI, told before they are read: few texts of a chart do. */
export function namesMri(words: string): boolean {
  return /\bmri?\b|ferromagnetic|magnetic resonance/i.test(words);
}

/** The patient's own, and not of before. */
function isOfNow(words: readonly Word[]): boolean {
  return !hasAny(words, relatives) && (!hasAny(words, past) || hasAny(words, put));
}

function isOfMetal(words: readonly Word[]): boolean {
  if (hasAny(words, hardware)) return !hasAny(words, forNow);
  return areKnown(words, [neutral], /^(?:\.|\d*t|\d+)$/);
}

const spine = phraseList('spine, lumbar, cervical, thoracic, back, neck, any, all, whole, body');

/**
 * Of one strength of the field, of another part of the body, or asked and not said: "unsafe at 3T", "cannot have MRI
 * of the heart".
 */
function isBounded({ after, questioned }: Mention): boolean {
  const [first = '', ...others] = after;
  return (
    questioned ||
    (first === 'at' && /^\d/.test(others[0] ?? '')) ||
    (first === 'of' && !hasAny(others.slice(0, 4), spine))
  );
}

/** "MRI unsafe? no": asked, and answered with no. */
function isAnsweredNo({ marked: { after } }: Mention): boolean {
  const [mark, answer] = after;
  return mark === colon && (answer === 'no' || answer === 'n');
}

function isNegated({ before }: Mention): boolean {
  return hasAny(last(before, 2), negators);
}
