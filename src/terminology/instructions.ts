import { namesSpine } from './elsewhere.ts';
import { tellsNoneGiven } from './never-given.ts';
import { remembering } from './remember.ts';

/** Whether the name of a treatment says that it was not given: "Ibuprofen 600 mg, not taken". */
export const saysNotGiven = remembering((name: string): boolean => notGiven.test(name));

const notGiven =
  /\b(?:(?:not|never) (?:taken|taking|filled|started|given|attended|done|performed)|discontinued|contraindicated|no[- ]show|did not (?:arrive|come|show|attend|keep)|missed (?:visit|session|appointment|appt)|rescheduled|declined|refused|cancell?(?:ed|ations?)|cx|await(?:s|ing)|considered|on hold|hold(?=\W*$)|pending (?:start|approval|auth\w*|scheduling)|referral only|order only|read(?:ing)? pending|pending (?:read|interpretation)|not (?:yet )?read|unread)\b|^consider(?:ing|ation of)?\b/i;

/** Whether a note on a treatment says that none of it took place: "Patient did not attend any session." */
export const saysNeverTaken = remembering(
  (note: string): boolean => tellsNoneGiven(note) || isSessionCalledOff(note),
);

/** All that a note on a session says: "No show.", "Visit cancelled by clinic", "Pt cancelled", "Rescheduled due to snow". */
const calledOff =
  /^(?:(?:pt|patient|she|he|clinic|provider|therapist|today'?s) )?(?:(?:visit|session|appointment|appt|treatment|pt) )?(?:was |were |has been )?(?:a )?(?:no[- ]?show(?:ed)?|cancell?ed|cx(?:'?d)?|rescheduled|postponed|called off|missed|not (?:kept|held|present)|not seen(?! by)|dna|dnka|dns|ftka|fta|n\/?s|did(?: not|n'?t) (?:arrive|come|show(?: up)?|attend|keep|check in)|failed to (?:arrive|come|show(?: up)?|attend|keep)|never (?:arrived|came|showed(?: up)?)|left(?: (?:without|w\/?o|before|prior to|ama)\b[^.;]{0,30})?)(?: (?:the |this |today'?s )?(?:visit|session|appointment|appt))?(?: (?:by|due to|because of|because|for|to|until|at the request of|x) ?[^.;]*)?(?:, ?[^.;]{1,60})?\W*$/i;

/** Whether words on a session, or a visit, say that it was called off, moved or missed, and no more. */
export function isSessionCalledOff(words: string): boolean {
  return calledOff.test(words.trim());
}

/** Whether a note on a request says that it will not be carried out: "Patient has decided against surgery". */
export const saysCalledOff = remembering(
  (note: string): boolean => planGivenUp.test(note) || isSessionCalledOff(note),
);

const planGivenUp =
  /\b(?:(?:declin|refus)(?:ed|es|ing)(?: (?:the |this |any )?(?:[a-z]+ )?(?:surgery|operation|procedure|fusion|decompression|intervention|kyphoplasty|vertebroplasty|stimulator|trial|injection|epidural|esi|laminectomy|discectomy|it|or))? *(?:[.;,!]|$|at this time|for now|because|due)|(?:decided|elected|opted|chose|chosen) (?:against|not to)|(?:do(?:es)?|did) ?n[o']t (?:want|wish|desire)|not interested in|not (?:a |currently a )?(?:surgical |operative |good surgical )?candidate|poor surgical candidate|changed (?:his|her|their) mind|no longer (?:wants?|wishes|interested|planned|scheduled)|cancel(?:l?ed)? (?:the )?(?:or|surgery|operation|procedure|case|or time)|(?:surgery|operation|procedure|case|or) (?:trial )?(?:was |has been |is )?(?:cancell?ed|called off|on hold|postponed indefinitely))\b/i;

/** Whether the name of a treatment says that the patient did it without a provider. */
export const isSelfDirected = remembering((name: string): boolean =>
  /\b(?:self|patient)[- ](?:directed|guided|initiated|managed|administered|treatment)\b|\b(?:you ?tube|internet|online|app[- ]based|tik ?tok|dvd|video)\b|\bon (?:her|his|their) own\b/i.test(
    name,
  ),
);

/** Whether a note on a measurement says that none was made: "Not performed", "Unable to test". */
export const saysNotMeasured = remembering((note: string): boolean =>
  /^\W*(?:(?:exam(?:ination)?|test(?:ing)?|this|it)? ?(?:was )?not (?:performed|done|tested|assessed|examined|obtained|completed|checked)|deferred|unable to (?:test|assess|perform|examine|obtain)|could not (?:be )?(?:test|assess|perform|examin)\w*|(?:patient|pt) (?:refused|declined|uncooperative)|copied forward|carried forward|default(?:ed)? (?:value|text)|auto-?populated)\b/i.test(
    note,
  ),
);

/**
 * Whether a reason ends with that what it is the reason of did not take place: "Low back pain - cancelled". What else was
 * missed or declined ("missed work", "declined injections") says nothing of it.
 */
export const endsUndone = remembering((reason: string): boolean =>
  /[-–—,(:;]\s*(?:(?:pt|patient|was|visit|appt) )*(?:cancell?ed|no[- ]?show(?:ed)?|never (?:started|filled|taken|attended|came|picked up)|not (?:taking|taken|started|filled|attended|done|held)|did not (?:attend|come|show|start)|declined|refused|rescheduled(?! from)|missed|left (?:before|without|w\/?o) (?:being )?seen|not seen|left ama|lwbs|order only)(?: (?:the |this |today'?s |her |his )?(?:visit|appointment|appt|session|exam(?:ination)?|treatment|therapy|it|them))?(?: (?:by|to|due|because|per|after|until|for|today|yet|at|from)\b[^;]{0,30})?\W*$/i.test(
    reason,
  ),
);

/** What stands right before the complaint, or the place, that a medicine is meant for. */
const before =
  /\b(?:for|prn|s\/p|status post|post[- ]?op(?:erative(?:ly)?)?|(?:after|following)(?! (?:meals?|food|eating|breakfast|lunch|dinner|supper|each|every|exam\w*|a |an |the |\d|one|two|three|loose|bm|bowel|therapy|pt\b|exercis\w*|activit\w*|work|waking|steroids?|medrol|prednisone|completi\w*|finish\w*|that|this|which))|(?:at|with)(?: the)?(?: first| earliest)? (?:start|onset|signs?|beginning) of|due to|to (?:treat|prevent|help(?: you| her| him)?(?: with)?)|treatment of|prevention of|helps? with|indication|indications|reason|dx|diagnosis|(?:apply|applied|rub|massage|use|place|put|spread)\b[^.;()]{0,40}?\b(?:to|on|onto|over|into)|(?:drops?|gtts?|puffs?|sprays?) (?:in|into|to|each))\b[\s:]*/gi;

/** "for 10 days" says how long, and "for one dose" how often. */
const amount =
  /^(?:up to |the next |a |an |at least )?(?:\d|(?:one|two|three|four|five|six|seven|ten|days?|weeks?|months?|total|max|maximum)\b)/i;

/**
 * What instructions for a medicine say that it is for: "Take 1 tablet daily for hot flashes" gives "hot flashes". The
 * rest of a sentence behind it, what to avoid and what to watch for, is none of it. Reads the first 1,000 characters.
 */
export const aimsInText = remembering((text: string): readonly string[] =>
  text
    .slice(0, 1000)
    // "For pain (hand)": where it hurts.
    .replaceAll(/\bfor (?:has?|h\/a)\b(?=\W*(?:$|[.;,]))/gi, 'for headache')
    .replaceAll(/\bpain \(((?:left |right |both )?[a-z]{3,12})\)/gi, 'pain of $1')
    .split(/[.,;\n()]|\b(?:avoid|may cause|do not|watch|call|stop if|unless|with food)\b/i)
    .flatMap((clause) => {
      const places = [...clause.matchAll(before)];
      return places.map((place) => clause.slice(place.index + place[0].length).trim());
    })
    // Whatever is put on the skin is: it treats what lies below.
    .map((aim) => aim.replaceAll(/\b(?:intact |clean |dry )*skin\b/gi, ' ').trim())
    .filter((aim) => aim !== '' && !amount.test(aim)),
);

/** What medicines of pain are given for beside pain: sleep, mood, itching, tremor, migraine. */
const otherPurposes =
  /\b(?:sleep\w*|asleep|insomnia|itch\w*|prurit\w*|mood|nerves|panic|tremors?|cravings?|withdrawal|bladder spasms?|overactive bladder|oab|hot flush\w*|night sweats|vasomotor|appetite|bedwetting|enuresis|drooling|hiccups?|tics?|rls|mdd|gad|oud|aud|ptsd|itp|phn|aecopd|fap|polyps?|teething|altitude|nephrotic|nephritis|hemicrania|gout\w*|podagra|cramps|colic|gallstones?|kidney stones?|menorrhagia|swollen glands?|dry socket)\b/i;
const ofPain =
  /\b(?:pain\w*|aches?|aching|sore\w*|spasms? of|muscle spasms?|back|neck|spine|sciatica|radicul\w*|leg|arm|stiffness|inflammation)\b/i;

/** What hurts after an operation is the wound, unless the operation was one of the spine. */
const ofWound =
  /\b(?:post[- ]?op(?:erative)?|post[- ]?surgical|post[- ]?procedur(?:e|al)|surgical|incision(?:al)?|wound) pain\b/i;

/** Whether what a medicine is said to be for is something else than pain: "sleep", and not "back pain and sleep". */
export const isOtherPurpose = remembering(
  (aim: string): boolean =>
    (otherPurposes.test(aim) && !ofPain.test(aim)) || (ofWound.test(aim) && !namesSpine(aim)),
);
