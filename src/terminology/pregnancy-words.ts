import { remembering } from './remember.ts';

const mayTell =
  /pregnan|gravid|\biup\b|gestation|trimester|\bhcg\b|\bupt\b|\bg\d{1,2}\s?p\d|anatomy (?:scan|ultrasound|us|survey)|\bwga\b|\bfhts?\b|f(?:o)?etal|\bed[cd]\b|\bdue\b|\bhome test|prenatal|antenatal|\bob\b|obstetric|weeks along|expecting/i;

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*';

/** A pregnancy told by what is done and waited for in one: a scan, a heart that is heard, the day when it ends. */
const toldByItsCare = new RegExp(
  [
    '\\b(?:(?:\\d{1,2}[- ]?(?:w|wks?|weeks?)|f(?:o)?etal|ob) )?anatomy (?:scan|ultrasound|us|survey)\\b(?! of (?!the f(?:o)?etus|baby))',
    '\\b\\d{1,2}(?:[ +]?\\d/7)? ?wga\\b',
    '\\bfhts?\\b[: ]{1,2}(?:\\d|present|heard|good|normal|reassuring)',
    '\\bf(?:o)?etal (?:heart (?:rate|tones?|beat)|movements?|kicks?)\\b',
    `\\bed[cd]\\b\\W{1,3}(?:(?:is|of|by \\w+) ){0,2}(?:\\d{1,2}[/-]\\d|${month})`,
    `\\bdue date\\W{1,3}(?:is )?(?:\\d{1,2}[/-]\\d|${month})(?=.*\\b(?:baby|ob|obstetric\\w*|prenatal)\\b)`,
    `\\bbaby(?: is|[’']s)? due (?:in |on )?(?:${month}|\\d{1,2}[/-]\\d|\\d{1,2} (?:days|weeks|months)|a few|this|next|any)`,
    '\\b(?:positive home test|home (?:pregnancy )?test (?:\\w+ )?positive)\\b(?<!covid.*)(?!.*covid)',
    '\\b\\d{1,2} (?:weeks|months) along\\b',
    `\\b(?:first|next|routine) (?:ob|prenatal|antenatal) (?:appointment|appt|visit|check)\\b`,
    '\\b(?:prenatal|antenatal) (?:visits?|appointments?|appt|care (?:with|at)|clinic)\\b',
    `\\bexpecting (?:(?:a|her|their|our) (?:\\w+ )?(?:baby|child)|twins|in ${month})`,
  ].join('|'),
  'i',
);

/** A pregnancy told as there: by itself, by its weeks, or by a test that found it. */
const told =
  /\b(?:pregnant|gravid|iup|intrauterine pregnancy|(?:first|second|third|1st|2nd|3rd) trimester)\b|\bg\d{1,2}\s?p\d{1,4}\b[\s,]{1,3}(?:(?:at|@|is|now|currently|who|female|f|woman|ega|ga) ){0,4}\d{1,2} ?(?:w ?\d?d?|wks?|weeks?)\b(?! (?:of (?!pregn|gest)|ago|history|post|pp))|\b\d{1,2} ?(?:w|wks?|weeks?)(?: ?\d ?d(?:ays)?)?(?: (?:of|by|along in))?(?: (?:pregnancy|gestation|gestational))\b|\b(?:pregnancy test|hcg|upt)\W+(?:\w+ ){0,2}(?:positive|pos)\b|\bpositive (?:urine |serum )?(?:pregnancy test|hcg|upt)\b|\b(?:current(?:ly)?|ongoing|known|twin|high-risk) pregnancy\b/i;

/** It is denied, somebody else's, or only thought of. */
const notHers = [
  /\b(?:not|never|no|non|denie[sd]|isn[’']?t|without|negative for|rather than)[- ](?:\w+ ){0,3}?(?:(?:first|second|third|1st|2nd|3rd) )?(?:pregnan|gravid|iup|intrauterine)/i,
  /\bpregnant\W{1,3}(?:no|n|denie[sd]|negative|false)\b/i,
  /\b(?:daughter|wife|sister|girlfriend|partner|mother|mom|friend|cousin|niece|aunt|coworker|neighbou?r|spouse|fianc[ée]e|grand\w+)(?:[’']?s)?(?:,? who)? (?:\w+ ){0,5}?(?:pregnan|gravid|iup|g\d|\d{1,2} ?(?:w|wks?|weeks?)\b|\w+ trimester)/i,
  /\b(?:when|while|whenever|if|whether|until|unless|before|during|in case|become|becoming|get|gets|getting|want\w*|trying) (?:\w+ ){0,5}?(?:pregnan|gravid|iup|\w+ trimester)/i,
  /\b(?:daughter|wife|sister|girlfriend|partner|mother|mom|friend|cousin|niece|aunt|coworker|neighbou?r|spouse|fianc[ée]e|his)(?:[’']?s)?(?:,? who)? (?:\w+ ){0,5}?(?:baby|due|expecting|prenatal|antenatal|ob|anatomy|f(?:o)?etal|weeks along|ed[cd])\b/i,
  /\b(?:not|never|no|non|denie[sd]|without|missed|absent) (?:\w+ ){0,2}?(?:f(?:o)?etal|fhts?|prenatal|antenatal|anatomy scan|home test)/i,
  /\b(?:prior|previous|last|past|during (?:her|that|the)) (?:\w+ ){0,2}?(?:prenatal|antenatal|anatomy scan|f(?:o)?etal)|\b(?:prenatal|antenatal|f(?:o)?etal) (?:\w+ ){0,3}?(?:in|of) (?:19|20)\d\d\b/i,
  /\bpregnant (?:women|patients|or (?:breast|nursing))|\bpregnant (?:back )?in (?:19|20)\d\d\b/i,
];
/** One that has ended. */
const ended =
  /\bpost-? ?partum\b|\bdelivered\b|\bmiscarr|\bstill ?b(?:irth|orn)|\babort|\bectopic\b|\bpreviously pregnant\b/i;
const stillThere = /\b(?:now|currently|today|again)\b/i;

/** Whether a sentence of a note tells that the patient is pregnant: "24 weeks pregnant", "G2P1 at 24w3d", "IUP 18w by US". */
const tellsOfPregnancy = remembering(
  (sentence: string): boolean =>
    (told.test(sentence) || toldByItsCare.test(sentence)) &&
    !notHers.some((one) => one.test(sentence)) &&
    (stillThere.test(sentence) || !ended.test(sentence)) &&
    !sentence.includes('?'),
);

/** The first sentence of a note that tells that the patient is pregnant. */
export function pregnancyToldIn(text: string): string | undefined {
  return mayTell.test(text)
    ? text.split(/(?<=[.;!?])\s+|\n+/).find((one) => mayTell.test(one) && tellsOfPregnancy(one))
    : undefined;
}
