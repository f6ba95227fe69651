import { clearlyNamed, conditionInWords } from './condition-words.ts';
import { withAnswers } from './denial-words.ts';
import { hasEmergency } from './emergencies.ts';
import { remembering } from './remember.ts';
import { doubts, leftOpen } from './standing.ts';
import type { Concept } from './types.ts';
import { contradicts } from './understood-order.ts';
import { arePlain } from './understood-words.ts';
import { hasAny, wordsOf } from './words.ts';

/** Whom else a record can be of. */
export const somebody =
  '(?:wife|husband|spouse|partner|brother|sister|twin|sibling|son|daughter|child|mother|mom|mum|father|dad|parent|grand(?:mother|father|parent)|aunt|uncle|cousin|nephew|niece|roommate|neighbou?r|friend|namesake)';

const takenBack = new RegExp(
  [
    `\\b(?:entered|charted|documented|recorded|coded|filed|added|placed|posted|opened|created|scheduled|booked|checked[- ]in|registered|billed|charged|logged|scanned|attached|generated|carried (?:forward|over)|copied|imported|listed)(?: (?:here|this|that|(?:as|under) \\w+(?: \\w+)?))? (?:by mistake|in error|mistakenly|erroneously|inadvertently|accidentally|by accident|(?:on|in|for|under|to|from) (?:the |an? )?(?:wrong|another|other|different) (?:patient|pt|person|chart|record|account|acct|mrn)(?:['’]?s)?)\\b`,
    `\\b(?:by mistake|mistakenly|erroneously|inadvertently|accidentally) (?:entered|charted|documented|recorded|coded|filed|added|placed|posted|clicked|selected|listed)\\b`,
    `\\bwrong (?:patient|pt|person|chart|record|entry|account|acct|mrn)(?:['’]?s)?\\b`,
    `\\b(?:belongs? to|is of|is for|meant for|intended for) (?:an?other|a different|the wrong|(?:the )?(?:patient|pt) in (?:room|bed)) ?(?:patient|pt|person|\\d+)?\\b`,
    `\\b(?:erroneous|invalid|mistaken|bogus) (?:entry|record|diagnosis|data|note)\\b`,
    `\\bnot (?:this|our|my|the right|the correct|for this|of this|on this|about this) (?:patient|pt|person)\\b`,
    `\\b(?:disregard|ignore|delete|strike|(?<!\\b(?:to|last|first|next|can|cannot|can['’]t|not|no|post|did|per|each|spontaneous|trial of)[ -])void)(?: (?:this|the|that))?(?: (?:entry|record|note|result|data|line))?(?=\\W*(?:$|[.,;:!–-]|wrong\\b|error\\b))`,
    `\\bmis-?(?:charted|filed|coded|labell?ed|identified|entered|recorded|documented|attributed)\\b`,
    `\\b(?:charting|data entry|entry|documentation|clerical|coding|scribe|transcription) (?:error|mistake)\\b`,
    `\\b(?:test|training|dummy) (?:entry|record|patient|data)\\b`,
  ].join('|'),
  'i',
);
const corrected =
  /\b(?:corrected|now correct|verified|previous|prior|earlier|no|not (?:an? |the )?(?:entered|charted|error|erroneous|wrong|invalid|entry|charting|coding|documentation|clerical|mistake))\b/i;

/**
 * Whether the note on a record takes it back: it is of somebody else, or was entered by mistake. Where a finding was written down
 * elsewhere ("recorded in another clinic") it is one.
 */
export const saysTakenBack = remembering(
  (note: string): boolean => takenBack.test(note) && !corrected.test(note),
);

/** What may take a record back, give it to somebody else, or call it one that only stands there. */
const turning = new RegExp(
  [
    // Denied.
    `\\b(?:not|isn['’]?t|wasn['’]?t)\\b(?: (?:really|actually|in fact|truly|yet|been|an?|the|his|her|their))* (?:this|that|it|so|real|accurate|true|correct|right|valid|verified|confirmed|substantiated|supported|established|diagnosed|demonstrated|applicable|relevant|hers|his|theirs|mine|ours|found|there|the case|present|apparent|active)\\b(?! (?:last|before|in|until|at|yesterday|on (?:mon|tue|wed|thu|fri|sat|sun|\\d)))`,
    `\\b(?:does|did|do|has|had)(?: not|n['’]?t)(?: (?:actually|really|ever))* (?:have|had|apply|belong|pertain|carry|suffer)\\b(?! (?:an? |any )?(?:mri|ct|pt|surgery|therapy|insurance|relief|transport|phone))`,
    `\\bnever (?:had|has|have|having|diagnosed|confirmed|present|existed|been|was|did)\\b`,
    `\\b(?:no|denies|denied|without)\\b(?: (?:having|ever|having had))* (?:this|that|it|these|such)\\b`,
    `\\bno (?:longer|evidence|sign|signs|documentation|record|basis|support)\\b(?: of (?:this|it|that))?(?=\\W*$|[.,;]| of (?:this|it|that))`,
    // A mistake.
    `\\b(?:err(?:or|ors|oneous|oneously)|wrong\\w*|incorrect\\w*|inaccura\\w+|inadvert\\w+|mistak\\w+|unintention\\w+|invalid\\w*|bogus|spurious|false\\w*|artifact\\w*|typo)\\b`,
    `\\baccidental\\w*(?! (?:fall|slip|injur|trauma|trip))`,
    `\\bmis-?(?!s|hap|carr|us|t\\b|er)\\w{3,}`,
    // To be taken out of the record.
    `\\b(?:disregard\\w*|ignore|ignor(?:ed|ing) by (?:system|coder)|delet\\w+|discard\\w*|strike|struck out|retract\\w*|rescind\\w*|void(?:ed)?|supersed\\w+|replaced by|remove|(?:to be|please|was|been) removed|removed from|taken off|obsolete|outdated|inactivat\\w+)\\b(?! (?:bladder|urine|stool))`,
    // One that only stands there.
    `\\b(?:duplicat\\w+|test (?:entry|record|patient|data)|training|dummy|sample|template\\w*|placeholder|(?:auto|pre)[- ]?(?:fill|populat|import|generat)\\w*|copied(?! (?:to|dr|md|pcp|neuro|ortho))|carried (?:forward|over)|imported|default\\w*|billing|(?:for|only) (?:coding|insurance|authorization)|coding purposes|unverified|clicked|drop-?down|to justify|rule[- ]?out (?:only|code|diagnosis)|screening (?:only|code)|working diagnosis|presumptive)\\b`,
    // Somebody else.
    `\\b(?:belongs?|meant for|intended for|appl(?:y|ies) to|someone|somebody|other (?:chart|record|patient|pt|person|mrn)|another|different (?:chart|record|patient|pt|person|mrn)|same name|similar name|(?:patient|pt) in (?:room|bed))\\b(?! (?:clinic|hospital|provider|doctor|physician|facility|department|ed|er|opinion|office|practice|system|state|city|surgeon|specialist|neurologist))`,
    `\\b(?:of|for) (?:his |her |the |my |their |pt['’]s |patient['’]s )?(?:twin )?${somebody}\\b`,
    `\\b${somebody}['’]s\\b`,
    `\\b${somebody} (?:has|had|with|diagnosed|is the (?:patient|one))\\b`,
    `^\\W*(?:his |her |the |my )?(?:twin )?${somebody}\\W*$`,
  ].join('|'),
  'i',
);

/** A short note is a remark on the record itself; a longer one tells a story. */
const mostOfRemark = 14;

const specialist =
  '(?:neuro\\w*|spine|spinal|ortho\\w*|physiatr\\w*|pm&r|pain|id|infectious disease|oncolog\\w*|trauma|vascular|er|ed|icu|on[- ]call|primary)';
const colleague = `(?:(?:the |our |her |his )?(?:${specialist} ){0,2}(?:surgery|surgeons?|team|service|clinic|hospital|office|department|doctor|physician|provider|nurse|resident|consultant|specialist|attending|therapist|pcp|md|do|np|pa|rn|pt|radiolog\\w+|neuro\\w*|ortho\\w*|physiatr\\w*|oncolog\\w*)|drs?\\.? [A-Z][\\w'’-]+(?:,? (?:MD|DO|NP|PA))?)`;

/** What says no more than who spoke with whom, who saw it first, who wrote it down, and what is done for it. */
const harmless = new RegExp(
  [
    `\\b${somebody} (?:first |had |who )*(?:noticed|noted|reports?|reported|states?|stated|saw|found|calls?|called|brought|drove|confirms?|present)(?: (?:it|this|him|her|in|during visit|at visit|at bedside))*\\b`,
    `\\b(?:entered|recorded|charted|documented|noted|seen|evaluated|examined|confirmed|verified|diagnosed|found|referred|followed|discussed|reviewed|d\\/w|spoke|consulted|paged|called|messaged|notified|contacted|updated)\\b(?: (?:with|by|to|at|in|from|after|during|per|a|an|another|outside|the|call|phone|visit|appointment|clinic|office|hospital|today|yesterday|exam)\\b)*(?: ${colleague})*`,
    `\\b(?:after|at|during|from|by|per|with) (?:a |the |this |today['’]s |yesterday['’]s )?(?:call|phone|phone call|visit|appointment|consult|consultation|exam|examination)(?: (?:with|by|to|from) ${colleague})?`,
    `\\b(?:per|by|with|to|from) ${colleague}`,
    `\\bno (?:prior|previous|past|known|other|recent) (?:episodes?|injur(?:y|ies)|surger(?:y|ies)|problems?|trauma)\\b|\\bno (?:history|hx) of (?:stroke|diabetes|polio|neuropathy|trauma|injury|surgery|cancer)\\b`,
  ].join('|'),
  'gi',
);

/** Words of who wrote, what is done and what cannot be done, beside those that are understood beside any finding. */
const ofNotes: ReadonlySet<string> = new Set(
  `added updated entered recorded noted continued scheduled booked tomorrow tonight next phone call visit appointment clinic office hospital neurology neurosurgery physiatry orthopedics oncology
  afo brace walker cane wheelchair steroids steroid prednisone dexamethasone decadron medrol antibiotics vancomycin ceftriaxone cefazolin biopsy cultures fusion laminectomy decompression discectomy
  biceps triceps deltoid quad quadriceps iliopsoas gravity antigravity against heels toes tiptoe raise trips tripped stumbles fell twice md pcp nurse opinion second cannot dorsiflex lift urinate`.split(
    /\s+/,
  ),
);

/**
 * Whether the note on a red flag may take it back, give it to somebody else, put it into another time, or call it one that only
 * stands there. A short one leaves the record as it is only where every word of it is understood, or where it names the red flag
 * itself as there: "Started Saturday", "Seen by neurosurgery, no bladder symptoms".
 */
export function mayTakeBack(note: string, concepts: ReadonlySet<Concept>): boolean {
  if (saysTakenBack(note)) return true;
  const isTurning = turning.test(note);
  const isRemark = hasEmergency(concepts) && wordsOf(note).length <= mostOfRemark;
  if (!isTurning && !isRemark) return false;
  if (deniesItself.test(note) || hasAny(wordsOf(note), [...doubts, ...leftOpen])) return true;
  return !isToldAgain(note, concepts) && !isUnderstoodNote(note, concepts);
}

function isToldAgain(note: string, concepts: ReadonlySet<Concept>): boolean {
  const named = conditionInWords(note);
  return named !== undefined && clearlyNamed(named).some((one) => concepts.has(one));
}

function isUnderstoodNote(note: string, concepts: ReadonlySet<Concept>): boolean {
  const [whole, rest] = [note, note.replaceAll(harmless, ' ')].map((one) =>
    wordsOf(withAnswers(one)),
  );
  return (
    !contradicts(whole ?? [], [...concepts]) &&
    (arePlain(whole ?? [], ofNotes) || arePlain(rest ?? [], ofNotes))
  );
}

const deniesItself =
  /\b(?:no|not|never|denies|denied|without)\b(?: (?:having|ever|have|has|had))* (?:this|that|it|these|such)\b/i;
