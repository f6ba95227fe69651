import deviceRows from './data/devices.json' with { type: 'json' };
import { bySystem, type CodeRow, conceptOf } from './data-file.ts';
import { byIcd10pcs } from './icd10pcs.ts';
import { onlyTalksOfImplant } from './implant-notes.ts';
import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import {
  hasAny,
  last,
  type Mention,
  mentionsOf,
  pause,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

const implantKinds = [
  'pacemaker',
  'defibrillator',
  'neurostimulator',
  'cochlear-implant',
  'aneurysm-clip',
  'pump',
  'heart-pump',
  'loop-recorder',
  'metal-fragment',
  'tissue-expander',
  'bone-growth-stimulator',
  'programmable-shunt',
  'magnetic-implant',
] as const;

/** A device in the body that bears on MRI, by its kind: the clearance of one kind says nothing of another. */
export type ImplantKind = (typeof implantKinds)[number];

/** A row of the codes of devices; its concept is the kind. */
interface DeviceRow extends CodeRow {
  /**
   * The code is of a procedure, or a supply, after which the device is in the body or may be: the whole system is put
   * in, its generator, a new one for an old one, it is looked after there, or is revised or taken out, which the code
   * leaves open.
   */
  readonly inserts?: boolean;
  /** The code is of a procedure that takes the device out, or a part of it. */
  readonly removes?: boolean;
}

const rows: readonly DeviceRow[] = deviceRows;
const there = rows.filter(({ inserts, removes }) => inserts !== true && removes !== true);
const inserting = rows.filter(({ inserts }) => inserts === true);
const removing = rows.filter(({ removes }) => removes === true);
const kindOf = (row: DeviceRow): ImplantKind => conceptOf(row, implantKinds);
const bySnomed = bySystem(there, 'snomed', kindOf);
const undotted = there.map((row) => ({ ...row, code: row.code.replace('.', '') }));
const byIcd10cm = bySystem(undotted, 'icd10cm', kindOf);
/** Codes that end with `*`: every code below them counts, too. */
const belowIcd10cm = undotted
  .filter(({ system, code }) => system === 'icd10cm' && code.endsWith('*'))
  .map((row) => [row.code.slice(0, -1), kindOf(row)] as const);
const insertedByCpt = bySystem(inserting, 'cpt', kindOf);
const insertedBySnomed = bySystem(inserting, 'snomed', kindOf);
const insertedByPcs = byIcd10pcs(inserting, kindOf);
const removedByCpt = bySystem(removing, 'cpt', kindOf);
const removedByPcs = byIcd10pcs(removing, kindOf);
/** Devices themselves: a Device is called so, and a procedure that is billed with one put it in. */
const byHcpcs = bySystem(there, 'hcpcs', kindOf);
/** Procedures and the parts outside the body that only somebody with the device needs. */
const insertedByHcpcs = bySystem(inserting, 'hcpcs', kindOf);

/** A defibrillator paces too, and is named first. */
const byWords: readonly (readonly [ImplantKind, readonly string[]])[] = [
  [
    'defibrillator',
    phraseList(
      `defibrillator, defibrillators, cardioverter, aicd, icd, icds, s icd, implantable cardioverter defibrillator, crt d`,
    ),
  ],
  [
    'pacemaker',
    phraseList(
      `pacemaker, pacemakers, cardiac pacer, pacer, crt p, ppm, dual chamber pm, single chamber pm, biventricular pm, biv pm, permanent pm,
      pacing lead, pacing leads, pacing wire, pacing wires, pacer lead, pacer leads`,
    ),
  ],
  [
    'neurostimulator',
    phraseList(
      `neurostimulator, neurostimulators, spinal cord stimulator, vagus nerve stimulator,
      deep brain stimulator, brain stimulator, nerve stimulator, spinal stimulator, drg stimulator, dorsal root ganglion stimulator, gastric stimulator,
      dbs, vns, scs, interstim, neuromodulator, sacral neuromodulation device`,
    ),
  ],
  [
    'cochlear-implant',
    phraseList(
      'cochlear implant, cochlear implants, cochlear device, cochlear prosthesis, cochlear prostheses',
    ),
  ],
  [
    'aneurysm-clip',
    phraseList(
      'aneurysm clip, aneurysm clips, aneurysm clipped, aneurysm was clipped, clipped aneurysm',
    ),
  ],
  [
    'heart-pump',
    phraseList(
      'heart assist device, ventricular assist device, lvad, vad, artificial heart, total artificial heart',
    ),
  ],
  [
    'pump',
    phraseList(
      'insulin pump, infusion pump, drug pump, intrathecal pump, baclofen pump, pain pump, morphine pump, itb pump, it pump',
    ),
  ],
  [
    'loop-recorder',
    phraseList('loop recorder, cardiac monitor implant, implantable cardiac monitor'),
  ],
  [
    'metal-fragment',
    phraseList(
      `metal fragment, metal fragments, metallic fragment, metallic fragments, metallic foreign body, shrapnel, bullet, bullets, bullet fragments, bb pellet, bb pellets, bbs, buckshot, birdshot, shotgun pellets, lead pellets, metal pellets,
      iofb, metal in eye, metal in eyes, metal in the eye, metal in the eyes, metal in orbit, metal in the orbit,
      orbital foreign body, intraocular foreign body, foreign body in eye, foreign body in the eye, foreign body in orbit,
      foreign body in the orbit, foreign body of orbit, foreign body of right orbit, foreign body of left orbit,
      foreign body following penetrating wound of orbit, foreign body following penetrating wound of right orbit,
      foreign body following penetrating wound of left orbit, foreign body following penetrating wound of unspecified orbit`,
    ),
  ],
  [
    'tissue-expander',
    phraseList('tissue expander, tissue expanders, breast expander, breast expanders'),
  ],
  [
    'bone-growth-stimulator',
    phraseList('bone growth stimulator, bone stimulator, bone growth stimulation device'),
  ],
  [
    'programmable-shunt',
    phraseList(
      'programmable shunt, shunt programmable, programmable vp shunt, programmable csf shunt, programmable valve, programmable shunt valve, adjustable shunt valve',
    ),
  ],
  [
    'magnetic-implant',
    phraseList(
      `magnetically controlled growing rod, magnetically controlled growing rods, magnetic growing rod, magnetic growing rods, magnetic growth rod, magnetic growth rods, magec rod, magec rods, magec,
      magnetic esophageal sphincter, magnetic oesophageal sphincter, magnetic sphincter, magnetic sphincter augmentation, magnetic sphincter augmentation device, linx,
      magnetic implant, magnetic implants, implanted magnet, implanted magnets, magnetic dental implant, magnetic dental implants, magnetic ocular implant, magnetic ocular implants,
      stapes prosthesis, stapes implant, stapes piston, stapedectomy prosthesis, ossicular prosthesis`,
    ),
  ],
];

/** Behind these, or before them, a short name stands for something else: "ICD-10 coding", "12 ppm". */
const codeWords = phraseList('10, 9, 11, cm, pcs, code, codes, coding, coded, o');

function namesOf(words: readonly Word[], phrases: readonly string[]): readonly Mention[] {
  return mentionsOf(words, phrases).filter(({ phrase, before, after }) => {
    if (phrase === 'icd' || phrase === 'icds') return !hasAny(after.slice(0, 1), codeWords);
    return phrase !== 'ppm' || !/^\d+$/.test(before.at(-1) ?? '');
  });
}

/** The kind of implant that a coding names, of a Device or of the state of having one. */
export function implantOfCoding(
  system: string | undefined,
  code: string | undefined,
): ImplantKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'snomed':
      return bySnomed.get(code.trim());
    case 'cpt':
    case 'hcpcs':
      return byHcpcs.get(withoutModifier(code));
    case 'icd10cm':
      return implantOfIcd10cm(code.trim().replace('.', '').toUpperCase());
    default:
      return undefined;
  }
}

function implantOfIcd10cm(code: string): ImplantKind | undefined {
  return byIcd10cm.get(code) ?? belowIcd10cm.find(([below]) => code.startsWith(below))?.[1];
}

/** The kind of device that a procedure with this coding leaves in the body (evidence contract, "Shapes that hospitals write"). */
export function implantInsertedBy(
  system: string | undefined,
  code: string | undefined,
): ImplantKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return insertedAs(withoutModifier(code));
    case 'snomed':
      return insertedBySnomed.get(code.trim());
    case 'icd10pcs':
      return insertedByPcs(code);
    default:
      return undefined;
  }
}

function insertedAs(code: string): ImplantKind | undefined {
  return insertedByCpt.get(code) ?? insertedByHcpcs.get(code) ?? byHcpcs.get(code);
}

/** The kind of device that a procedure with this coding takes out. */
export function implantRemovedBy(
  system: string | undefined,
  code: string | undefined,
): ImplantKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return removedByCpt.get(withoutModifier(code));
    case 'icd10pcs':
      return removedByPcs(code);
    default:
      return undefined;
  }
}

const insertions = phraseList(
  `insertion, implantation, implant, placement, replacement, implanted, inserted`,
);
/** What is done to a device that is gone, was never meant to stay, or is only looked at. */
const noInsertions = phraseList(
  `removal of, explantation, explant, extraction, temporary, interrogation, evaluation, check, programming, monitoring`,
);

/** The kind of device that a procedure puts in by its words: "Implantation of dual-chamber pacemaker". */
export const implantInsertedInText = remembering((text: string): ImplantKind | undefined => {
  const kind = implantInText(text);
  if (kind === undefined || kind === 'metal-fragment') return undefined;
  const words = wordsOf(text);
  if (hasAny(words, lookedAfter) && !hasAny(words, notThereYet)) return kind;
  return hasAny(words, insertions) && !hasAny(words, noInsertions) ? kind : undefined;
});

/** What is done to a device that is there: "Remote interrogation of pacemaker", "Refill of intrathecal pump". */
const lookedAfter = phraseList(
  'interrogation, interrogations, interrogated, reprogramming, programming, refill, refilling, device check, pacemaker check, icd check, electronic analysis, battery check, remote monitoring, device evaluation, magnet',
);
const notThereYet = phraseList(
  'trial, external, temporary, wearable, removal of, explantation, explant, extraction, candidate, consult, consultation, education, insulin',
);

const removals = phraseList(
  `removal, removed, explantation, explant, explanted, extraction, extracted`,
);

/** The kind of device that a procedure takes out by its words: "Removal of permanent pacemaker". One that is replaced stays. */
export const implantRemovedInText = remembering((text: string): ImplantKind | undefined => {
  const kind = implantInText(text);
  if (kind === undefined) return undefined;
  const words = wordsOf(text);
  return hasAny(words, removals) && !hasAny(words, insertions) ? kind : undefined;
});

/** What says before a device's name that it is not there, or no longer, and after it. */
const notThereBefore = phraseList(
  `no, without, denies, never, absence, negative, not, removal, explantation, extraction, former, previous, family, candidate, evaluation for,
  planned, planning, plan for, prior to, pre op, preop, upcoming, scheduled, awaiting, considering, needs, refused, declined, external, temporary`,
);
/** What was meant for a time, and is there now. */
const forATime = phraseList('temporary, external');
const inPlace = phraseList('in situ, in place, present, remains');
const notThereAfter = phraseList(
  `removed, was removed, has been removed, removal, explanted, was explanted, explantation, extracted, extraction, not placed, not implanted,
  candidate, planned, refused, declined`,
);

/** The kind of implant that words say is there: "Cardiac pacemaker in situ", "Presence of cochlear implant". */
export const implantStatedInText = remembering((text: string): ImplantKind | undefined => {
  const words = wordsOf(text);
  if (!hasAny(words, anyImplant)) return undefined;
  return byWords.find(([, phrases]) =>
    namesOf(words, phrases).some(
      ({ marked, after }) =>
        !isGoneBefore(marked.before, after) && !hasAny(after.slice(0, 3), notThereAfter),
    ),
  )?.[0];
});

/** "No pacemaker, cochlear implant" denies both; "no allergies, pacemaker in situ" only what stands before the comma. */
function isGoneBefore(given: readonly Word[], after: readonly Word[]): boolean {
  const before = hasAny(after.slice(0, 4), inPlace)
    ? given.filter((word) => !forATime.includes(word))
    : given;
  const near = last(before, 5);
  const at = near.lastIndexOf(pause);
  if (hasAny(near.slice(at + 1), notThereBefore)) return true;
  return at !== -1 && hasAny(near.slice(0, at), notThereBefore) && hasAny(near, anyImplant);
}

const anyImplant = byWords.flatMap(([, phrases]) => phrases);

/** The kind of implant that words name: "Dual-chamber pacemaker". */
export function implantInText(text: string): ImplantKind | undefined {
  const words = wordsOf(text);
  if (!hasAny(words, anyImplant)) return undefined;
  return byWords.find(([, phrases]) => namesOf(words, phrases).length > 0)?.[0];
}

const parts = phraseList('lead, leads, electrode, electrodes, extension, adapter, adaptor');
/** Before a part's name: what has it ("dual lead pacemaker", "pacemaker with two leads"). */
const having = phraseList('single, dual, double, triple, multi, one, two, three, with, and');

/** Whether words name a part of an implant, and not the whole: "Pacemaker lead". */
export function isPartOfImplant(text: string): boolean {
  const words = wordsOf(text);
  return (
    hasAny(words, parts) &&
    mentionsOf(words, parts).every(({ before }) => !hasAny(last(before, 2), having))
  );
}

/** What a note says of an implant that is only thought of, or somebody else's. */
const onlyMeant = phraseList(
  `consider, considering, considered, consideration, discuss, discussed, discussion, candidate, interested, plan, plans, planned, planning, refer, referral, referred, refuse, refuses, refused, declines, declined,
  option, options, may, might, would, could, should, if, whether, versus, vs, evaluate, evaluation for, recommend, recommended, trial, offered, offer, proposed, pending, awaiting, scheduled, unless, before, wants, hesitant, denies, screening, screened,
  father, mother, husband, wife, brother, sister, son, daughter, family, fathers, mothers, husbands, wifes, brothers, sisters, uncle, aunt, spouse, partner, parent, sibling, grandfather, grandmother, friend, education, teaching, brochure, unticked`,
);
/** That it is there, or was put in. */
const isThere = phraseList(
  `has, have, with, s p, status post, implanted, placed, inserted, in place, in situ, present, remains, noted, seen, visible, leads, lead, generator, dependent, since, dual chamber, single chamber, dual lead, left chest, right chest, position, old,
  history of, hx of, h o, surgical history, psh, pmh, pmhx, pshx, medical history, past history, presence of, known, existing, retained, abandoned, chest wall, interrogated, interrogation, check, battery, programmed, reprogrammed, magnet, magnets, bilateral, alarmed, cannot be removed, for tremor, for epilepsy, for seizures, for parkinsons,
  refilled, refill, refills, alarm, recharged, recharging, reservoir, switched on, switched off, turned on, turned off, settings, interrogate, hears with, charges`,
);
const mayName =
  /pace ?maker|pacer|pacing|\bppm\b|\bicds?\b|aicd|crt-|cardioverter|defibrillator|stimulator|neuromodulat|\b(?:dbs|vns|scs)\b|interstim|cochlear|aneurysm(?: was)? clip|clipped aneurysm|pump\b|assist device|\bl?vad\b|loop recorder|monitor|fragment|shrapnel|bullet|foreign bod|iofb|metal|steel|pellet|filing|shaving|splinter|\bfb\b|expander|shunt|permanent pm|chamber pm|magnetic|magnet\b|\blinx\b|magec|stapes|stapedectomy|ossicular|buckshot|birdshot|\bbbs\b/i;
const isAnsweredNo = /:\s*(?:no|none|nil|denie[sd]|negative|n\/?a|absent|false|unticked)\b/i;
const longestName = 6;
/** Where metal lies that came from outside: "shrapnel from Iraq in neck and chest". */
const inPart =
  /\bin (?:(?:the|his|her|my|left|right|l|r|both|upper|lower|soft|tissues? of) ){0,5}(?:neck|chest|face|head|scalp|skull|brain|eyes?|orbit|jaw|arms?|hands?|shoulders?|back|spine|flank|abdomen|belly|pelvis|hips?|buttocks?|legs?|thighs?|knees?|foot|feet|calf|lung|heart|body|lip|cheek)\b/i;

const places = phraseList(
  'in, at, over, within, along, near, overlying, overlies, projecting, projects, adjacent, terminating, extending',
);

/** A report begins with what it shows and where: "Aneurysm clip in the region of the communicating artery". */
function beginsWithPlaced(words: readonly Word[]): boolean {
  return namesOf(words, anyImplant).some(
    ({ before, after }) => before.length <= 2 && hasAny(after.slice(0, 1), places),
  );
}

/** Whether words may name an implant, told before they are read: few texts of a chart do. */
export function mayNameImplant(words: string): boolean {
  return mayName.test(words);
}

/**
 * The kind of implant that a sentence of a note or a report says the patient has: "Dual lead pacemaker in place", "Past
 * surgical history: pacemaker 2018". None where it is only thought of, denied or somebody else's.
 */
export function implantToldOf(sentence: string): ImplantKind | undefined {
  if (!mayNameImplant(sentence) || sentence.includes('?') || isAnsweredNo.test(sentence))
    return undefined;
  const words = wordsOf(sentence);
  const isTold =
    hasAny(words, isThere) ||
    /\b(?:19|20)\d\d\b/.test(sentence) ||
    inPart.test(sentence) ||
    words.filter((word) => word !== '.').length <= longestName ||
    beginsWithPlaced(words);
  if (!isTold || hasAny(words, onlyMeant) || onlyTalksOfImplant(sentence)) return undefined;
  return implantStatedInText(sentence);
}
