import { namesIllnessElsewhere } from './illness-words.ts';
import { namesInOtherSense, withoutOtherSenses } from './other-senses.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/**
 * ICD-10-CM categories that may stand for a complaint of the spine, or say too little to tell: pain without a
 * place, weakness, gait and sensation, factors and external causes, injuries of neck, back and cord, a regional pain syndrome
 * and what is wrong with a stimulator, both treated at the spine. A pain of the
 * whole body (fibromyalgia), and what is left of a limb, an organ or a joint that was replaced, are not of it. Every
 * other category names a complaint elsewhere in the body, or of another kind.
 */
const perhapsSpinal =
  /^(?:M08|M4|M5[0-4]|M62[68]|M79(?![3-57A])|M80|M81|M84|M96|M99|M257|M2550|G0[46]|G3[5-7]|G5[457]|G8[239]|G905|G9[59]|P11|Q0[56]|Q67|Q76|Q82|C41|C70(?!0)|C7[29]|D16|D33(?![0-3])|D42(?!0)|D43(?![0-3])|D4[89]|I71|R15|R2[069]|R252|R3[23]|R5[023]|R6[389]|S1[2-469]|S2[2-49]|S3[02-49]|T84|T85[18]|[U-Y]|Z(?!1[1-3]|2[3-9]|3|47[13]|89|9[0345]|96[0-5]|966[1-6]))/;

/**
 * What those categories name beside the spine: other bones, other nerves, other plexuses. The pelvis, of which the sacrum is a
 * part, and what a code leaves unspecified are none of them.
 */
const ofOtherParts =
  /^(?:G54[0167]|G57[1-6]|M84[3-6](?:[1-467]|5[1-35-9])|M966[2367]|M99\d[678]|S143|S22[2-5]|S32[3-6]|T84(?:0[1-5]|1|2\d[03]|5[1-4]|6[12]))/;

/** Parts of the body, and kinds of illness, that are not the spine's. */
const otherWords = phraseList(
  `ankle, ankles, wrist, wrists, knee, knees, shoulder, shoulders, elbow, elbows, hand, hands, finger, fingers, thumb, thumbs, toe, toes, foot, feet, heel, heels, plantar,
  rotator cuff, carpal tunnel, hip, hips, jaw, rib, ribs, skull, concussion, head injury, clavicle, forearm, tibia, fibula, femur, femoral fracture, femoral neck fracture, femoral shaft fracture, humerus, plagiocephaly, acl, meniscus, meniscal,
  throat, pharyngitis, tonsillitis, sinusitis, rhinitis, bronchitis, pneumonia, asthma, copd, emphysema, cough, common cold, cold,
  influenza, flu, covid, covid 19, respiratory infection, otitis, ear, earache, tooth, toothache, teeth, dental, gingivitis, caries,
  polymyalgia, polymyalgia rheumatica, pmr, giant cell arteritis, temporal arteritis, vasculitis, arteritis, lupus, sle, sarcoidosis, rheumatoid, rheumatoid arthritis, psoriatic, crohns, crohn, ulcerative colitis, ibd, pancreatitis, cholecystitis, cholecystectomy,
  costochondritis, pleurisy, tmj, temporomandibular, balance training, hepatitis, transplant, adrenal insufficiency, bells palsy, optic neuritis, myasthenia, hives, urticaria, poison ivy, croup, tonsillectomy, appendectomy, hysterectomy, dental extraction, fibromyalgia, restless legs, peripheral neuropathy, chest wall, pelvic pain,
  dizziness, vertigo, brain, intracranial, subdural, cerebral, pituitary, hydrocephalus, headache, headaches, migraine, migraines, epilepsy, seizure, seizures, stroke, cva, cerebrovascular accident, hemiparesis, hemiplegia, multiple sclerosis, parkinson, parkinsons, guillain barre,
  polio, post polio, amyotrophic lateral sclerosis, peroneal nerve, deconditioning, dementia, insomnia, sleep apnea, depression, depressive, anxiety, bipolar, adhd, stress,
  opioid use disorder, opioid dependence, alcohol, smoking, tobacco,
  hypertension, diabetes, prediabetes, hyperlipidemia, cholesterol, obesity, hypothyroidism, thyroid, gout,
  heart, coronary, cardiac, myocardial, myocardium, pulmonary, vestibular, lymphedema, weight management, weight loss program, fall prevention, wellness program,
  wellness plan, atrial fibrillation, chest pain, angina, palpitations, anemia, kidney, renal, urinary tract infection, uti, cystitis,
  prostate, pregnancy, prenatal, contraception, menopause, menstrual, period cramps, period pain, period pains, periods, menses, menstruation, pms, dysmenorrhea, endometriosis, hot flashes, cesarean,
  abdominal, stomach, gastritis, reflux, gerd, constipation, diarrhea, nausea, hernia, colon, colitis, diverticulitis, appendicitis, gallbladder,
  skin, rash, eczema, psoriasis, acne, dermatitis, cellulitis, burn, laceration, wound, allergy, allergic, conjunctivitis, eye, cataract, glaucoma, vision,
  uri, uris, lri, upper respiratory, viral syndrome, viral illness, strep, bronchiolitis, sinus, sinuses, nasal, nose, nosebleed, epistaxis, hearing, tinnitus, pink eye, pap, pap smear, well woman, gyn, gynecologic, gynecology, vaginal, vaginitis, vaginosis, yeast infection, uterine, ovarian,
  std, sti, erectile, testicular, bph, nail, nails, ingrown, wart, warts, mole, moles, hair loss, tick bite, insect bite, bug bite, htn, dm, dm2, t2dm, dm type 2, hld, afib, a fib, chf, ckd, osa, ibs, lipids, a1c, inr, mammogram, colonoscopy, well child, school physical, sports physical, immunizations, vaccinations, flu shot,
  rtc tear, rtc repair, rtc strain, rtc tendinitis, rtc tendinopathy, rtc syndrome, rtc injury, bppv, tka, tkr, tha, thr, tsa, tendinopathy, tendinitis, tendonitis, tendinosis, tenosynovitis, epicondylitis, adhesive capsulitis, hamstring strain, hamstring tear, hamstring injury, achilles tear, achilles rupture, quadriceps tear,
  iliotibial band syndrome, it band syndrome, shin splints, metatarsalgia, hallux, bunion, patellofemoral, labral tear, pericarditis, myocarditis, endocarditis, phlebitis, chemotherapy induced, cipn,
  dvt, deep vein thrombosis, deep venous thrombosis, varicose veins, hemorrhoid, hemorrhoids, root canal, molar, molars,
  shingles, herpes zoster, postherpetic, diabetic neuropathy, diabetic polyneuropathy, polyneuropathy, trigeminal, breast, vaccination, immunization`,
);

/** What somebody is seen for that is no complaint of the spine. */
const otherPurposes = phraseList(
  `vasectomy, circumcision, colposcopy, cystoscopy, hysteroscopy, sigmoidoscopy, egd, leep, endometrial biopsy, gynecological, gynecological examination, gynecological exam, obstetric, obstetrics, contact lens, contact lenses, eyeglasses, glasses prescription, hearing aid, hearing aids, removal of sutures, removal of suture, removal of staples, removal of stitches, blood draw, lab draw, phlebotomy, venipuncture, suture removal, sutures removed, staple removal, stitches out,
  iud, iud insertion, iud removal, nexplanon, depo provera, depo shot, birth control, psychotherapy, counseling, counselling, bp check, blood pressure check, bp recheck, blood pressure, tb test, tb skin test, ppd, ppd reading, ppd read,
  ear wash, ear lavage, cerumen, drug test, drug screen, urine drug screen, dot physical, employment physical, pre employment physical, camp physical, medicare wellness, newborn check, lactation, b12 injection, b12 shot, weight check,
  travel vaccines, travel medicine, cancer screening, skin tag, cryotherapy, hearing test, vision test, fertility, infertility, sti check, std check, std testing, hiv test, hiv testing, hair loss, snoring, cpap`,
);

/** Words of the spine: whatever else is named beside them, the complaint may be the spine's. */
const spineWords = phraseList(
  `back, backache, lbp, clbp, radic, lumbalgia, lumbar, lumbago, lumbosacral, low back, spine, spinal, vertebra, vertebral, vertebrae, neck, cervical, cervicalgia,
  thoracic, sciatica, sciatic, radiculopathy, radicular, radiculitis, disc, disk, sacrum, sacral, sacroiliac, coccyx, tailbone,
  leg pain, foot drop, numbness, weakness, paresthesia, paresthesias, paraesthesia, hypoesthesia, hypesthesia, skin sensation, anesthesia of skin, tingling, myelopathy, spondylosis, spondylolisthesis, stenosis`,
);

/** Words by which a complaint is certainly one of the spine. */
const certainlySpine = phraseList(
  `back, backache, spine, spinal, lumbar, lumbosacral, low back, vertebra, vertebral, vertebrae, neck, cervicothoracic, thoracolumbar, sciatic,
  sciatica, radicular, sacrum, sacral, sacroiliac, coccyx, tailbone, spinal cord, cord signal, cauda`,
);

/** Signs of a nerve, and what a nerve of the spine serves. */
const nerveWords = phraseList(
  `weak, weakness, numb, numbness, tingling, paresthesia, paresthesias, gait, walk, walking, balance, clumsiness, falls, paralysis, incontinence,
  leg, legs, arm, arms, limb, limbs, extremity, extremities, clonus, babinski, hoffmann, urgent, emergency, stat, worse, worsening, sudden, acute`,
);

/** Purposes that wait by themselves. */
const routine = phraseList(
  `routine, surveillance, follow up, followup, screening, annual, checkup, check up, planning, preoperative, pre op, preop, second opinion, requested by patient,
  patient request`,
);

/**
 * Whether a reason that no list knows may name what cannot wait: it names the spine or a sign of a nerve, or somebody
 * wrote it in words and not as a routine.
 */
export function mayBeUrgent(text: string, isCoded: boolean): boolean {
  const words = wordsOf(text);
  if (hasAny(words, nerveWords)) return true;
  if (hasAny(words, routine)) return false;
  return namesSpine(text) || !isCoded;
}

/** Whether words name the spine. */
export const namesSpine = remembering((text: string): boolean =>
  hasAny(wordsOf(text), certainlySpine),
);

const losses = phraseList(
  `weakness, weak, deficit, deficits, paresis, paralysis, numbness, numb, loss of sensation, loss of strength, plegia`,
);
const servedByNerves = phraseList(
  `leg, legs, arm, arms, limb, limbs, extremity, extremities, foot, feet, hand, hands, motor, sensory, neurologic, neurological, progressive, saddle`,
);

/** Whether words name a loss of strength or sensation that a nerve of the spine may cause, or abbreviate the cauda equina syndrome. */
export const namesLoss = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return (hasAny(words, losses) && hasAny(words, servedByNerves)) || words.includes('ces');
});

/** Whether words name the balance, falls or frailty, and nothing of the spine. */
export const namesUnsteadiness = remembering(
  (text: string): boolean => unsteadiness.test(text) && !hasAny(wordsOf(text), spineWords),
);

const unsteadiness =
  /\b(?:gait|falls?|falling|balance|unstead\w*|ataxi\w*|debility|frailty|general(?:ized|ised)? (?:muscle )?weakness|muscle weakness \(generalized\))(?!\w)/i;

/**
 * Whether words name an injury or an inflammation of something that is not the spine's, whatever it is: "Jones fracture",
 * "deltoid strain". One that names nothing ("muscle strain") may be of the back.
 */
export const namesInjuryElsewhere = remembering((text: string): boolean => {
  const words = wordsOf(text);
  if (!words.some((word) => injuries.has(word)) || hasAny(words, spineWords)) return false;
  return words.some(
    (word) => !injuries.has(word) && !ofAnyInjury.has(word) && !ofVertebra.test(word),
  );
});

const injuries: ReadonlySet<string> = new Set(
  `fracture fractures fx fractured broken tear torn rupture ruptured avulsion avulsed dislocation dislocated sprain sprained strain strained contusion bursitis tendinitis tendonitis tendinopathy tenosynovitis impingement
  arthroplasty arthroscopy replacement reconstruction orif tendon tendons repair bruise bruising`.split(
    /\s+/,
  ),
);

/** What may be said of an injury wherever it is, the spine's own among them. */
const ofAnyInjury: ReadonlySet<string> = new Set(
  `. ? a an the of in at on to from due after with and or for by his her my old new acute chronic subacute recent remote healed healing closed open stable unstable left right bilateral l r lt rt mild moderate severe partial complete small large multiple
  compression compressed wedge burst chance stress insufficiency osteoporotic fragility pathologic pathological traumatic nontraumatic nondisplaced displaced nonunion delayed muscle muscles muscular soft tissue ligament ligaments ligamentous facet facets annular annulus endplate
  disc disk pars lamina pedicle transverse spinous process dens odontoid hangman jefferson coccygeal fall fell mvc mva accident injury work lifting overuse initial subsequent encounter s p status post follow up followup aftercare routine pain rehab rehabilitation therapy treatment pt eval evaluation
  paraspinal paraspinals trapezius rhomboid rhomboids multifidus erector spinae quadratus lumborum ql iliolumbar interspinous si repetitive sports sport auto car motor vehicle crash collision slip slipped twisting bending hyperextension hyperflexion flexion extension unspecified nos type grade i ii iii
  today weeks week days day months month ago since core trunk posterior anterior lateral medial upper lower side part level region area x d w m y`.split(
    /\s+/,
  ),
);
const ofVertebra = /^(?:\d+|[ctls]\d{0,2}|th\d{1,2})$/;

/** What a nerve, or the cord above it, does where it ends: "numb hands", "clumsy hands" and "trips over her feet" are no complaint of them. */
const ofNerve =
  /\b(?:numb\w*|tingl\w*|pins and needles|falls? asleep|falling asleep|clums\w*|dexterity|coordination|uncoordinated|weak(?! (?:grip|ankles?|knees?)\b)\w*|paraly\w*|\w*plegi\w*|\w*paresis|foot[- ]?drop\w*|spastic\w*|heavy|heaviness|trips|tripping|unsteady|off[- ]balance|drags?|dragging|toe[- ]walk\w*|drops (?:things|objects|items)|dropping (?:things|objects|items))\b/i;

/** Where a pain runs down a limb it may come from the spine, wherever it begins. */
const runsDown =
  /\b(?:radiat\w*|shoot(?:s|ing)?|travel(?:s|ing)|runs|spread(?:s|ing)|goes|going)\b[^.;]{0,30}\b(?:legs?|foot|feet|toes?|calf|calves|thighs?|arms?|hands?|fingers?|forearms?)\b|\bdown (?:the |her |his |my )?(?:left |right |l |r |both )?(?:legs?|arms?)\b/i;
const whereItBegins: ReadonlySet<string> = new Set('hip hips shoulder shoulders'.split(' '));

/** How a crooked spine looks. */
const ofDeformity =
  /\b(?:uneven|asymmetric\w*|unlevel|level) shoulders?\b|\bshoulders? (?:are |is )?(?:uneven|asymmetr\w*|unlevel|higher)\b|\brib humps?\b|\btoe[- ]walk\w*/gi;

/** Between the shoulders and the spine: no complaint of the shoulder. */
const shoulderBlade =
  /\b(?:shoulder[- ]?blades?|between (?:the |her |his )?shoulders)\b(?! fracture)/gi;

/** What is called the spine's, or what it suffers. */
const spineNames =
  '(?:(?:low(?:er)? |mid |upper |lumbar |cervical |thoracic )?(?:back|neck|spine|lbp|sciatica|radic\\w*|dis[ck](?: (?:disease|herniation))?|lumbar|cervical|lumbosacral|spinal)(?: (?:spine|pains?|complaints?|symptoms?|issues?|problems?|involvement|injur(?:y|ies)|surger(?:y|ies)|fusion|operation|trouble|stenosis|disease|exam(?:ination)?|mri|ct|x-?rays?|films?|imaging|source|origin|pathology|compression (?:fx|fracture)|fx|fractures?))?)';

/** The spine, as what is not the matter, or was once: "no back pain", "spine normal", "hx lumbar fusion", "not for back". */
const spineAside = new RegExp(
  [
    `\\b(?:no|not|never|denies|denied|without|w/o|nor|neither|vs\\.?|versus|r/o|rule out|not (?:for|from|of)|unrelated to|exclud\\w+|ruled out|negative for) (?:(?:had|the|any|his|her|acute|chronic|current|significant|active|known|associated|further|other|new|(?:neck|back) or) )*${spineNames}(?! (?:improv|better|relie))`,
    `\\b${spineNames} (?:is |was |are )?(?:normal|ok|okay|fine|wnl|negative|neg|clear|cleared|uninvolved|not involved|unremarkable|excluded|ruled out|asymptomatic|denied|resolved|previously treated|treated before|in the past)\\b`,
    `\\b(?:hx|h/o|history of|pmh(?:x)?(?: of)?|past|prior|previous|remote|s/p|status post|family (?:history|hx)(?: of)?|fhx?(?: of)?)(?: of)?:? (?:(?:a|the|his|her|known|multiple|remote) )*${spineNames}`,
    `\\b(?:old|healed) ${spineNames}(?<= (?:fx|fractures?|surger(?:y|ies)|fusion|operation))`,
  ].join('|'),
  'gi',
);

const namesOther = remembering((given: string): boolean => {
  const text = withoutOtherSenses(given)
    .replaceAll(shoulderBlade, ' ')
    .replaceAll(ofDeformity, ' ')
    .replaceAll(spineAside, ' ');
  const isRunning = runsDown.test(text);
  const isOfNerve = isRunning || ofNerve.test(text);
  const words = wordsOf(text).filter(
    (word) => !(isOfNerve && endsOfLimbs.has(word)) && !(isRunning && whereItBegins.has(word)),
  );
  const isOther =
    hasAny(words, otherWords) || namesInOtherSense(given) || namesIllnessElsewhere(text);
  return isOther && !hasAny(words, spineWords);
});

const namesOtherPurpose = remembering((text: string): boolean => {
  const words = wordsOf(withoutOtherSenses(text));
  return hasAny(words, otherPurposes) && !hasAny(words, spineWords);
});

/** Whether words of a text name another part of the body, or another kind of illness, whatever else they name. */
export function namesOtherPart(words: readonly string[]): boolean {
  return hasAny(words, otherWords);
}

const complaints = phraseList(
  `pain, after, following, post op, postop, postoperative, status post, s p, repair, replacement, arthroplasty, arthroscopy, meniscectomy, reconstruction,
  osteoarthritis, arthritis, sprain, strain, tear, fracture, rehab, rehabilitation, tendinitis, tendinopathy, bursitis, impingement`,
);

/**
 * Whether a note on a treatment says that it is for another part of the body: it names that part with a complaint or an
 * operation, and nothing of the spine. Exercises of the hips and legs are treatment of the back too.
 */
export const isTreatmentElsewhere = remembering((given: string): boolean => {
  const text = given.replaceAll(runningOut, ' ').replaceAll(denied, ' ');
  return namesOther(text) && hasAny(wordsOf(text), complaints);
});

const denied = /\b(?:denie[sd]|no c\/o|no complaints? of|without)\b[^.;,]*/gi;

/** Where a pain of the spine runs to: "pain with sitting, radiates to the left foot". */
const runningOut =
  /\b(?:radiat\w*|shoot\w*|runs|running|down|into|spread\w*|extend\w*|travel\w*)\b[^.;,]{0,40}\b(?:hands?|fingers?|thumbs?|toes?|foot|feet|heels?|ankles?|knees?|shoulders?)\b/gi;

const ofSession =
  /\b(?:treated|treatment|focus\w*|exercises?|strengthening|strengthen|stretch\w*|rom|range of motion|mobiliz\w*|manual|massage|training|rehab\w*|work(?:ed)? on|session|only|protocol|therex)\b/i;
const ofTrunk =
  /\b(?:core|trunk|postur\w*|gait|abdominal bracing|hip|hips|pelvic tilt\w*|glut\w*|hamstrings?|legs?|knees?[- ]to[- ]chest|(?:heel|toe) (?:raises?|slides?|walk\w*|touch\w*)|ankle (?:pumps?|df|dorsiflexion)|foot drop|(?:shoulder|scapular) (?:retraction|squeezes?|blades?|rolls?))\b/i;

/** Whether words name what is exercised for the back as well: the trunk, the hips, the foot that a root moves. */
export function namesTrunk(text: string): boolean {
  return ofTrunk.test(text);
}

/** Whether the short note on a session says that another part of the body was treated: "Focus on knee ROM". */
export const isSessionElsewhere = remembering(
  (note: string): boolean =>
    note.length <= 80 && ofSession.test(note) && !ofTrunk.test(note) && isElsewhereInWords(note),
);

/** Whether words name a complaint elsewhere in the body or of another kind, and nothing of the spine. */
export function isElsewhereInWords(text: string): boolean {
  return namesOther(text) || namesOtherPurpose(text);
}

/** Where pain runs to from the spine; the ends of the limbs are named by the words for elsewhere too. */
const whereItRuns = phraseList(
  `hand, hands, finger, fingers, thumb, toe, toes, foot, feet, heel, leg, legs, thigh, thighs, calf, calves, buttock, buttocks,
  lower limb, lower extremity, arm, arms, upper limb, upper extremity, lle, rle, lue, rue`,
);

/** Those of them that are one word. */
const endsOfLimbs: ReadonlySet<string> = new Set(whereItRuns);

/** Places of a pain that are no complaint by themselves. */
const otherPlaces = phraseList(
  `head, face, facial, scalp, forehead, eyelid, eyelids, cheek, cheeks, lip, lips, tongue, mouth, palate, cranial nerve, cranial nerves, abdomen, belly,
  abdominal wall, chest, pelvis, pelvic floor, diaphragm`,
);

/** Whether words put a pain in a joint, an organ or the head, and nowhere that a pain of the spine runs to. */
export const isJointOrOrgan = remembering((text: string): boolean => {
  const words = wordsOf(withoutOtherSenses(text));
  if (hasAny(words, whereItRuns) || hasAny(words, spineWords)) return false;
  return hasAny(words, otherWords) || hasAny(words, otherPlaces);
});

const deniedPlace = /\b(?:not|no|denies|without)\b[^,;.]*/gi;
const aches =
  /\b(?:head|tooth|ear|stomach|belly)[- ]?aches?\b|\bmigraines?\b|\b(?:dental|jaw|abd(?:ominal)?) pain\b/i;

/** Whether a note puts a pain elsewhere than in the spine, or where one of the spine runs to: "R shoulder, not back", "headache". */
export function putsPainElsewhere(note: string): boolean {
  const said = note.replaceAll(deniedPlace, ' ');
  return !namesSpine(said) && (isJointOrOrgan(said) || aches.test(said));
}

/** By the category of an ICD-10-CM code; undefined where it is none. */
const codedElsewhere = remembering((code: string): boolean | undefined => {
  const plain = code.trim().replace('.', '').toUpperCase();
  if (!/^[A-Z]\d/.test(plain)) return undefined;
  return !perhapsSpinal.test(plain) || ofOtherParts.test(plain);
});

/**
 * Whether a coded reason that stands for no complaint of the spine is recognisably one elsewhere (readings
 * A59, A60): by its ICD-10-CM category, else by its words. A reason that is only unknown is not.
 */
export function isElsewhere(
  system: string | undefined,
  code: string | undefined,
  words: string,
): boolean {
  if (code !== undefined && canonicalSystem(system) === 'icd10cm') {
    const coded = codedElsewhere(code);
    if (coded !== undefined) return coded;
  }
  return isElsewhereInWords(words);
}
