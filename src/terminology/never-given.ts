import { remembering } from './remember.ts';

/**
 * Words beside a treatment are read clause by clause. A clause takes the treatment back only where all of it does so:
 * "declined PT due to cost" does, "declined a further visit" and "cancelled 1 of 12" do not.
 */
const clauseEnd = /[.;,()\n]|\s[-–—]+\s|\b(?:but|however|then)\b/i;

const relative =
  '(?:wife|husband|spouse|partner|mother|mom|father|dad|parents?|son|daughter|dtr|brother|sister|caregiver|family)';

/** Who says so, and of whom and of what it is said, before what is said. */
const saidOf = new RegExp(
  [
    `^(?:per|according to) (?:the |his |her )?[a-z]+(?: (?:clinic|office|report|records?))?[,:]? `,
    `^(?:pharmacy|pharmacist|clinic|therapist|pdmp|provider)(?: (?:states?|reports?|says|said|notes?))?:? `,
    `^(?:and|so|note|update|status|comment|reason|outcome)[:,]? `,
    `^(?:apparently|reportedly|actually|ultimately|unfortunately|though|although) `,
    `^(?:the )?(?:pt|patient|he|she|they|client|member|${relative})(?: (?:states?|stated|reports?|reported|says?|said|admits?|admitted|confirms?|confirmed|notes?|noted|indicates?|indicated)(?: that)?)?:? `,
    `^(?:this |these |the |all |his |her )?(?:course|sessions?|visits?|(?:physical )?therapy|tx|treatments?|rx|script|prescription|med(?:ication)?s?|referral|appts?|appointments?|it|this|these|procedure|service)(?: (?:was|were|is|are))?:? (?=(?:not|never|no|declined|refused|deferred|ordered|dup|historical|planned)\\b)`,
  ].join('|'),
  'i',
);

function clausesOf(note: string): readonly string[] {
  return note
    .slice(0, longestRead)
    .toLowerCase()
    .replaceAll(/[’`]/g, "'")
    .split(clauseEnd)
    .map((clause) => {
      let said = clause.trim().replaceAll(/\s+/g, ' ');
      for (let step = 0; step < mostBefore; step += 1) {
        const rest = said.replace(saidOf, '');
        if (rest === said) break;
        said = rest;
      }
      return said;
    })
    .filter((clause) => clause !== '');
}

/** Notes on treatments are short. */
const longestRead = 600;
/** "Per wife, patient states that he". */
const mostBefore = 4;

/** What is given, by the names that a note has for it. */
const given =
  '(?:(?:conservative|non-?operative|non-?surgical) (?:care|treatment|management|tx|therapy|measures)|(?:physical |occupational |manual |aquatic )?therapy|physio(?:therapy)?|p\\.?t\\.?|ot|tx|treatments?|sessions?|appointments?|appts?|visits?|courses?|evals?|evaluations?|intake|referrals?|rehab|services?|medications?|medicines?|meds?|drugs?|prescriptions?|rx|scripts?|pills?|tablets?|tabs?|doses?|it|them|this|these|those|that|any|all|program(?:me)?s?|plan|exercises|(?:home )?exercise program(?:me)?|hep)';
/** Which of it: none of these words leaves a part of it out. */
const which =
  '(?: (?:any|all|a|an|one|single|even|the|his|her|their|this|these|those|that|of|such|formal|outpatient|supervised|ordered|prescribed|recommended|scheduled|planned|initial|first|entire|actual|pt|physical))*';
/** Why, by whom, or until now. */
const why =
  '(?: (?:d\\/t|due|b\\/c|because|2\\/2|secondary|owing|per|at all|yet|to date|so far|despite|by|at this time|for now|currently|at present|whatsoever|as (?:he|she|pt|patient|they|too|not|unable|ins)|(?:from|at) (?:the |his |her )?(?:pharmacy|drug ?store)|after (?:the )?(?:referral|order|eval|being|intake)|for (?:cost|insurance|financial|ins|personal|transport|work|unknown|lack)|(?:and|or|nor) (?:did|was|were|never|not|no|has|had))\\b.*)?$';

const not = `(?:(?:did|does|do|has|have|had|was|were|is|are|could|would|can) ?(?:not|n't)|cannot|(?:has |have |had |was |were )?never|not|(?:was |were |is )?unable to|(?:was |were |is )?not able to|(?:failed|refused|declined|neglected|chose not|opted not|elected not|decided not|unwilling|not willing|forgot) to)(?: (?:actually|ever|yet|once|even|really|been|be|physically))*`;
/** Whoever did not do these had none of it, whether or not it is named. */
const coming =
  '(?:attend(?:ed)?|show(?:ed|n)?(?: up)?|come|came|go|went|gone|start(?:ed)?|begin|began|begun|initiated?|take|took|taken|taking|fill(?:ed)?|scheduled?|book(?:ed)?|arranged?|call(?:ed)? (?:back|to schedule|clinic)|return(?:ed)? (?:the |our )?calls?|dispensed|pick(?:ed)?(?: (?:it|them|this|these|the [a-z]+))? up|participated?|engaged?|pursued?|follow(?:ed)? (?:through|up)|ma[dk]e it|present(?:ed)?|arrived?|used?|utilized?|occur(?:red)?|happen(?:ed)?|tak(?:e|en) place|materialized?|enroll(?:ed)?|establish(?:ed)?|perform(?:ed)?|done|rendered|given|provided|delivered|administered|held|carried out|received|completed|keep|kept|attempted|seen(?! by)(?: (?:in|at) (?:the |our )?clinic)?)';
/** Whoever did not do these had none of what is named behind them. */
const having =
  '(?:have|had|having|do|did|got|get|receive|undergo|undergone|underwent|tried|try|accept(?:ed)?|need(?:ed)?|want(?:ed)?)';

const record = "(?:this is |is |was |it's )?(?:an? )?";

const takenBack: readonly RegExp[] = [
  // Nobody came, or it was not wanted.
  `${not} ${coming}(?: (?:to|for|in|up|with|out|at|on))?${which}(?: ${given})?`,
  `${not} ${having}${which} ${given}`,
  `(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|deferred|defers|rejected|forwent|waived|turned down|opted out(?: of)?|(?:opted|decided|elected|chose) against|not interested in|no interest in|(?:can|could)(?: ?not|n't|'t) afford(?: (?:the )?co-?pays?(?: for)?)?|wants to (?:skip|hold off on|avoid))${which}(?: ${given})?(?: (?:until|till|pending|in favor of|in lieu of)\\b.*)?`,
  `(?:no[- ]?show(?:s|ed)?|ns'?d?|dna'?d?|dnka'?d?|missed|skipped|cancell?ed|cx'?d?)(?: (?:to|for))? (?:all|every|everything|each|any|both|(?:the |his |her )?entire)${which}(?: ${given})?(?: scheduled)?`,
  // None was given.
  `(?:no|0|zero)(?: of \\d+)?${which} (?:sessions?|visits?|appointments?|appts?|treatments?|services?|tx|therapy|pt|doses?|tablets?|pills?|fills)(?: (?:were|was|have been|has been|ever))*(?: (?:attended|completed|kept|held|given|rendered|provided|done|made|used|on (?:record|file|chart)|documented|found|received|scheduled|booked|taken|dispensed|delivered|performed|authorized|approved))?`,
  `none(?: of (?:it|them|these|those|this|the \\w+))?(?: (?:was|were|has been|have been))?(?: (?:attended|completed|kept|held|given|rendered|provided|done|used|taken|performed|received|delivered))?`,
  `(?:has |have |had )?(?:had|attended|received|made|completed|did|done|kept|went to|got|underwent|came to|took|taken) (?:none|no|0|zero)(?: of (?:them|it|these|those|the \\w+|\\d+))?${which}(?: ${given})?`,
  // It stands in the record because it was asked for.
  `${record}(?:(?:pt|therapy|tx|ot) )?(?:ordered|order (?:only|placed|entered|pending)|referral (?:only|placed|sent|entered|made|pending|created)|referred only|(?:still )?(?:to be|awaiting|waiting (?:for|on)|pending|needs) (?:insurance |ins )?(?:scheduled|scheduling|auth\\w*|approval|insurance|ins|start|intake|eval|evaluation|opening|slot|an? (?:opening|slot|appt|appointment)|first (?:visit|appt))|(?:still )?on (?:the |a )?wait ?list|wait ?listed|planned(?: (?:for|in|after|on) (?:after|next|later|when|once|spring|summer|fall|winter|[a-z]{3,4} ?\\d*|mri).*)?|plan only|(?:put |placed |is |was )?on hold|(?:first|1st|initial) (?:appt|appointment|visit|session|eval) (?:is |was )?(?:scheduled|set|booked|pending).*|(?:to|will|due to|scheduled to) (?:start|begin)(?: (?:pt|therapy|it|tx|ot))?(?: (?:on|in|next|soon|after) .*| \\d.*)?|starts (?:on|next|in|soon).*)`,
  `(?:unable to|could not|couldn't|cannot|can't) (?:reach|contact|get (?:a )?hold of)(?: (?:pt|patient|him|her|them))?(?: (?:to schedule|by phone|x ?\\d).*)?`,
  `(?:(?:pt|therapy|tx|ot) )?(?:order|referral|request)s? (?:was |were |has been )?(?:cancell?ed|withdrawn|voided|expired|retracted|never used)(?: (?:before|prior to) .*)?`,
  `(?:(?:pt|therapy|ot) order discontinued|(?:course|therapy|pt|tx) cancell?ed (?:before|prior to) .*)`,
  `(?:rx |script |med )?(?:returned? to (?:stock|pharmacy)|rts|reversed at pharmacy)`,
  `(?:rx|script|prescription|medication) (?:was )?(?:cancell?ed|voided).*|cancell?ed at (?:the )?(?:pharmacy|drug ?store)`,
  `(?:rx |med |script )?(?:ordered|prescribed|sent|signed|e-?prescribed|dispensed|written|given) (?:in error|by mistake|(?:for|to|on) (?:the )?wrong \\w+)`,
  // It is somebody else's.
  `(?:is |was |rx |meant )*for (?:his |her |the |pt's |patient's )?${relative}`,
  // It is an entry of something else.
  `(?:copied|carried|imported) (?:from|forward|over from) (?:the |an? )?(?:old|prior|previous|last|earlier|another|\\d).*|(?:for )?(?:billing|coding|documentation|tracking)(?: purposes)?(?: only)`,
  `${record}(?:possible )?dup(?:e|licate|licated)?(?! .*\\b(?:corrected|removed|deleted|voided|cancell?ed|resolved|fixed|merged)\\b)(?: (?:of|entry|record|charges?|course|documentation|from|see).*)?`,
  `${record}(?:entered as |for )?(?:historical|(?:historical|history|hx|old|legacy)(?: (?:entry|record|data|course|import|only))+)`,
].map((said) => new RegExp(`^${said}${why}`));

/** It was refused payment, and nobody says that it was given all the same. */
const unpaid = new RegExp(
  `^(?:prior |insurance )?(?:auth|authorization|authorisation|approval|coverage|insurance|ins|payer|medicaid|medicare|referral|request|pa|pt|therapy|visits)(?: (?:was|were|is|been|has|got|request))*(?: (?:denied|rejected|declined|not (?:approved|authorized|obtained|received|covered|granted)|never (?:approved|authorized|obtained|received|granted)))(?: ${given})?${why}|^(?:was |were )?(?:not|never) (?:covered|authorized|approved)${why}|^(?:denied|rejected|not (?:covered|approved|authorized)) by (?:insurance|ins|payer|medicaid|medicare|plan|carrier)\\b|^(?:denied|rejected) by (?!pt|patient|he|she|they|him)[a-z]{2,12}(?: [a-z]{2,12})?$|^(?:prior |insurance |pt )?(?:auth|authorization|approval|scheduling)(?: (?:is|was|still))* (?:pending|awaited|requested|submitted|in process|expired)$|^(?:insurance|ins|auth|authorization|coverage|payer) denial$|^no (?:auth|authorization|coverage)(?: (?:obtained|received|on file))?$`,
  'i',
);
const paidAllTheSame =
  /\b(?:appeal\w*|overturned|self[- ]?pay|paid|cash|p2p|peer[- ]to[- ]peer|eventually|later|resubmitted|(?<!not |never )approved)\b/i;

/** Nobody wrote it: a system did. And it is somebody else's. */
const anywhere = new RegExp(
  [
    '\\bplace ?holder\\b',
    '\\bauto(?:matically)?[- ]?(?:created|generated|populated|entered|filled|imported|scheduled|posted)\\b',
    '\\b(?:system|template)[- ](?:generated|created)\\b',
    '\\b(?:created|generated|entered|populated|carried over) (?:from|by|off) (?:the |a )?(?:referral|order|system|import|conversion|template)\\b',
    `\\b(?:wife|husband|spouse|partner|mother|mom|father|dad|son|daughter|dtr|brother|sister|sibling|roommate|neighbou?r|friend|twin)['’]?s (?:own )?${given.replace('|it|them|this|these|those|that|any|all', '')}\\b(?! (?:clinic|office|place|location))`,
    '\\beval(?:uation)? only\\b',
    "\\beval(?:uation)?\\b[^.;]{0,20}\\b(?:did(?: not|n't) (?:return|come back|follow)|never (?:returned|came back)|then no[- ]?show\\w*|no[- ]?show(?:ed|s)? after|no return|lost to)\\b",
    `\\b(?:belongs? to|meant for|intended for|prescribed (?:for|to)) (?:his |her |the |pt['’]?s |patient['’]?s )?${relative}\\b`,
  ].join('|'),
  'i',
);

const few = '(?:1|2|3|one|two|three|a single|a couple(?: of)?|a few)';
const visits =
  '(?: ?(?:x|times?|visits?|sessions?|appts?|appointments?|treatments?|classes|days?|doses?|tablets?|tabs?|pills?|capsules?))';
const had =
  '(?:came|come|attended|went|gone|had|did|done|made it|made|completed|kept|showed(?: up)?|seen|been|took|taken|used|tried)(?: (?:to|for|in|it|them))?';
const once = `(?:${few}${visits}|x ?[1-3]|once|twice)`;
const ending =
  '(?: (?:of (?:pt|therapy|it|them|the \\w+|\\d+)|total|in total|only|before .*|and .*|so far|all together|altogether|offered|with .*))?';
const fewGiven: readonly RegExp[] = [
  `(?:has |have )?(?:only|just)(?: ${had})?(?: for)? ${once}(?: ${'(?:attended|completed|kept|taken|given)'})?${ending}`,
  `(?:has |have )?${had} (?:only |just )(?:for )?${once}${ending}`,
  `(?:has |have |was )?(?:${had} )?(?:for )?${once} (?:only|total|in total)`,
  `(?:was |has )?(?:seen|came|went|attended)(?: (?:for|to) (?:pt|therapy))? (?:once|twice)`,
  `(?:has |was )?(?:attended|came to|came for|went to|seen for|completed|made it to) ${few} ?(?:visits?|sessions?|appts?|appointments?|treatments?)`,
  `(?:took|taken|used|tried)(?: it| them| this)? (?:(?:for |x ?)?${few} ?(?:doses?|times)|(?:for |x ?)${few} ?days?)`,
  `${few} (?:visits?|sessions?)`,
  `(?:the |initial )?(?:eval|evaluation|intake) ?(?:\\+|and|&|plus) (?:1|2|one|two)(?: visits?| f\\/?u| sessions?)?`,
].map((said) => new RegExp(`^${said}${why}`));
/** "Only twice a week". */
const howOften =
  /\/ ?(?:wk|week|mo)|\b(?:per|a|each|every) (?:wk|week|month|day)\b|\bweekly\b|\bdaily\b/i;

/** Without any of these words all of it took place: names of treatments have none. */
const mayTell =
  /\d|n't|'s\b|’s\b|\b(?:no|not|none|nor|never|zero|can|cannot|could|unable|fail|refus|declin|defer|reject|forw|waiv|turned|opt|decid|elect|chose|unwilling|neglect|forgot|interest|afford|skip|avoid|hold|ns|dna|dnk|miss|cancel|cx|order|refer|pending|await|wait|need|plan|first|initial|start|begin|will|reach|request|return|rts|reversed|rx|script|prescri|void|withdr|expired|error|mistake|wrong|for|copied|carried|imported|billing|coding|document|track|dup|histor|hx|old|legacy|den(?:y|ie)|auth|appro|insur|coverage|only|just|once|twice|eval|intake|place ?holder|generated|created|entered|populated|belong|meant|intended|attend|came|come|went|seen|made|complet|kept|show|discharg|dc|one|two|three|few|couple|single|auto)/i;

/** Whether words beside a treatment say that none of it took place: "Pt declined PT d/t cost", "auth denied, no visits". */
export const tellsNoneGiven = remembering((note: string): boolean => {
  if (!mayTell.test(note.slice(0, longestRead))) return false;
  if (anywhere.test(note) || isBarelyAttended(note)) return true;
  return clausesOf(note).some(
    (clause) =>
      takenBack.some((one) => one.test(clause)) ||
      (unpaid.test(clause) && !paidAllTheSame.test(note)) ||
      (!howOften.test(clause) && fewGiven.some((one) => one.test(clause))),
  );
});

const share =
  /\b(attended|came to|completed|kept|made(?: it to)?|went to|showed (?:up )?(?:for|to)|missed|no[- ]?show(?:ed)?|cancell?ed|skipped) (?:only |just )?(\d{1,2}) ?(?:of|out of|\/) ?(?:the |his |her )?(\d{1,2})\b(?!\/)/gi;
const stayedAway = /^(?:missed|no|cancel|skip)/i;

/** "Attended 2 of 12 sessions", "no-showed 10/12 visits": less than half of them was no course. */
function isBarelyAttended(note: string): boolean {
  for (const [, verb = '', part, all] of note.slice(0, longestRead).matchAll(share)) {
    const came = stayedAway.test(verb) ? Number(all) - Number(part) : Number(part);
    if (came >= 0 && came * 2 < Number(all)) return true;
  }
  return /\b(?:discharged?|dc'?d?|d\/c'?e?d?) ?[-–:]? ?(?:(?:for|due to|d\/t|because of|after|2\/2) )?(?:non[- ]?attendance|no[- ]?shows?|non[- ]?compliance|non[- ]?adherence|failure to attend|not attending|poor attendance)\b/i.test(
    note,
  );
}

const fewDays =
  '(?:(?:\\d|1[0-4]|one|two|three|four|five|six|seven|a few|a couple(?: of)?|couple(?: of)?|several|the first|his first|her first|first|1st|2nd|3rd|second|third) ?(?:days?|doses?|pills?|tablets?|tabs?)|a (?:day|dose|pill|tablet|tab|week)|(?:one|1|the first|first|1st|his first|her first|two|2) (?:weeks?|wks?))';
const fewVisits =
  '(?:(?:1|2|3|one|two|three|a couple(?: of)?|a few|the first|his first|her first|the initial|initial|first|1st|2nd|second|3rd|third) ?(?:visits?|sessions?|appts?|appointments?|treatments?|x)|(?:the |initial |first |1st )*(?:eval|evaluation|intake))';
const stopped =
  "(?:stopped(?: (?:going|coming|attending|taking|therapy|pt|it|them|this))*|discontinued|self[- ]?d\\/?c'?e?d|quit(?: (?:pt|therapy|it))?|d\\/c'?e?d|d\\/c|dc'?d|discharged|dropped out|ghosted|no[- ]?showed|left|gave up|withdrew|lost to (?:f\\/?u|follow[- ]?up)|(?:did not|didn't|never) (?:return|come back|returned|came back)|ended)(?: (?:it|them|this|taking (?:it|them|this)))?";
const stoppedEarly = new RegExp(
  `\\b${stopped} (?:after|on|at|by|within|following|in)(?: (?:only|just|about|the|day|visit))? ?(?:${fewDays}|${fewVisits})\\b(?! (?:of|per|this|to go)\\b)|\\b${stopped} (?:(?:on|after|at|by) )?(?:day|visit|session|dose) ?#?(?:1[0-4]|\\d|one|two|three|four|five)\\b`,
  'i',
);

/** Whether words say that a treatment was given up within days, or after few visits, which its record does not show. */
export const tellsStoppedEarly = remembering((note: string): boolean =>
  stoppedEarly.test(note.slice(0, longestRead)),
);

const yearOfCourse =
  /^(?:(?:this|these|it|they) )?(?:(?:was|were|is|are) )?(?:an? |the )?(?:old |prior |previous |remote |earlier )?(?:pt |physical therapy |therapy |course |sessions |visits |tx |treatment |rx )?(?:(?:was|were) )?(?:(?:done|completed|dated|taken|given) )?(?:(?:from|in|of|for) )?((?:19|20)\d\d)(?: (?:pt|therapy|course|sessions|visits|tx|treatment|episode|entry|rx))?$/i;

/** The year of which a note says that the treatment was: "2019 course", "this was in 2022"; undefined where it says none. */
export const yearTold = remembering(
  (note: string): string | undefined =>
    clausesOf(note).flatMap((clause) => yearOfCourse.exec(clause)?.[1] ?? [])[0],
);
