import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import type { TreatmentKind } from './types.ts';
import { hasAny, wordsOf } from './words.ts';

const procedureKinds: ReadonlyMap<string, TreatmentKind> = new Map<string, TreatmentKind>([
  ...cpt('physical-therapy', '97110 97112 97113 97116 97140 97150 97161 97162 97163 97164 97530'),
  ...cpt('occupational-therapy', '97165 97166 97167 97168 97535'),
  ...cpt('manipulation', '98940 98941 98942 98943 98925 98926 98927 98928 98929'),
  ...cpt(
    'interventional-procedure',
    '62320 62321 62322 62323 62324 62325 62326 62327 64479 64480 64483 64484 64490 64491 64492 64493 64494 64495 20552 20553 27096',
  ),
]);

const snomedKinds: ReadonlyMap<string, TreatmentKind> = new Map<string, TreatmentKind>([
  ['91251008', 'physical-therapy'],
  ['410289001', 'home-exercise'],
]);

function cpt(kind: TreatmentKind, codes: string): readonly (readonly [string, TreatmentKind])[] {
  return codes.split(' ').map((code) => [code, kind] as const);
}

/** An ingredient: its name and, where a source confirms it, its RxNorm ingredient code. */
interface Ingredient {
  readonly name: string;
  readonly rxnorm: string | undefined;
  readonly kind: TreatmentKind;
}

/** Reads `name:code` or `name`, separated by spaces. */
function ingredients(kind: TreatmentKind, text: string): readonly Ingredient[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => entry.split(':'))
    .map(([name = '', rxnorm]) => ({ name, rxnorm, kind }));
}

/**
 * Medicines of a trial of treatment (standard-4: NSAIDs, analgesics, corticosteroids). Left out:
 * aspirin, mostly given in a dose that thins the blood; muscle relaxants and gabapentinoids, which
 * the guideline does not name.
 */
const medicines: readonly Ingredient[] = [
  ...ingredients(
    'nsaid',
    `ibuprofen:5640 naproxen:7258 diclofenac:3355 meloxicam:41493 celecoxib:140587
    indomethacin:5781 piroxicam:8356 flurbiprofen:4502 etodolac ketorolac nabumetone oxaprozin
    sulindac diflunisal ketoprofen fenoprofen tolmetin salsalate`,
  ),
  ...ingredients(
    'analgesic',
    `acetaminophen:161 tramadol:10689 codeine:2670 morphine:7052 oxycodone:7804
    hydrocodone:5489 tapentadol:787390 hydromorphone oxymorphone`,
  ),
  ...ingredients(
    'corticosteroid',
    'prednisone:8640 prednisolone:8638 methylprednisolone:6902 dexamethasone:3264',
  ),
];

const byRxnorm: ReadonlyMap<string, TreatmentKind> = new Map(
  medicines.flatMap(({ rxnorm, kind }) => (rxnorm === undefined ? [] : [[rxnorm, kind] as const])),
);

const byName: ReadonlyMap<string, TreatmentKind> = new Map(
  medicines.map(({ name, kind }) => [name, kind] as const),
);

/** Forms that treat the eye, ear, nose or lung, not the spine. */
const otherRoutes = ['ophthalmic', 'otic', 'nasal', 'inhalation', 'inhalant', 'eye', 'ear'];

/** The kind of treatment that a performed or ordered procedure is; undefined where it is none. */
export function treatmentOfProcedure(
  system: string | undefined,
  code: string | undefined,
): TreatmentKind | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return procedureKinds.get(code.trim());
    case 'snomed':
      return snomedKinds.get(code.trim());
    default:
      return undefined;
  }
}

/**
 * The kind of treatment that a prescribed medicine is: by RxNorm ingredient, else by an ingredient's
 * name in the text ("ibuprofen 800 MG Oral Tablet"), the first one named. Undefined for another
 * medicine, and for drops, sprays and inhalers.
 */
export function treatmentOfMedication(
  system: string | undefined,
  code: string | undefined,
  text: string | undefined,
): TreatmentKind | undefined {
  const { kind, otherRoute } = medicineNamed(text ?? '');
  if (otherRoute) return undefined;
  const coded =
    code !== undefined && canonicalSystem(system) === 'rxnorm'
      ? byRxnorm.get(code.trim())
      : undefined;
  return coded ?? kind;
}

/** The first ingredient that a text names, and whether it names a form for another place than the spine. */
const medicineNamed = remembering(
  (text: string): { readonly kind: TreatmentKind | undefined; readonly otherRoute: boolean } => {
    const words = wordsOf(text);
    const ingredient = words.find((word) => byName.has(word));
    return {
      kind: ingredient === undefined ? undefined : byName.get(ingredient),
      otherRoute: hasAny(words, otherRoutes),
    };
  },
);
