import contactRows from './data/contacts.json' with { type: 'json' };
import { bySystem, type CodeRow, conceptOf } from './data-file.ts';
import { isElsewhereInWords } from './elsewhere.ts';
import { endsUndone, isSessionCalledOff } from './instructions.ts';
import { saysTakenBack } from './record-notes.ts';
import { remembering } from './remember.ts';
import { canonicalSystem, modifiersOf, withoutModifier } from './systems.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/**
 * What kind of contact an encounter was (reading A58): with the patient in the room, at a distance, one
 * that the record does not tell, treatment by a therapist, clinicians among themselves (an e-consult), or none that
 * evaluates anybody (a refill, a laboratory visit, an entry without a contact).
 */
export type ContactKind =
  | 'in-person'
  | 'remote'
  | 'unknown'
  | 'therapy'
  | 'among-clinicians'
  | 'no-evaluation';

/** What one piece of an encounter says of it; undefined where it says nothing. */
export type Said = Exclude<ContactKind, 'unknown'> | undefined;

/** A row of the codes of contacts. */
interface ContactRow extends CodeRow {
  /** A stay, on each day of which somebody sees the patient. */
  readonly stay?: boolean;
}

const rows: readonly ContactRow[] = contactRows;

const told = ['in-person', 'remote', 'no-evaluation'] as const;
const toldBy = (row: CodeRow): (typeof told)[number] => conceptOf(row, told);

/**
 * Classes of encounters: v3-ActCode, v2-0004 (emergency, inpatient, outpatient, recurring, obstetrics), and the words
 * in their place.
 */
const classes: ReadonlyMap<string, Said> = new Map(
  ['v3-ActCode', 'v2-0004', 'local'].flatMap((system) => [...bySystem(rows, system, toldBy)]),
);

const stays: ReadonlySet<string> = new Set(
  rows.flatMap(({ code, stay }) => (stay === true ? [code] : [])),
);

/** Whether the class of an encounter is that of a stay in hospital, of one day or of many. */
export function isStay(code: string): boolean {
  return stays.has(code.trim().toUpperCase());
}

const snomedTypes: ReadonlyMap<string, Said> = bySystem(rows, 'snomed', toldBy);
const cptTypes: ReadonlyMap<string, Said> = new Map(
  ['cpt', 'hcpcs'].flatMap((system) => [...bySystem(rows, system, toldBy)]),
);

/** Modifiers of a procedure code for a service by video or by telephone. */
const modifiers: ReadonlyMap<string, Said> = bySystem(rows, 'cpt-modifier', toldBy);

export const remoteWords = phraseList(
  `telephone, phone, tel, tele, virtual, video, vid, vv, audio, facetime, doxy, skype, webex, distance, telehealth, telemedicine, televisit, teleconsult, e visit,
  evisit, e visits, online, mychart, portal, patient message,
  patient messages, secure message, secure messages, secure messaging, message, messaging, e mail, email,
  web visit, web encounter, web, chat, text message, sms, fax, voicemail, store and forward, zoom, asynchronous, audio only, remote, digital, teladoc, amwell, mdlive, e consult, econsult, e consultation`,
);

const live = /\b(?:tele)?phone\b|\bvideo|\bvideoconf|\bfacetime\b|\bzoom\b/i;
const recorded = /voice ?mail|left (?:a )?message|no answer|unable to reach/i;

/** Whether the medium of a communication is one over which two people talk with each other (v3-ParticipationMode PHONE, VIDEOCONF). */
export function isLiveMedium(words: string): boolean {
  return live.test(words) && !recorded.test(words);
}

/** Somebody was called, unless the word says that a doctor came or stood by. */
const calls = phraseList('call, calls, called, callback, call back');
const notCalled = phraseList('house call, house calls, on call');

/** Clinicians speak or write about the patient, who is not there. */
export const amongClinicians = phraseList(
  'e consult, econsult, e consultation, econsultation, e consults, interprofessional consult',
);

/** Entries and visits in which nobody examines the patient for a complaint of the spine. */
export const noEvaluationWords = phraseList(
  `refill, refills, prep for surgery, surgery prep, surgical prep, preop prep, prior authorization, reminder, reminders, care plan oversight, oversight, scheduling, missed appointment, pre visit planning, previsit planning, pre charting, chart prep, curbside,
  care management, home monitoring, prescription renewal, medication renewal, orders only, order only, lab, labs,
  laboratory, lab visit, blood draw, phlebotomy, specimen, documentation, abstract, letter, erroneous, history only,
  scanned document, outside records, external records, chart review, results, result note, billing, administrative, no show,
  cancelled, canceled, rescheduled, reschedule, postponed, no showed, missed visit, appointment not kept, vaccine, vaccination, immunization, immunisation, administration of vaccine, flu shot,
  imaging, radiology, x ray, xray, mammogram, mammography, ultrasound, ct scan, mri, dexa, bone density,
  infusion, chemotherapy, dialysis, hemodialysis, transfusion, allergy shot, anticoagulation,
  dental, dentist, dentistry, optometry, ophthalmology, eye exam, hearing, audiology,
  colonoscopy, endoscopy, surgical department, surgery department, surgical admission, postnatal, obstetric, cardiac arrest, wellness program,
  nutrition, dietitian, social work, case management, care coordination, pharmacist, pharmacy,
  left without being seen, lwbs, left before being seen, eloped, psychotherapy, counseling, counselling, group therapy, death certification, deceased,
  external contact, external record, prior auth, admin, scan, scans, scanned, chart update, anti coag, anti coagulation, coumadin clinic, inr check, nurse only, allied health, clerical, ancillary orders, ancillary procedure,
  transcribe orders, community orders, lab requisition, committee review, care conference, case conference, contact moved, episode changes, interface, interim notes, historical, unmerge,
  patient outreach, outreach, patient update, patient self triage, questionnaire, questionnaire series, registration, insurance, eligibility, wait list, travel, referral only, prior authorization,
  remote monitoring, outside data, medication management, medication reconciliation, medication therapy management, disability form, forms, form completion, paperwork, school form, work note,
  patient education, education only, research, clinical trial visit, blood pressure check, bp check, nurse visit, wound check, suture removal, procedure only, deceased, post mortem`,
);

export const therapyWords = phraseList(
  `physical therapy, physiotherapy, physical therapist, physio, pt visit, pt eval, pt evaluation, pt treatment,
  pt session, pt re eval, rehab, rehabilitation, occupational therapy, chiropractic, chiropractor, spinal manipulation, manipulation`,
);

const patientWords = phraseList('new pt, est pt, established pt, return pt, returning pt');

export const inPersonWords = phraseList(
  `office visit, office visits, ov, f2f, office, clinic, clinic visit, outpatient visit, outpatient, ambulatory, hospital encounter,
  hospital outpatient visit, inpatient, inpatient stay, hospitalization, hospital admission, emergency, emergency room,
  emergency department, ed visit, er visit, urgent care, walk in, face to face, in person, home visit, house call, initial consult, consult,
  consultation, new patient, established patient, follow up visit, followup visit, return visit, physical exam,
  annual physical, annual exam, evaluation, examination, encounter for problem, encounter for symptom,
  encounter for check up, check up, checkup, general examination of patient, surgical consult, pre op visit, post op visit`,
);

/** How a contact was not held: "OV (not virtual)", "in person instead of video". */
const notRemote =
  /\b(?:not|non|no|instead of|rather than|in lieu of|converted from|changed from|switched from|declined|refused|failed)[- ](?:(?:a|an|by|via|on|over|the)\b )*(?:virtual|video|tele\w*|phone|e-?visit|remote|zoom|online|audio|mychart)(?: (?:visit|call|appt|appointment|encounter))?\b/gi;

/** What words say; what was at a distance, or nobody's evaluation, outweighs the rest of them. */
const saidInWords = remembering((given: string): Said => {
  if (given === '') return undefined;
  if (isSessionCalledOff(given)) return 'no-evaluation';
  const text = given.replaceAll(notRemote, ' ');
  const words = wordsOf(text);
  if (hasAny(words, amongClinicians)) return 'among-clinicians';
  if (hasAny(words, remoteWords) || words.some(isTele)) return 'remote';
  if (hasAny(words, calls) && !hasAny(words, notCalled)) return 'remote';
  // "Pt" is the patient as often as the therapy.
  if (hasAny(words, patientWords)) return 'in-person';
  if (hasAny(words, therapyWords) || (words.length === 1 && words[0] === 'pt')) return 'therapy';
  if (hasAny(words, noEvaluationWords) || isElsewhereInWords(text)) return 'no-evaluation';
  return hasAny(words, inPersonWords) ? 'in-person' : undefined;
});

/** "Teleconf", "telemed": whatever begins with it is at a distance, but for a heart that is watched on a ward. */
function isTele(word: string): boolean {
  return /^tele(?!met)/.test(word);
}

const unseen = phraseList(
  `left without being seen, left before being seen, lwbs, lwbs after triage, eloped, elopement, no show, no shows, did not show, did not attend, did not arrive, missed appointment,
  dnka, ftka, dns, failed to attend, failed to show, failed to arrive, never arrived, never showed, never came, did not keep appointment, did not keep appt, did not come, did not check in, left w o being seen, left w o seeing, left ama before, left before exam, left before provider, seen instead, didnt show, didnt arrive, didnt come,
  appointment rescheduled, visit rescheduled, appt rescheduled, appt cancelled, appt canceled, visit cancelled, visit canceled, appointment cancelled, appointment canceled, cancelled by patient, canceled by patient`,
);

const otherSpecialty =
  /\b(?:dermatolog\w*|ophthalmolog\w*|optometr\w*|obstetric\w*|maternity|midwi\w*|gyn(?:a)?ecolog\w*|ob ?\/? ?gyn|cardiolog\w*|electrophysiology|gastroenterolog\w*|hepatolog\w*|endocrin\w*|nephrolog\w*|dialysis|pulmon\w*|sleep medicine|allergy|immunolog\w*|otolaryngolog\w*|ent|psychiatr\w*|psycholog\w*|behaviou?ral health|mental health|addiction|dent(?:al|istry)|oral surgery|orthodont\w*|podiatr\w*|audiolog\w*|urolog\w*|bariatric\w*|fertility|plastic surgery|speech|nutrition|diabetes|wound care)\b/i;
const spineSpecialty =
  /\b(?:spine|back|neuro\w*|ortho\w*|pain|family|internal|primary|general|sports|physiatr\w*|rehab\w*)\b/i;

/** Whether the name of a service is that of one that looks after other parts of the body: "Dermatology". */
export const isOtherSpecialty = remembering(
  (service: string): boolean => otherSpecialty.test(service) && !spineSpecialty.test(service),
);

/** Whether a place is one where nobody evaluates a back: "Eye Clinic", "Lab". */
export const isOtherPlace = remembering(
  (place: string): boolean =>
    (isOtherSpecialty(place) ||
      /\b(?:eye|vision|dental|lab|laboratory|phlebotomy|imaging|radiology|mammograph\w*|pharmacy|infusion|dialysis|birth|labor and delivery|nursery|cardiac|cath|endoscopy|optical|hearing|vaccin\w*)\b/i.test(
        place,
      )) &&
    !spineSpecialty.test(place),
);

/** Whether somebody's title is that of a profession that looks after other parts of the body. */
export const isOtherProfession = remembering((name: string): boolean =>
  /\b(?:DDS|DMD|OD|AuD|DPM|CNM|RD|LCSW|PsyD|RPh|PharmD)\b/.test(name),
);

/** What the reason of a visit begins with that says how it was held. */
const remoteReason =
  /^\W*(?:tele(?:phone|health|med\w*|visit)?|phone|video|virtual|e-?visit|vv|t\/?c|msg|message|voice ?mail|nurse triage|triage call|results? call|mychart|portal|zoom|(?:pt|patient|she|he|wife|husband|mother|daughter|son) (?:called|calls|calling|messaged|sent)|called|calling)\b/i;
const clinicianReason =
  /^\W*(?:e-? ?consult\w*|inter-?professional consult\w*|peer[- ]to[- ]peer|p2p|curbside|provider to provider|case conference|tumou?r board)\b/i;
const paperReason =
  /^\W*(?:chart review|record review|form(?:s)? completion|forms?\b|paperwork|fmla|disability (?:form|paperwork)|letter|results? (?:review|note)|documentation|abstract|prior auth\w*|(?:med(?:ication)?s? |rx )?refills?|error|erroneous|dup(?:licate)? (?:encounter|visit|entry)|disregard|test (?:encounter|visit|patient)|labs? (?:only|draw|work|visit))\b/i;

/** How a contact was held by the first words of its reason: "Telephone follow-up back pain", "Chart review back pain". */
export const contactByReason = remembering((reason: string): Said => {
  if (remoteReason.test(reason)) return 'remote';
  if (clinicianReason.test(reason)) return 'among-clinicians';
  return paperReason.test(reason) ? 'no-evaluation' : undefined;
});

const errands = phraseList(
  `refill, refills, scheduling, schedule, reschedule, appointment, prior authorization, prior auth, authorization, referral, results, test results, lab results, forms, form, paperwork, letter, records, record request, billing, insurance,
  reminder, prescription, prescription renewal, medication renewal, pharmacy, mychart, directions, work note, disability form, fmla, survey, no answer, left message, voicemail`,
);

/** Whether the reason of a call says that it was about no complaint: an appointment, a refill, an authorization. */
export const isErrand = remembering(
  (reason: string): boolean =>
    hasAny(wordsOf(reason), errands) && !namesComplaintAtAll.test(reason),
);

const namesComplaintAtAll =
  /\b(?:pain|ache|aching|sore|numb\w*|weak\w*|tingl\w*|back|neck|legs?|arms?|spine|spinal|sciatica|radicul\w*|follow[- ]?up|symptoms?|worse|better|fall|fell|injury|re-?eval\w*|check[- ]?in)\b/i;

/** What was missed was something else: "LBP, did not attend PT". */
const elsewhereMissed =
  /\b(?:did not (?:attend|start|go to|show for|show up for|come to)|didn['’]?t (?:attend|start|go to|show for)|no[- ]?showed|missed|cancell?ed|never (?:attended|started|went to)|declined|refused)(?: (?:to|for|at|any|all|some|most|her|his|the|last|prior|of|their|a|an))*(?: (?:p\.?t\.?|physical therapy|therapy|physio\w*|hep|chiro\w*|mri|esi|injections?|surgery|work|school|imaging|x-?rays?|trip|vacation))\b|\bno[- ]?show (?:for|to|at) (?:his |her |the |last )*(?:p\.?t\.?|physical therapy|therapy|mri|esi|imaging|x-?rays?)\b|\b(?:last|prior|previous|earlier|next|other|missed|cancell?ed|therapy|mri|pt) (?:visits?|appts?|appointments?) (?:was |were )?(?:cancell?ed|rescheduled|missed)\b/gi;

/** Whether the words of a discharge, or of the reason of a visit, say that nobody saw the patient. */
export function leftUnseen(discharge: string): boolean {
  if (discharge === '') return false;
  const said = discharge.replaceAll(elsewhereMissed, ' ');
  return (
    hasAny(wordsOf(said), unseen) ||
    isSessionCalledOff(said) ||
    endsUndone(said) ||
    saysTakenBack(said) ||
    /\b(?:pt|patient) left\W*$/i.test(said)
  );
}

/** CPT: office, emergency and preventive visits; and contacts by telephone or online. */
function saidByCpt(code: string): Said {
  const [byModifier] = modifiersOf(code).flatMap((one) => modifiers.get(one) ?? []);
  return byModifier ?? cptTypes.get(withoutModifier(code));
}

/**
 * What a coding of an encounter's class says. Local class codes say nothing by themselves; a class that is called a contact at a
 * distance, or none with a patient, is no visit, whatever its code says.
 */
export function contactOfClass(code: string, display: string | undefined): Said {
  const byCode = classes.get(code) ?? classes.get(code.trim().toUpperCase());
  const byName = saidInWords(display ?? '');
  if (byCode === undefined) return byName ?? saidInWords(code);
  return byName === 'remote' || byName === 'no-evaluation' ? byName : byCode;
}

/** What a coding of an encounter's type or service type says. */
export function contactOfType(system: string | undefined, code: string): Said {
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return saidByCpt(code);
    case 'snomed':
      return snomedTypes.get(code.trim());
    default:
      return undefined;
  }
}

/** What the words of a type, a service type or a class say. */
export function contactInWords(text: string): Said {
  return saidInWords(text);
}

/**
 * One kind from all that was said (reading A58): a contact at a distance or one that evaluates nobody is
 * never made a visit by a class that says "ambulatory"; without any telling word it is unknown.
 */
export function contactKind(said: readonly Said[], ofClass: Said): ContactKind {
  if (said.includes('among-clinicians')) return 'among-clinicians';
  if (said.includes('remote') || ofClass === 'remote') return 'remote';
  if (said.includes('therapy')) return 'therapy';
  // An office visit with a laboratory test is an office visit.
  if (said.includes('in-person')) return 'in-person';
  if (said.includes('no-evaluation') || ofClass === 'no-evaluation') return 'no-evaluation';
  return ofClass ?? 'unknown';
}
