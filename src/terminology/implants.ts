import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import { hasAny, last, mentionsOf, phraseList, wordsOf } from './words.ts';

/** A device in the body that bears on MRI, by its kind: the clearance of one kind says nothing of another. */
export type ImplantKind =
  | 'pacemaker'
  | 'defibrillator'
  | 'neurostimulator'
  | 'cochlear-implant'
  | 'aneurysm-clip'
  | 'pump'
  | 'heart-pump'
  | 'loop-recorder'
  | 'metal-fragment';

const byCode: ReadonlyMap<string, ImplantKind> = new Map<string, ImplantKind>([
  // SNOMED CT: devices, and pacemaker in situ
  ['14106009', 'pacemaker'],
  ['706004007', 'pacemaker'],
  ['441509002', 'pacemaker'],
  ['72506001', 'defibrillator'],
  ['19257004', 'defibrillator'],
  ['443325000', 'defibrillator'],
  ['43252007', 'cochlear-implant'],
  // ICD-10-CM, undotted
  ['Z950', 'pacemaker'],
  ['Z95810', 'defibrillator'],
  ['Z9621', 'cochlear-implant'],
  ['Z9682', 'neurostimulator'],
  ['Z95811', 'heart-pump'],
  ['Z1810', 'metal-fragment'],
  ['Z1811', 'metal-fragment'],
  ['Z1812', 'metal-fragment'],
]);

/** A defibrillator paces too, and is named first. */
const byWords: readonly (readonly [ImplantKind, readonly string[]])[] = [
  [
    'defibrillator',
    phraseList(
      `defibrillator, defibrillators, cardioverter, aicd, implantable cardioverter defibrillator, crt d`,
    ),
  ],
  ['pacemaker', phraseList('pacemaker, pacemakers, cardiac pacer, crt p')],
  [
    'neurostimulator',
    phraseList(
      `neurostimulator, neurostimulators, spinal cord stimulator, vagus nerve stimulator,
      deep brain stimulator, nerve stimulator`,
    ),
  ],
  ['cochlear-implant', phraseList('cochlear implant, cochlear implants')],
  ['aneurysm-clip', phraseList('aneurysm clip, aneurysm clips')],
  ['heart-pump', phraseList('heart assist device, ventricular assist device, lvad, vad')],
  ['pump', phraseList('insulin pump, infusion pump, drug pump, intrathecal pump, baclofen pump')],
  [
    'loop-recorder',
    phraseList('loop recorder, cardiac monitor implant, implantable cardiac monitor'),
  ],
  [
    'metal-fragment',
    phraseList('metal fragment, metal fragments, metallic foreign body, shrapnel, bullet'),
  ],
];

/** The kind of implant that a coding names, of a Device or of the state of having one. */
export function implantOfCoding(
  system: string | undefined,
  code: string | undefined,
): ImplantKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'snomed':
      return byCode.get(code.trim());
    case 'icd10cm':
      return byCode.get(code.trim().replace('.', '').toUpperCase());
    default:
      return undefined;
  }
}

/** CPT: insertion of the whole system, of its generator, or of a new generator for an old one. */
const insertedByCpt: ReadonlyMap<string, ImplantKind> = new Map<string, ImplantKind>([
  ...codes(
    '33206 33207 33208 33212 33213 33214 33221 33227 33228 33229 33274 33216 33217',
    'pacemaker',
  ),
  ...codes('33230 33231 33240 33249 33262 33263 33264 33270', 'defibrillator'),
  ...codes('63650 63655 63685 61885 61886 64568', 'neurostimulator'),
  ...codes('69930', 'cochlear-implant'),
  ...codes('33285', 'loop-recorder'),
]);

const insertedBySnomed: ReadonlyMap<string, ImplantKind> = new Map<string, ImplantKind>([
  ['307280005', 'pacemaker'],
  ['45965006', 'defibrillator'],
  ['1236755008', 'defibrillator'],
]);

function codes(list: string, kind: ImplantKind): readonly (readonly [string, ImplantKind])[] {
  return list.split(' ').map((code) => [code, kind]);
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
      return insertedByCpt.get(withoutModifier(code.trim()));
    case 'snomed':
      return insertedBySnomed.get(code.trim());
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
  return hasAny(words, insertions) && !hasAny(words, noInsertions) ? kind : undefined;
});

/** What says before a device's name that it is not there, or no longer, and after it. */
const notThereBefore = phraseList(
  `no, without, denies, never, absence, negative, not, removal, explantation, extraction, former, previous, family, candidate, evaluation for,
  planned, considering, needs, refused, declined, external, temporary`,
);
const notThereAfter = phraseList(
  `removed, was removed, has been removed, removal, explanted, was explanted, explantation, extracted, extraction, not placed, not implanted,
  candidate, planned, refused, declined`,
);

/** The kind of implant that words say is there: "Cardiac pacemaker in situ", "Presence of cochlear implant". */
export const implantStatedInText = remembering((text: string): ImplantKind | undefined => {
  const words = wordsOf(text);
  if (!hasAny(words, anyImplant)) return undefined;
  return byWords.find(([, phrases]) =>
    mentionsOf(words, phrases).some(
      ({ before, after }) =>
        !hasAny(last(before, 4), notThereBefore) && !hasAny(after.slice(0, 3), notThereAfter),
    ),
  )?.[0];
});

const anyImplant = byWords.flatMap(([, phrases]) => phrases);

/** The kind of implant that words name: "Dual-chamber pacemaker". */
export function implantInText(text: string): ImplantKind | undefined {
  const words = wordsOf(text);
  if (!hasAny(words, anyImplant)) return undefined;
  return byWords.find(([, phrases]) => hasAny(words, phrases))?.[0];
}
