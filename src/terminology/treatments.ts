import { regionsInText } from './body-sites.ts';
import medicineRows from './data/medicines.json' with { type: 'json' };
import routeRows from './data/routes.json' with { type: 'json' };
import procedureRows from './data/treatments.json' with { type: 'json' };
import {
  bySystem,
  type CodeRow,
  conceptOf,
  membersOf,
  type Provenance,
  regionsOfRow,
} from './data-file.ts';
import { isElsewhereInWords } from './elsewhere.ts';
import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import { type BodyRegion, type TreatmentKind, treatmentKinds } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/** A row of the codes of treatments; its concept is the kind. */
interface TreatmentRow extends CodeRow {
  /** The levels that it is given at, where the code names them. */
  readonly regions?: readonly string[];
  /** The levels whose roots a transforaminal injection reaches. */
  readonly rootLevels?: readonly string[];
}

const treatmentRows: readonly TreatmentRow[] = procedureRows;
const kindOf = (row: TreatmentRow): TreatmentKind => conceptOf(row, treatmentKinds);
const procedureKinds = bySystem(treatmentRows, 'cpt', kindOf);
const snomedKinds = bySystem(treatmentRows, 'snomed', kindOf);

const lowBack: readonly BodyRegion[] = ['lumbar', 'sacrum-coccyx', 'sacroiliac'];

/** Injections whose CPT code names the levels that they are given at. */
const procedureRegions = bySystem(
  treatmentRows.filter(({ regions }) => regions !== undefined),
  'cpt',
  ({ regions, code }) => regionsOfRow(regions, code),
);

const rootLevels = bySystem(
  treatmentRows.filter((row) => row.rootLevels !== undefined),
  'cpt',
  (row) => regionsOfRow(row.rootLevels, row.code),
);

/** The levels of the transforaminal epidural injection that a coding names; undefined where it names none. */
export function regionsOfEpiduralInjection(
  system: string | undefined,
  code: string | undefined,
): readonly BodyRegion[] | undefined {
  const name = canonicalSystem(system);
  if (code === undefined || (name !== 'cpt' && name !== 'hcpcs')) return undefined;
  return rootLevels.get(withoutModifier(code));
}

/** The levels at which a treatment is given, by its code; undefined where the code leaves them open. */
export function regionsOfProcedure(
  system: string | undefined,
  code: string | undefined,
): readonly BodyRegion[] | undefined {
  const canonical = canonicalSystem(system);
  if (code === undefined || (canonical !== 'cpt' && canonical !== 'hcpcs')) return undefined;
  return procedureRegions.get(withoutModifier(code));
}

/** The levels that the words of a treatment name: the low back is one with what lies below it. */
export function regionsOfTreatment(text: string): readonly BodyRegion[] {
  return withLowBack(regionsInText(text));
}

/** Levels, with all of the low back where one of them is lumbar: what treats it treats the sacrum and its joints. */
export function withLowBack(named: readonly BodyRegion[]): readonly BodyRegion[] {
  return named.includes('lumbar') ? [...new Set([...named, ...lowBack])] : named;
}

const otherTherapies = phraseList(
  `pelvic floor, pelvic, pelvis, prosthesis, prosthetic, esophagus, esophageal, urethra, urethral, amputee, chest physiotherapy, chest physical therapy, chest pt, chest physio, weight loss, weight reduction, pulmonary, cardiac, vestibular, lymphedema, respiratory,
  airway clearance, postural drainage, speech, swallowing, dysphagia, voice, cognitive, stroke, concussion, bppv, pelvic health, women s health, womens health, post mastectomy, mastectomy,
  rtc tear, rtc repair, rtc strain, rtc tendinitis, rtc tendinopathy, rtc syndrome, rtc injury, rcr, tsa, thr, cts, mcl, pcl, lcl, itb, frozen shoulder, bladder training, incontinence, prenatal, antenatal, constraint induced`,
);

/** Whether words name a therapy of another part of the body, or for another purpose. */
export function isTherapyElsewhere(text: string): boolean {
  return isElsewhereInWords(text) || (isForOther(text) && regionsInText(text).length === 0);
}

const isForOther = remembering(
  (text: string) => hasAny(wordsOf(text), otherTherapies) || /physio\w* for chest/i.test(text),
);

/** Every procedure code with the treatment that it is. */
export const procedureCodes: readonly (readonly [code: string, kind: TreatmentKind])[] = [
  ...procedureKinds,
  ...snomedKinds,
];

/** One row of the table of medicines: an ingredient with its RxNorm codes and brands. */
export interface Medicine extends Provenance {
  readonly ingredient: string;
  readonly kind: TreatmentKind;
  /** The RxNorm ingredient, where a source confirms it. */
  readonly rxnorm?: string;
  /** RxNorm clinical and branded drugs that hold it and were seen with that name. */
  readonly clinicalDrugs?: readonly string[];
  readonly brands?: readonly string[];
}

const rows: readonly (Omit<Medicine, 'kind'> & { readonly kind: string })[] = medicineRows;

/**
 * Medicines of a trial of treatment (standard-4; reading A56): any that is prescribed for the pain. Left out:
 * aspirin, mostly given in a dose that thins the blood.
 */
export const medicines: readonly Medicine[] = rows.flatMap((row) =>
  membersOf([row.kind], treatmentKinds, row.ingredient).map((kind) => ({ ...row, kind })),
);

const byRxnorm: ReadonlyMap<string, TreatmentKind> = new Map(
  medicines.flatMap(({ rxnorm, clinicalDrugs = [], kind }) =>
    [...(rxnorm === undefined ? [] : [rxnorm]), ...clinicalDrugs].map(
      (code) => [code, kind] as const,
    ),
  ),
);

/** By the ingredient's name, and by the first word of each brand. */
const byName: ReadonlyMap<string, TreatmentKind> = new Map(
  medicines.flatMap(({ ingredient, brands = [], kind }) =>
    [ingredient, ...brands.map(brandWord)].map((name) => [name, kind] as const),
  ),
);

/** The word that a brand is known by; "EC-Naprosyn", "Solu-Medrol" and "Depo-Medrol" by their last. */
function brandWord(brand: string): string {
  return wordsOf(brand).at(-1) ?? brand;
}

/** Forms and routes that treat the eye, ear, nose, lung or mouth, not the spine. */
const otherRoutes = phraseList(
  `ophthalmic, op soln, op drops, op oint, op susp, ophthalmologic, ophth, ophthal, opht, opth, drops, orabase, otic, nasal, intranasal, inhalation, inhalant, inhaler, inhaled, nebulized, nebulizer, respiratory tract, eye, eyes, eyedrops, ou, ear, ears,
  mouthwash, oral gel, mucosal, oromucosal, swish, gargle, oral rinse, mouth rinse, viscous, jelly, intra articular, intraarticular, actinic keratosis, sedation, tmj, dental, vaginal, per vagina, urethral, intravesical, intravitreal, conjunctival, auricular`,
);

/** SNOMED CT routes that act where they are given: the words that a coding without any stands for. */
const routeNames = bySystem(routeRows, 'snomed', ({ concept }) => concept);

/** What a coded route of a medicine is called; undefined for one that reaches the whole body, or is not known. */
export function routeName(system: string | undefined, code: string): string | undefined {
  return canonicalSystem(system) === 'snomed' ? routeNames.get(code.trim()) : undefined;
}

const onTheSkin = phraseList(
  'topical, topically, top, rect, cutaneous, cream, ointment, lotion, shampoo, spray, foam, rectal, rectally, enema, suppository',
);

/** What on the skin treats the skin: a steroid, and a tricyclic against itching. */
const ofTheSkin: ReadonlySet<TreatmentKind> = new Set<TreatmentKind>([
  'corticosteroid',
  'nerve-pain-medicine',
]);

/** What numbs for a stitch or a needle is given by one itself: only what lies on the skin treats the pain below it. */
const byNeedle = phraseList(
  `injection, injectable, injected, inject, infiltration, epinephrine, adrenaline, intravenous, iv, intradermal, subcutaneous, infusion, nerve block,
  local anesthetic, local anesthesia, anesthesia, vial, ampule, ampul, syringe, cartridge, mpf, pf, preservative free, xylocaine, buffered`,
);

/** What stands beside an analgesic in a remedy for a cold, a cough, a migraine or sleep; and in treatment of addiction. */
const otherRemedies = phraseList(
  `guaifenesin, dextromethorphan, doxylamine, pseudoephedrine, phenylephrine, chlorpheniramine, brompheniramine, promethazine,
  diphenhydramine, homatropine, prilocaine, menstrual, butalbital, caffeine, ergotamine, isometheptene, sumatriptan, naloxone, cough, cold, flu, sinus, migraine,
  headache, pm, nighttime, daytime, nyquil, dayquil, suboxone, excedrin, mucinex, tussionex, fioricet, treximet, cambia, solaraze, silenor, sublingual, subutex, zubsolv`,
);

/** The kind of treatment that a performed or ordered procedure is; undefined where it is none. */
export function treatmentOfProcedure(
  system: string | undefined,
  code: string | undefined,
): TreatmentKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return procedureKinds.get(withoutModifier(code));
    case 'snomed':
      return snomedKinds.get(code.trim());
    default:
      return undefined;
  }
}

/**
 * The kind of treatment that a prescribed medicine is: by RxNorm ingredient or clinical drug, else by an
 * ingredient's name or a brand in the text ("ibuprofen 800 MG Oral Tablet", "Flexeril 10 mg"), the first one
 * named. Undefined for another medicine, for drops, sprays and inhalers, and for a remedy for something else
 * (reading A59: cough, cold, migraine).
 * @param route what the routes that it is given by are called; empty where nothing says
 */
export function treatmentOfMedication(
  system: string | undefined,
  code: string | undefined,
  text: string | undefined,
  route = '',
): TreatmentKind | undefined {
  const named = medicineNamed(text ?? '');
  const given = route === '' ? named : medicineNamed(route);
  const { kind } = named;
  const isOnSkin = named.isOnSkin || given.isOnSkin;
  const isByNeedle = named.isByNeedle || given.isByNeedle;
  if (named.isForElse || given.isForElse) return undefined;
  const coded =
    code !== undefined && canonicalSystem(system) === 'rxnorm'
      ? byRxnorm.get(code.trim())
      : undefined;
  const found = coded ?? kind;
  if (found === 'topical-analgesic' && (isByNeedle || isRectal.test(`${text ?? ''} ${route}`)))
    return undefined;
  return found !== undefined && isOnSkin && ofTheSkin.has(found) ? undefined : found;
}

/** What numbs there treats nothing else. */
const isRectal =
  /\b(?:rectal(?:ly)?|anal|hemorrhoid\w*|perianal|mucous|mucosal?|oral|mouth|throat|urethral|vaginal)\b/i;

interface NamedMedicine {
  readonly kind: TreatmentKind | undefined;
  /** A form for another place than the spine, or a remedy for something else. */
  readonly isForElse: boolean;
  readonly isOnSkin: boolean;
  readonly isByNeedle: boolean;
}

/** The first medicine that a text names. */
const medicineNamed = remembering((text: string): NamedMedicine => {
  const words = wordsOf(text);
  const ingredient = words.find((word) => byName.has(word));
  return {
    kind: ingredient === undefined ? undefined : byName.get(ingredient),
    isForElse:
      hasAny(words, otherRoutes) || hasAny(words, otherRemedies) || isElsewhereInWords(text),
    isOnSkin: hasAny(words, onTheSkin),
    isByNeedle: hasAny(words, byNeedle),
  };
});

/** Therapies by the words that name them, where the code is local or absent. */
export const therapyWords: readonly (readonly [TreatmentKind, readonly string[]])[] = [
  [
    'physical-therapy',
    phraseList(
      `physical therapy, physiotherapy, physio, massage therapy, therapeutic massage, ther ex, therex, aquatic pt, physical therapist, pt visit, pt session, pt treatment, pt eval, pt evaluation, outpatient pt, pt outpatient, pt program, pt course, course of pt, therapeutic exercise,
      therapeutic exercises, manual therapy, neuromuscular reeducation, neuromuscular re education, movement therapy, aquatic therapy, gait training`,
    ),
  ],
  ['occupational-therapy', phraseList('occupational therapy, occupational therapist')],
  [
    'manipulation',
    phraseList(
      `chiropractic, chiropractor, spinal manipulation, osteopathic manipulation, osteopathic manipulative treatment, omt`,
    ),
  ],
  [
    'interventional-procedure',
    phraseList(
      `epidural steroid injection, epidural injection, facet injection, facet joint injection, medial branch block, trigger point injection,
      nerve root block, selective nerve root block, transforaminal injection, sacroiliac joint injection`,
    ),
  ],
  [
    'home-exercise',
    phraseList(
      `home exercise, home exercise program, home exercises, hep, exercise program, exercise therapy, stretching, stretching exercises, stretching exercise,
      core strengthening, core exercises, back exercises, spine exercises, mckenzie exercises, mckenzie method, mckenzie therapy, mckenzie program, mechanical diagnosis and therapy, directional preference exercise, directional preference exercises, nerve gliding, nerve glides, neural mobilization, williams flexion exercises, williams exercises, stabilization exercise, stabilization exercises, lumbar stabilization, core stabilization, strengthening exercises`,
    ),
  ],
  [
    'activity-modification',
    phraseList('activity modification, activity restriction, modified activity'),
  ],
  [
    'education',
    phraseList('back school, back care education, patient education on back pain, spine education'),
  ],
];

const negators = phraseList(
  'no, not, declined, declines, refused, refuses, cancelled, canceled, cancellation, cancellations, cancel, missed, without',
);

/** The therapy that words name. Undefined where they name none, or say that it did not take place. */
export const treatmentInWords = remembering((text: string): TreatmentKind | undefined => {
  if (text === '') return undefined;
  const words = wordsOf(text);
  if (hasAny(words, negators)) return undefined;
  const named = therapyWords.find(([, phrases]) => hasAny(words, phrases))?.[0];
  return named ?? (isTherapyOfSpine(words, text) ? 'physical-therapy' : undefined);
});

/** "PT low back and neck": the abbreviation with the place that it is for. */
function isTherapyOfSpine([first, ...others]: readonly string[], text: string): boolean {
  if (first !== 'pt' || others.includes('inr')) return false;
  return regionsInText(text).length > 0 || hasAny(others, ['spine', 'back']);
}

/** Therapies that are given in sessions, which join into courses (reading A57). */
const inSessions: ReadonlySet<TreatmentKind> = new Set<TreatmentKind>([
  'physical-therapy',
  'occupational-therapy',
  'manipulation',
  'home-exercise',
]);

/** Whether a kind of treatment is given session by session. */
export function isGivenInSessions(kind: TreatmentKind): boolean {
  return inSessions.has(kind);
}
