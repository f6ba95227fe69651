import { mriSafetyIn } from './mri-safety-phrases.ts';
import { saysTakenBack } from './record-notes.ts';
import { remembering } from './remember.ts';
import { somebody } from './taken-back-words.ts';

/** Taken out, or never put in. */
const gone =
  /\b(?:explant\w*|removed|removal|extracted|extraction|taken out|came out|no longer (?:in|present|implanted|there|has)|no (?:device|pacemaker|ppm|icd|stimulator|implant|pump) (?:now|anymore|any more|on|seen|present|in place)|not (?:currently )?(?:in place|present|implanted|in situ|there)|never (?:had|implanted|placed|inserted))\b/i;
const stays =
  /\b(?:not|never|cannot|can['’]?t) (?:been |be |yet )?(?:removed|explanted|extracted|taken out)\b|\b(?:replac\w*|exchang\w*|revis\w*|leads? (?:remain|retained|left)|abandoned|partial\w*)\b/i;
const notYet =
  /\b(?:planned|scheduled|pending|awaiting|upcoming|to be (?:placed|implanted|inserted)|not (?:yet )?(?:placed|implanted|inserted|done)|candidate|considering|referred for|evaluat(?:ion|ed) for|declined|refused|trial only|temporary|external|\d+ ?(?:day|d) (?:trial|lead))\b/i;
const notKnown =
  /\?|\b(?:unsure|unclear|uncertain|unconfirmed|unverified|possibl[ey]|probabl[ey]|reportedly|questionable|maybe|not sure|to be (?:verified|confirmed)|verify|ruled out|r\/o|rule out|denies|denied)\b/i;
const another = new RegExp(`\\b${somebody}(?:['’]?s)?\\b`, 'i');

/**
 * Whether words on an implant, or on metal in the body, leave open whether it is there and forbids MRI: it was taken out or is
 * not in yet, it is another person's or a mistake, or it is called conditional. One of which a part stays is there.
 */
export const leavesImplantOpen = remembering((words: string): boolean => {
  if (gone.test(words)) return !stays.test(words);
  return (
    notYet.test(words) ||
    notKnown.test(words) ||
    another.test(words) ||
    saysTakenBack(words) ||
    mriSafetyIn(words) === 'conditional'
  );
});

const talkedOf =
  /\b(?:discuss\w*|interested in|ask(?:s|ed|ing)? about|inquir\w+|candidacy|candidate|considering|wants?|thinking (?:about|of)|options?|referr(?:ed|al) for|getting|upcoming|education|questions? about)\b|\b(?:scs|dbs|vns|stimulator|cochlear(?: implants?)?|pump)\b[^.;]{0,20}\b(?:eval\w*|consult\w*|placement|assessment)\b/i;
/** What is done with a device that is there. */
const ofOneThere =
  /\b(?:check\w*|interrogat\w*|batter\w+|leads?|replac\w*|revis\w*|reprogram\w*|programming|malfunction\w*|refills?|explant\w*|remov\w*|infect\w*|in situ|in place|existing|current|has|with|s\/p|status post|since|after)\b/i;

/**
 * Whether the reason of a visit or a request only talks of an implant that nobody has put in, or of somebody else's: "SCS
 * evaluation", "discuss ICD placement", "father getting pacemaker".
 */
export const onlyTalksOfImplant = remembering(
  (reason: string): boolean =>
    (talkedOf.test(reason) && !ofOneThere.test(reason)) || another.test(reason),
);
