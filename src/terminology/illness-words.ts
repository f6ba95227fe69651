import { remembering } from './remember.ts';

/** Beginnings of the names of what the spine, its discs, joints, nerves and muscles suffer, and of what may be anywhere. */
const perhapsSpine =
  /^(?:spond|radicul|polyradicul|myel|dis[ck]|osteo|cervic|lumb|sacr|coccy|facet|brachi|sciat|kyph|lord|scoli|arthr|neur|my[ao]|fasci|tend|enthes|syndesm|ankylo|pseud?o?arthr|pseudar|arachnoid|pachymening|mening|sten|dors|notalg|piriform|causalg|hyperkyph|hyperlord|diagnos|prognos|necros|fibros|anastomos|sclero|syndes|zygapo|uncovert|pars|inter|psych|hypnos|metast|meral|causal|cruralg|ischi|glute|trochant|iliopso|psoit|vertebr|costovert|dyskines|apophys|chondr|synov|capsul|burs|aponeur|poly(?:myalg|neurop|arthr)|sarcopen|cachex|edema|oedema|paresth|hyper|hypo|dysesth|allodyn|claud|plex|lamin|hemilamin|microdis|foramin|corpect|lipomat|rhizo|costotransv)/;

/** The endings of the names of illnesses. */
const illness =
  /(?:itis|itides|osis|oses|algia|algias|dynia|phagia|phasia|phonia|arthria|pathy|pathies|ectomy|ectomies|plasty|ostomy|otomy|emia|aemia|uria|pnea|rrhea|rrhoea|rrhage|penia|cytosis|megaly|cele|oma|omas|thorax|lithiasis|ptosis|opia|acusis|spadias|schisis|rrhaphy|pexy)$/;

/** Words and short names of other parts of the body and other illnesses that have no such ending. */
const others = new RegExp(
  [
    `\\b(?:vulv\\w*|vagin\\w*|penis|penile|testic\\w*|testes|scrot\\w*|rectum|rectal|anal|anus|perineal tear|tongue|gums?|mouth|lips?|larynx|laryngeal|vocal|voice|swallow\\w*|esophag\\w*|spleen|splenic|pancrea\\w*|adrenal|ovar\\w*|uterus|cervix|breasts?|nipple|eyelids?|eyes?|eyebrow|scalp|(?<!face to )face(?! to face)|facial|nose|cheeks?|jaw|temples?|sternum|sternal|clavic\\w*|scapul\\w* fracture)\\b`,
    `\\b(?:diastasis|rectus|recti|pelvic floor|prolapse|fistula|stoma|ostomy|bruxism|snoring|stutter\\w*|aphasia|cleft|amput\\w*|prosthe(?:sis|tic|tics)|bka|aka|residual limb|stump|phantom limb|torticollis|bunions?|ganglion|trigger finger|hammertoes?)\\b`,
    `\\b(?:bppv|tmd|tmj|pcos|copd|chf|cad|ckd|esrd|dvt|tbi|als|sle|hiv|ibs|ibd|gerd|cts|acl|mcl|pcl|lcl|slap|uti|cva|tia|cabg|mastectom\\w*|tbi|ptsd|adhd|ocd|add|asd|rls|plmd|osa|nash|psoriat\\w*|sickle cell|sickling|hemophil\\w*|thalassemia|dyspareun\\w*|hyperemesis|developmental delay|autis\\w*|down syndrome|prematurity|premature|long covid|cancer rehab|chemo\\w*|postpartum|c-section|orthotics|hand therapy|wheelchair (?:eval|seating|fitting)\\w*|scars?|scar management)\\b`,
    `\\b(?:(?:dog|cat|animal|insect|human|spider|snake|tick|bug|mosquito)?[- ]?bites?|bitten|stings?|stung|memory(?: loss)?|forgetful\\w*|dementia|alzheimer\\w*|fainting|fainted|syncope|palpitations?|shortness of breath|dyspnea|wheez\\w*|runny nose|sneezing|hay fever|congestion|hoarse\\w*|thrush|chicken ?pox|measles|mumps|mono(?:nucleosis)?|lice|scabies|ringworm|athlete['’]?s foot|corns?|callus(?:es)?|blisters?|food poisoning|indigestion|heartburn|bloating|belching|hiccups?|libido|panic|grief|bereavement|phobia|insomnia|nightmares?|dandruff|alopecia|acid reflux|swimmer['’]?s ear|pink ?eye|stye|floaters?|blurry vision|nose ?bleeds?|splinter|foreign body|burns?|sunburn|frostbite|poison (?:ivy|oak)|driver['’]?s license|immigration|travel (?:visit|consult)|fmla|well[- ]?(?:child|baby|woman|man))\\b`,
    // Bones, joints and muscles that are treated for themselves.
    `\\b(?:calcane\\w*|patell\\w*|mandib\\w*|maxill\\w*|(?:meta)?tarsals?|(?:meta)?carpals?|carpus|carpometacarpal|cmc|sternoclavicular|acromioclavicular|ac (?:joint|separation|sprain)|glenohumeral|popliteal cysts?|parotid|salivary|mastoid|orbits?|orbital|cornea\\w*|scaphoid|lunate|cuboid|navicular|talus|talar|malleol\\w*|olecranon|radial head|distal radius|cubital|tfcc|lisfranc|acetabul\\w*|femoroacetabular|fai|labr(?:um|al)|pes anserin\\w*|trochanteric (?:bursitis|pain)|it band|achilles|bankart|chondromalacia|trismus|ulnar (?:nerve|neuropathy)|(?:median|radial) nerve|accessory nerve|guyon\\w*|pectus|hill[- ]sachs|mpfl|lumbrical|femoral head|syndesmo(?:sis|tic)|(?:bi|tri)malleolar|scapular (?:dyskinesi[as]|winging)|bartholin\\w*|shldr|ear ?wax|arthrofibrosis|tibial|tib-?fib|humeral|subacromial|collar ?bone|knee ?cap|sesamoid|scfe|pots|cystic fibrosis|broken (?:leg|arm|ankle|wrist|foot|hand|hip)|bicipital|bow ?legs?|bunionettes?|compartment syndrome|deltoid ligament|fat pad|fibular|growing pains?|snapping (?:hip|psoas)|iliopsoas (?:snapping|tend\\w*|burs\\w*)|in-?toeing|inguinal|intersection syndrome|ischiofemoral|keloids?|long thoracic|metatarsus|parsonage|peroneal (?:subluxation|tend\\w*)|plica|popliteal (?:entrapment|space)|pronator syndrome|(?:quad|thigh|calf) contusion|strabismus|swan neck|ulnocarpal|volar plate|genu (?:\\w+)|erb'?s? palsy|juxta-?articular|palmar|moyamoya|podagra|biliary|gallstones?|menorrhagia|perimenstrual|dry socket|ductus arteriosus|menstrua\\w*|warfarin|coumadin|axillary web|(?:oncology|cancer) (?:rehab\\w*|fatigue)|post[- ]mi|(?:calf|groin|quad|adductor|thigh|gastroc\\w*|soleus) (?:muscle )?(?:strain|tear|pull))\\b`,
    // Multiple sclerosis, and neither a lady nor morphine.
    `\\b(?:due to|from|with|of|for|has|hx|h\\/o|and|in) ms\\b(?!\\.? ?(?:contin|[a-z]+ (?:pain|back)))|^\\W*ms\\W*$|\\bms[- ](?:spasticity|flare|relapse|related|exacerbation|spasms?)\\b|\\bspastic(?:ity| paraparesis| quadriparesis| diplegia)?\\b|\\bcerebral palsy\\b`,
    `\\b(?:de quervain|dupuytren|raynaud|meniere|ménière|osgood|hashimoto|crohn|sjogren|sjögren|behcet|lyme|peyronie|freiberg|kienbock|haglund|perthes|charcot|huntington|kawasaki|zenker|hirschsprung|wegener|colles|turf toe|mallet)(?:['’]?s)?\\b(?! (?:back|neck|low back|lumbar))`,
    `\\b(?:bell|morton|baker|sever|graves|wilson|addison|cushing|still|whipple|barrett|boxer|jumper|runner|tennis|golfer|pitcher|swimmer)['’]?s? (?:palsy|neuroma|cysts?|disease|syndrome|esophagus|fractures?|knees?|elbows?|shoulder|finger|foot)\\b`,
  ].join('|'),
  'i',
);

/** Whether words name an illness, or a part of the body, that is not the spine's: by the endings of such names, and by a list. */
export const namesIllnessElsewhere = remembering((text: string): boolean => {
  if (others.test(text)) return true;
  const words = text.toLowerCase().match(/[a-zé-]{6,}/g) ?? [];
  return words.some((word) => illness.test(word) && !perhapsSpine.test(word));
});
