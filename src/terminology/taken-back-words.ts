/**
 * The words by which the text beside a record takes it back or puts it in doubt, by kind, and where each looks for what it
 * is said of: `before` what is told of it ("MRI negative"), `behind` what it is told of ("no fracture"), `either`, or
 * `itself`, which can only be said of the record ("wrong patient").
 */
export interface TakingBack {
  readonly kind:
    | 'mistaken'
    | 'copied'
    | 'ruled-out'
    | 'excluded'
    | 'absent'
    | 'over'
    | 'old'
    | 'doubted';
  readonly looks: 'before' | 'behind' | 'either' | 'itself';
  readonly cue: RegExp;
}

/** Whom else a record can be of. */
export const somebody =
  '(?:wife|husband|hubby|spouse|partner|boyfriend|girlfriend|fianc[eé]e?|brother|bro|sister|sis|twin|siblings?|sibs?|son|daughter|child|mother|mom|mum|father|dad|parents?|grand(?:mother|father|parent|ma|pa|son|daughter)|aunt|uncle|cousin|nephew|niece|roommate|neighbou?r|friend|coworker|namesake|family|relative)';

export const takingBack: readonly TakingBack[] = [
  // The record is a mistake, a copy, or stands there for some other purpose.
  {
    kind: 'mistaken',
    looks: 'itself',
    cue: /\b(?<!(?:med|medication|dosing|rx|drug|setup|refractive) )err(?:or|ors|oneous|oneously)\b(?! in (?:dos|med|rx|bill|sched))|\bwrong (?:patient|person|pers|chart|record|entry|code|diagnosis|side(?! of)|level|limb|leg|foot|arm|site|name|mrn|encounter|visit|box|one|button|field|line|problem|template|selection)\w*|\bwrongly\b|\bmistak(?:e|en|enly)\b|\bmis-?(?:charted|filed|coded|labell?ed|identified|entered|recorded|documented|attributed|placed|clicked|diagnos\w+|dx'?d?|read|interpret\w+|selected|typed|keyed|spoke)\b|\b(?:inadvertent|accidental|erroneous|incorrect|inaccurate|unintentional)ly\b|\b(?:incorrect|inaccurate|invalid|bogus|spurious|false|phantom)(?! (?:teeth|negative|lumen|aneurysm|labor|step))\b|\b(?:typo|artifact\w*|artefact\w*|glitch|auto-?correct|dictation error|scribe)\b/g,
  },
  {
    kind: 'mistaken',
    looks: 'itself',
    cue: /\b(?:mixed[- ]up|mix-?up|switched (?:charts|patients|labels)|confused with|same name|similar name|name alert)\b|\b(?:another|other|different|wrong) (?:patient|person|chart|record|mrn|man|woman|lady|gentleman|individual|individuals?)\b|\b(?:someone|somebody|anyone|everybody) else\b|\bbelongs? to\b|\b(?:meant|intended) for\b|\b(?:patient|pt) in (?:room|bed)\b|\b(?:bed|room) \d+['’]?s\b/g,
  },
  {
    kind: 'mistaken',
    looks: 'itself',
    cue: /\b(?:disregard|ignore this|ignore entry|please ignore|delet\w+|discard (?:this|entry)|strike (?:this|entry|out)|struck out|retract\w*|rescind\w*|voided (?:entry|note|record|diagnosis)|(?:entry|note|record|diagnosis) voided|void (?:this|entry|note)|supersed\w+|obsolete|outdated|inactivated?|inactive|nullif\w+|cancel (?:this )?(?:entry|diagnosis)|take off (?:the )?(?:list|problem)|taken off (?:the )?(?:list|problem)|off (?:the )?problem list|(?:from|off) (?:the )?(?:problem )?list)\b/g,
  },
  {
    kind: 'copied',
    looks: 'itself',
    cue: /\b(?:dup|dups|dupe|duplicate\w*|cloned?|copy[- ]?(?:forward|paste)\w*|copied (?:forward|from|over)|carried (?:forward|over)|pulled (?:in|forward)|(?:auto|pre)[- ]?(?:fill|populat|import|generat)\w*|imported|migrated|legacy|templated?|placeholder|default(?:ed|s)?|test (?:entry|record|patient|data)|training (?:entry|record|patient)|dummy|sample (?:entry|record)|drop-?down|(?:for|only) (?:coding|billing|insurance|authorization|auth|reimbursement)|(?:coding|billing) (?:purposes?|only|code)|rule[- ]?out (?:only|code|diagnosis)|screening (?:only|code)|working diagnosis|presumptive|provisional|history only|pmh only|^pmh$|historical|^copied$|^test$|^n\/a$|google|billing diagnosis|(?:from|per|in|on) (?:an? |the )?old (?:problem list|list|charts?|notes?|records?))\b/g,
  },
  {
    kind: 'mistaken',
    looks: 'itself',
    cue: /\b(?:diagnosis|code|problem|entry|this|that|it) (?:was |is |has been |to be |should be |needs to be |being )?(?:dropped|removed|changed|revised|amended|withdrawn|rejected|reversed|discontinued|d\/c|cleared|pulled|corrected|downgraded|reclassified|overturned|resolved|unlikely|unfounded)\b|\b(?:to be|please|should be|needs to be) removed?\b|\bdiscontinued as (?:a )?(?:diagnosis|problem)\b|\b(?:dropped|removed|discontinued|withdrawn) (?:as|from)\b/g,
  },
  // It is not there.
  {
    kind: 'ruled-out',
    looks: 'either',
    cue: /\b(?:did not pan out|didn't pan out|overcall(?:ed)?|ruled out|excluded|disproved|disproven|refuted|debunked|unfounded|unsubstantiated|discounted|dismissed|unconfirmed|unverified|not confirmed|never confirmed|not substantiated|not supported|not borne out|not established|not demonstrated|not corroborated|not felt to be|not thought to be|not consistent with|inconsistent with|false alarm|overcalled|over-?read|no longer suspected)\b/g,
  },
  {
    kind: 'absent',
    looks: 'before',
    cue: /\b(?:negative|normal|unremarkable|intact|benign|absent|none|nil|full|5\/5|five\/five|wnl|clear|clean|good|preserved|symmetric(?:al)?|strong|no)(?= *$| *\?| +(?:on|by|per|at|in|today|now|bilat\w*|both|throughout|x\d|for|to|and|\d|this|after|upon|strength|power|motor)\b)/g,
  },
  {
    kind: 'absent',
    looks: 'before',
    cue: /\b(?:fine|ok|okay|normally|well|freely|without difficulty|without problems)(?= *$| now\b| today\b| per\b)/g,
  },
  {
    kind: 'absent',
    looks: 'behind',
    cue: /\b(?:negative|normal|unremarkable|benign|clean|intact)(?= (?!(?:for|to|so|on|by|at|in|per|today|now|this|and|or|x|as|since|after|bilat\w*|both|throughout|then)\b|\d))/g,
  },
  {
    kind: 'excluded',
    looks: 'behind',
    cue: /\b(?:negative for|neg for|free of|absence of|no evidence of|no evidence for|no signs? of|not evidence of|unlikely|doubt|doubtful|low suspicion(?: for)?|suspicion (?:is )?low(?: for)?|against)\b/g,
  },
  {
    kind: 'excluded',
    looks: 'behind',
    cue: /\b(?:no|not|isn't|isnt|wasn't|wasnt|aren't|weren't|doesn't|doesnt|didn't|didnt|don't|does not|did not|do not|has not|hasn't|had not|never|denies|denied(?! by (?:the |her |his |their )?(?:insur\w*|payer|plan|carrier|medic\w*|um|peer|auth\w*))|denying|without|non)\b/g,
  },
  {
    kind: 'excluded',
    looks: 'before',
    cue: /\b(?:unlikely|doubtful|psychogenic|functional (?:disorder|neuro\w*|weakness|overlay)|nonorganic|non-organic|conversion|feigned|malingering|factitious|somatic|mimic)\b/g,
  },
  {
    kind: 'absent',
    looks: 'before',
    cue: /\bnot (?:tested|examined|assessed|checked|evaluated)(?! by\b)/g,
  },
  // It is over.
  {
    kind: 'over',
    looks: 'before',
    cue: /\b(?<!(?:not|never|un|without having|has not|hasn't|isn't|non|partially|partly|incompletely|almost|nearly|mostly) )(?:resolved|recovered|healed|gone(?! (?:to|through|for)\b)|cleared(?! (?:for|to|medically|from a)\b)|disappeared|vanished|subsided|abated|remitted|normali[sz]ed|went away|gone away|went back to normal|back to (?:normal|baseline)|returned to (?:normal|baseline)|over now|all better|full recovery|complete recovery|cured|asymptomatic|in remission|symptom[- ]free)\b/g,
  },
  {
    kind: 'over',
    looks: 'either',
    cue: /\b(?:no longer|no more(?= *$)|not any ?more|over(?= *$)|used to (?:have|be))\b/g,
  },
  {
    kind: 'over',
    looks: 'before',
    cue: /\b(?:dropped|removed|withdrawn|revised|discontinued)(?= *$| by\b| per\b)/g,
  },
  // It is of long before.
  {
    kind: 'old',
    looks: 'either',
    cue: /\b(?:old|chronic(?:ally)?|remote|long[- ]?standing|longstanding|long[- ]?term|pre-?existing|residual|former|lifelong|life-long|(?:since|from) (?:birth|childhood|infancy|adolescence|youth|teens?|college|school|age \d+|a child|(?:the )?(?:19|20)?\d0'?s)|last year|as a child|in childhood|childhood|(?:\d+|several|many|few|couple|some) ?(?:years|yrs|yr|y) (?:ago|back|prior|earlier)|years (?:ago|back)|decades?|(?:for|x|of) ?(?:\d+|many|several) ?\+? ?(?:years|yrs|yr|y|decades)|(?:[4-9]|1\d|several|many) ?(?:months|mos|mo) (?:ago|back)|(?:for|x) ?(?:[4-9]|1\d|several|many) ?\+? ?(?:months|mos|mo)|\d+[- ]?(?:yr|year|y)s?[- ]old (?:injury|deficit|finding|problem))\b/g,
  },
  {
    kind: 'old',
    looks: 'behind',
    cue: /\b(?:history of|history|status post|prior|previous|previously|past)\b/g,
  },
  {
    kind: 'old',
    looks: 'either',
    cue: /\b(?<!(?:new|off|below|above|worse|decline|change|changed|different|not|departure|from|versus|vs|than|to|return to) (?:at |from |his |her |the |than )?)baseline\b/g,
  },
  {
    kind: 'old',
    looks: 'before',
    cue: /\b(?:unchanged|same (?:since|as)|stable)\b(?! (?:for|to|enough|vitals?|vs|overnight|hemodynamic\w*|(?:from|since|as) (?:ed|er|yesterday|am|this|today|arrival|admission|admit|transfer|last|prior|earlier)))/g,
  },
  // Nobody knows.
  {
    kind: 'doubted',
    looks: 'behind',
    cue: /\?|\b(?:possible|possibly|poss|probable|probably|prob|suspected|suspect|rule out|concern for|concerned for|concerning for|suspicion of|suspicion for|suspicious for|query|questionable|question of|likely|unclear|unsure|uncertain|maybe|might be|may be|could be|presumed|if confirmed|to be confirmed|differential|equivocal|borderline|feared|fears|fearful of|worried about|afraid of|(?:thinks|believes|insists|convinced) (?:he|she|they|it)|self-?diagnosed)\b/g,
  },
  {
    kind: 'doubted',
    looks: 'before',
    cue: /\b(?:possible|possibly|poss|probable|prob|suspected|questionable|likely|unclear|uncertain|equivocal|borderline|feared)(?= *$| by\b| per\b)|\?(?= *$)/g,
  },
  {
    kind: 'doubted',
    looks: 'itself',
    cue: /\b(?:(?:awaiting|await|awaits|pending|until|needs|need|requires|for) (?:\w+ ){0,2}(?:confirmation|verification|to confirm|confirm|verify)|(?:diagnosis|confirmation|verification) (?:is )?(?:pending|awaited|tbd)|(?:to|for) (?:be )?(?:confirm|verif)\w*|not sure|not certain|(?:can't|cannot|can not) (?:tell|confirm|verify|say|be sure)|unable to (?:confirm|verify|assess|test)|tbd|unknown whether|unclear (?:if|whether))\b/g,
  },
];

/** What makes a limb weak, or a bladder fail, without the spine; a fracture, an infection or a tumour that is none. */
export const otherCauses = {
  weakness:
    /\b(?:post-?polio|polio|stroke|cva|tia|erb'?s?|peroneal|fibular|cerebral palsy|cmt|charcot|als|parkinson\w*|neuropath\w*|polyneuropath\w*|guillain|gbs|hemipleg\w*|hemipar\w*|congenital|birth injury|clubfoot|orif|tka|tkr|tha|thr|arthroplasty|ms[- ]related|(?:due|secondary) to ms|(?:hip|knee|ankle|shoulder) (?:fusion|replacement|surgery|fracture|fx|injury|dislocation)|cast|splint\w*|amputat\w*|compartment|tendon (?:rupture|tear|transfer)|rotator cuff|brachial plexus|pain[- ]limited|limited by pain|pain limit\w*|due to pain|secondary to pain|poor effort|submaximal|limited effort|effort|give[- ]?way|give-away|giveaway|malinger\w*|poor cooperation|non-?cooperat\w*|uncooperative|sedat\w*|intubat\w*|nerve block|anesthetized|nwb|immobili[sz]ed)\b/,
  sphincter:
    /\b(?:bph|prostat\w*|uti|anticholinergic\w*|postpartum|prolapse|stress incontinence|cystocele|spina bifida|suprapubic|after spinal anesthesia)\b/,
  fracture:
    /\b(?:schmorl\w*|limbus|artifact|congenital|variant|developmental|physiologic|degenerative|vertebroplasty|kyphoplasty|kypho)\b/,
  infection:
    /\b(?:dental|tooth|contaminants?|contaminat\w*|modic|degenerative|inflammatory|coloni[sz]\w*)\b/,
  neoplasm:
    /\b(?:hemangiomas?|haemangiomas?|benign|lipomas?|bone islands?|enostos[ie]s|cysts?|degenerative)\b/,
  aorta:
    /\b(?:status post|after|post|had|underwent|prior|previous) (?:\w+ ){0,2}(?:t?evar|endograft|stent\w*|graft\w*|repair\w*|surgery)\b|\brepaired\b/,
  weight:
    /\b(?:intentional\w*|intended|planned|desired|wanted|deliberate\w*|on purpose|diet(?:ing|ed)|on (?:a |an )?(?:\w+ )?diet|diet (?:and|&|plan|program|changes?)|keto|low[- ]carb|calori\w*|fasting|weight watchers|noom|exercis\w*|gym|lifestyle|weight (?:loss|management) (?:program|clinic|medication|meds?|drug)s?|ozempic|wegovy|mounjaro|zepbound|rybelsus|semaglutide|tirzepatide|liraglutide|saxenda|victoza|dulaglutide|trulicity|exenatide|byetta|bydureon|glp-?1\w*|phentermine|adipex|contrave|qsymia|topiramate|orlistat|alli|jardiance|farxiga|sglt-?2\w*|bariatric\w*|gastric (?:bypass|sleeve|band\w*|balloon)|lap[- ]band|sleeve|roux|rygb|postpartum|(?:after|since) (?:delivery|birth|childbirth)|diures\w*|furosemide|lasix|expected|explained|regained?|gained (?:it |all |most )?back|weight (?:is )?(?:back|stable))\b/,
} as const;

/** Whether words explain a loss of weight: who wants it, or takes a medicine for it, has no unexplained one. */
export function explainsWeightLoss(said: string): boolean {
  return otherCauses.weight.test(
    said.toLowerCase().replaceAll(/\b(?:not|no|non|without|despite)\b[ -]?\w+/g, ' '),
  );
}

/** Words that are said of nothing: what is left of a phrase without them tells what it is about. */
export const sayingNothing =
  /\b(?:chronic|stable|unchanged|longstanding|says?|said|states?|stated|insists?|insisted|claims?|claimed|reports?|adamant|thinks?|feels?|believes?|visit|clinic|an?|the|any|all|his|her|hers|their|my|our|mine|this|that|these|those|it|its|such|there|here|is|was|are|were|be|been|being|am|has|have|had|having|do|does|did|now|since|today|yesterday|tonight|currently|actually|really|truly|in fact|at present|yet|then|later|already|still|also|so|very|fully|completely|clinically|totally|entirely|spontaneously|apparently|reportedly|overnight|just|only|even|ever|ago|and|or|nor|plus|of|for|to|from|on|at|in|as|by|with|after|before|per|via|into|about|re|up|out|off|than|who|which|if|patient|patients|pt|she|he|they|we|him|them|real|true|case|accurate|correct|right one|valid|apparent|active|obvious|overt|clear|focal|gross|acute|current|definite|frank|significant|convincing|appreciable|objective|clinical|radiographic|radiologic|seen|found|noted|identified|visible|visualized|demonstrated|shown|detected|evident|present|confirmed|diagnosed|documented|reported|happened|occurred|sustained|began|begun|started|starting|onset|dates?|back|known|evidence|signs?|symptoms?|sx|findings?|diagnosis|diagnoses|condition|problem|problems|issue|issues|complaints?|deficits?|illness|syndrome|disease|record|entry|listed|recorded|entered|carried|red|flags?|concern|right|left|bilateral|bilat|bilaterally|both|r|l|rt|lt|side|sided|lumbar|thoracic|cervical|lumbosacral|sacral|spine|spinal|vertebrae?|vertebral|l-spine|c-spine|t-spine|ls-spine|[lct]-?\d{1,2}(?:-[lcts]?\d{1,2})?|low|lower|upper|mid|ap|lat|views?|w|no|not|none|history|status post|prior|previous|year|years|yr|yrs|months?|weeks?|wks?|days?|hours?|hrs?|am|pm|f\/u|follow-?up|recheck|re-?check|repeat|repeated|re-?exam|improved|time|event|episode|neg|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun|[x~=:+#<>]?\d[\d/:.,-]*)\b/g;

/** The examinations that tell whether it is there. */
export const testsOfIt =
  /\b(?:mri|mris|ct|cts|cta|cat|xr|xrs|x-?rays?|films?|radiographs?|imaging|scans?|studies|study|exam|exams|examination|exams|pe|workup|work-up|w\/u|eval|evaluation|myelogram|emg|ncs|report|reports|read|radiology|contrast|w\/|results?|tests?|testing)\b/g;

/** A biopsy tells whether there is a tumour, or an infection. */
export const biopsies = /\b(?:bx|biops\w+|path|pathology|aspirate|aspiration|cytology)\b/g;

/** Other parts of the body, whose examination tells nothing of the spine. */
export const otherParts =
  /\b(?:head|brain|chest|abd\w*|pelvi\w*|hips?|knees?|shoulders?|hands?|wrists?|elbows?|face|facial|neck of femur|femur|cxr|lungs?|heart|cardiac|renal|kub|gu|dvt|doppler|skull|orbit\w*)\b/;

/** A function that is not there is a loss, and no denial: "no rectal tone". */
export const functionsOfIt =
  /\b(?:sensation|feeling|feel|control|tone|function\w*|df|dorsiflex\w*|ehl|strength|movement|moving|move|motion|wink|reflex\w*|power|output|void\w*|urinat\w*|contraction|squeeze|able|ability|continence|continent|walk\w*|ambulat\w*|flatus|bm|bms)\b/;
export const lossesOfIt =
  /\b(?:deficits?|loss|losing|lost|weak\w*|change\w*|problems?|issues?|difficult\w*|trouble|complaints?|symptoms?|sx|numb\w*|dysfunction\w*|disturb\w*|impair\w*|abnormal\w*|retention|incontinen\w*|urgency|frequency|paresis|drop)\b/;

/** Behind "not" or "never": what is told of is not that it is there. */
export const deniedOtherwise =
  /^ *(?:(?:yet|been|be|being|get|getting|really|have|had|has|having|fully|completely|much|at all|significantly|currently) )*(?:able|improv\w*|resolv\w*|better|heal\w*|recover\w*|clear(?:ed|ing)|gone|chang\w*|relie\w*|control\w*|tolerat\w*|respond\w*|walk\w*|ambulat\w*|mov\w*|void\w*|urinat\w*|feel\w*|eat\w*|sleep\w*|work\w*|treat\w*|given|taken|taking|take|ordered|scheduled|approved|authori[sz]ed|covered|back|resulted|available|reviewed|read|obtained|completed|called|seen (?:by|in|at|since)|evaluated by|examined by|assessed by|excluded|ruled out|rule out|negative|normal|intact|old|chronic|new|due|related|because|explained|baseline|at baseline|his baseline|her baseline|a baseline|before|previously|prior|previous|past|earlier|until|recently|recent|worse|only|just|stable|limited|dieting|intentional|sure|certain|possible|safe|wait|hesitate|delay|defer|elective|urgent|emergent|hx|history|known)\b/;

/** What says that it was not there before, or that it goes on. */
export const neverBefore = /\b(?:before|previously|until|prior to|in the past)\b/;

/** Who tells, helps or is told, and does not have it. */
export const tellers =
  /^(?:'s)? *(?:(?:who|has|had|have|was|is|were|are|first|also|just|then|and|here) )*(?:call\w*|notic\w*|noted|notes|report\w*|stat(?:es|ed|ing)|saw|sees|found|finds|brought|bring\w*|drove|driv\w*|present|aware|witness\w*|bedside|at bedside|at the bedside|here|in room|in the room|helps?|helping|helped|says?|said|told|tells|updated?|notified|informed|concerned|worried|upset|assist\w*|accompan\w*|translat\w*|interpret\w*|confirm\w*|lives|with (?:pt|patient|him|her|them)|cell|phone|number|contact\w*|agree\w*|consent\w*|poa|hcp|nok|asked|asks|request\w*|wants?|carried|lifted|took|takes|taking|pick\w*|will|can|staying|visiting|provid\w*|history obtained|home)\b/;

/** Whose words, or whose company, they are. */
export const besidePerson =
  /\b(?:per|by|with|w\/|from|to|via|and|told|called|notified|updated|informed|d\/w|discussed with|spoke with|spoke to|lives with|accompanied by|brought by|helped by|carried by|caring for|cares for)(?: (?:his|her|the|their|pt's|patient's|patients|my|a))?(?: \w+)? *$/;
