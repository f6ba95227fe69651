/** Codes of a concept: ICD-10-CM by prefix, without the dot; SNOMED CT in full. Copied from the evidence contract. */
export interface Concept {
  readonly icd: readonly string[];
  readonly snomed: readonly string[];
}

const concept = (icd: string, snomed = ''): Concept => ({
  icd: icd.replaceAll('.', '').split(' ').filter(Boolean),
  snomed: snomed.split(' ').filter(Boolean),
});

export const lumbarRadiculopathy = concept(
  'M54.16 M54.17 M54.3 M54.4 M51.16 M51.17 M47.26 M47.27',
  '128196005 23056005 2415007 46578006 202735001',
);
export const stenosis = concept(
  'M48.0 M99.2 M99.3 M99.4 M99.5 M99.6 M99.7',
  '18347007 76107001 428513007 303081002',
);
export const claudication = concept('M48.062', '428513007 303081002');
export const spondylolisthesis = concept('M43.1 Q76.2', '274152003 4046000 307138004 13236000');
export const spondylolysis = concept('M43.0', '245867000 80712009 445018004');
export const compressionFracture = concept(
  'M48.5 M80.08 M80.88 M84.48 M84.58',
  '42942008 426646004 84138006 240198002 274146004',
);
export const fragility = concept(
  'M81 M80 Z79.52 M48.5 M84.4 M84.5',
  '64859006 102447009 309745002 390833005 240198002 42942008 426646004 84138006 274146004',
);
export const acuteFracture = concept(
  'S12 S22.0 S32.0 S32.1 S32.2 S32.8',
  '50448004 125606003 125607007 125608002 269062008 207938004 207957008',
);
export const coccyx = concept('M53.3 S32.2', '34789001');
export const sacroiliac = concept(
  'M46.1 M53.3 S33.6 M53.2X8 S32.1 S32.8',
  '202487003 55146009 202805003',
);
export const juvenileArthritis = concept('M08', '410795001 74391003');
export const spondylitis = concept('M45 M48.1', '9631008');
export const syrinx = concept('G95.0', '111496009');
export const deformity = concept(
  'M40 M41 Q67.5 Q76.3',
  '298382003 111266001 414564002 413428007 405772002 74877002',
);
export const myelopathy = concept(
  'M47.1 M50.0 M51.04 M51.05 M51.06 G95.2 G95.9 G99.2 G35 G36.0 G37.3 G04.9 G04.89 R29.2',
  '202664003 202717005 65260001 67437007 34139004 71286001 48522003 16631009 24700007 426373005 425500002 86854008',
);
export const tetheredCord = concept(
  'Q06.8 Q06.2 Q05 Q76.0',
  '70534000 67531005 311897005 249729002',
);
export const neoplasm = concept(
  'C D16.6 D33.4 D42.1 D43.4 D48.0 D49.2',
  '94602001 363475005 363346000',
);
/** Known, now or in the past (reading A45). */
export const malignancy = concept('C Z85', '363346000 266987004');
export const infection = concept(
  'M46.2 M46.3 M46.4 G06.1 A18.01',
  '203241002 302935008 2304001 35984006',
);
export const aorta = concept('I71', '67362008 308546005 75878002 74883004 433068007 444569004');
export const vessels = concept('I7 I8', '67362008 308546005 75878002 74883004 433068007 444569004');
export const afterSurgery = concept('M96 Z98.1 M43.2', '27151001 202725007 202723000');
export const pseudoarthrosis = concept('M96.0 M43.2 Z98.1', '202725007 202723000');
export const footDrop = concept('M21.37', '6077001');
export const bilateralWeakness = concept('G82.2 R29.898', '102568007');
export const caudaEquina = concept('G83.4', '192970008 12454008');
export const weightLoss = concept('R63.4', '267024001 422868009');
export const highRiskMechanism = concept('V W13 W17', '214031005 219346009 242408008');
export const noMri = concept('Z95.0 Z95.810 Z18.1', '441509002');
export const spinePain = concept(
  'M54 M53 M50 M51 M47 M96 Z98.1 G89 M43 M48 M99 M46 M45 M40 M41 M80 M84 S1 S2 S3 G95 G83 G82 Q',
  '279039007 278860009 278862001 279040009 161891005 81680005 279029001 279038004 267981009 54404000 11049006 42452002 202708005 26538006 73589001 20021007',
);

/** Complaints whose onset dates a deficit as new or old. */
export const complaints: readonly Concept[] = [
  lumbarRadiculopathy,
  stenosis,
  spondylolisthesis,
  spondylolysis,
  compressionFracture,
  coccyx,
  sacroiliac,
  concept('M54 M50 M51 M47.1', spinePain.snomed.join(' ')),
];

/** Every concept that is a matter of the spine. */
export const ofTheSpine: readonly Concept[] = [
  lumbarRadiculopathy,
  stenosis,
  spondylolisthesis,
  spondylolysis,
  compressionFracture,
  acuteFracture,
  coccyx,
  sacroiliac,
  juvenileArthritis,
  spondylitis,
  syrinx,
  deformity,
  myelopathy,
  tetheredCord,
  neoplasm,
  infection,
  afterSurgery,
  footDrop,
  bilateralWeakness,
  caudaEquina,
  spinePain,
];

export function isOf({ icd, snomed }: Concept, code: string): boolean {
  const plain = code.toUpperCase().replaceAll('.', '').trim();
  return (
    snomed.includes(plain) || (/^[A-Z]\d/.test(plain) && icd.some((one) => plain.startsWith(one)))
  );
}

export type Level = 'cervical' | 'thoracic' | 'lumbar' | 'pelvis';

const sites: Readonly<Record<string, readonly Level[]>> = {
  1: ['cervical'],
  2: ['cervical'],
  3: ['cervical', 'thoracic'],
  4: ['thoracic'],
  5: ['thoracic', 'lumbar'],
  6: ['lumbar'],
  7: ['lumbar', 'pelvis'],
  8: ['lumbar', 'pelvis'],
};

/** The levels that an ICD-10-CM code names; undefined where it names none, or is of another system. */
export function levelsOf(code: string): readonly Level[] | undefined {
  const plain = code.toUpperCase().replaceAll('.', '').trim();
  if (/^M533/.test(plain)) return ['pelvis'];
  if (/^(M543|M544|M545|G834|M2137|S320)/.test(plain)) return ['lumbar', 'pelvis'];
  if (/^(M542|M50)/.test(plain)) return ['cervical', 'thoracic'];
  if (/^S12/.test(plain)) return ['cervical'];
  if (/^(M546|S220)/.test(plain)) return ['thoracic'];
  // The site is the fifth character, and the sixth of the longer codes of deformity and of other spondylosis.
  if (/^M4[01]\d{3}|^M478[19]/.test(plain)) return sites[plain.charAt(5)];
  return /^(M4[0-36-8]|M51|M541)\d/.test(plain) ? sites[plain.charAt(4)] : undefined;
}

const numbers = (from: number, to: number) => (code: string) =>
  /^\d{5}$/.test(code) && Number(code) >= from && Number(code) <= to;

/** CPT codes of the treatments that count (evidence contract, "provider-directed treatment"). */
export function isTreatment(code: string): boolean {
  const single = '97110 97112 97113 97116 97140 97150 97530 97535 20552 20553 27096'.split(' ');
  const ranges = [
    numbers(97161, 97168),
    numbers(98940, 98943),
    numbers(98925, 98929),
    numbers(62320, 62327),
    numbers(64479, 64484),
    numbers(64490, 64495),
  ];
  return single.includes(code) || ranges.some((within) => within(code));
}

/** CPT and SNOMED CT codes of spine surgery. */
export function isSurgery(code: string): boolean {
  const ranges = [
    numbers(22548, 22634),
    numbers(22800, 22819),
    numbers(22840, 22859),
    numbers(63001, 63308),
  ];
  const snomed = '55705006 50172003 89355001 387731002 392236004'.split(' ');
  return snomed.includes(code) || ranges.some((within) => within(code));
}

export const isAugmentation = numbers(22510, 22515);

export function isStimulator(code: string): boolean {
  return '63650 63655 63661 63662 63663 63664 63685 63688'.split(' ').includes(code);
}

const films: Readonly<Record<string, readonly string[]>> = {
  cervical: ['72020', '72040', '72050', '72052'],
  thoracic: ['72020', '72070', '72072', '72074', '72080'],
  lumbar: ['72020', '72080', '72100', '72110', '72114', '72120'],
  pelvis: ['72200', '72202', '72220', '72170', '72190'],
};
const wholeSpine = ['72081', '72082', '72083', '72084'];

/** The levels that a plain film shows; undefined where the code is none that is known here. */
export function filmLevels(code: string): readonly string[] | undefined {
  if (wholeSpine.includes(code)) return Object.keys(films);
  const shown = Object.keys(films).filter((level) => films[level]?.includes(code));
  return shown.length === 0 ? undefined : shown;
}

export interface OrderedStudy {
  readonly kind: 'MRI' | 'CT';
  readonly level: Level;
  readonly contrast: 'without' | 'with' | 'both';
}

const rows: readonly (readonly [OrderedStudy['kind'], OrderedStudy['contrast'], string])[] = [
  ['MRI', 'without', '72141 72146 72148 72195'],
  ['MRI', 'with', '72142 72147 72149 72196'],
  ['MRI', 'both', '72156 72157 72158 72197'],
  ['CT', 'without', '72125 72128 72131 72192'],
  ['CT', 'with', '72126 72129 72132 72193'],
  ['CT', 'both', '72127 72130 72133 72194'],
];
const columns: readonly Level[] = ['cervical', 'thoracic', 'lumbar', 'pelvis'];

/** The row and column of the study catalogue in which an MRI or CT code stands. */
export function orderedStudy(code: string): OrderedStudy | undefined {
  for (const [kind, contrast, codes] of rows) {
    const level = columns[codes.split(' ').indexOf(code)];
    if (level !== undefined) return { kind, level, contrast };
  }
  return undefined;
}
