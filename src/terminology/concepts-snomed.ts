import type { BodyRegion, Concept } from './types.ts';

/** What SNOMED CT codes mean here; the region where the meaning has one. */
export interface SnomedRule {
  readonly codes: string;
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
}

function rule(
  codes: string,
  concepts: readonly Concept[],
  regions: readonly BodyRegion[] = [],
): SnomedRule {
  return { codes, concepts, regions };
}

/** Conditions by SNOMED CT (evidence contract, "Indications and conditions"). */
export const snomedRules: readonly SnomedRule[] = [
  rule('128196005 23056005 2415007 46578006 202735001', ['lumbar-radiculopathy'], ['lumbar']),
  rule('54404000 11049006', ['cervical-radicular-pain'], ['cervical']),
  rule('42452002', ['thoracic-radicular-pain'], ['thoracic']),
  rule('279039007 278860009 278862001 279040009 161891005', ['low-back-pain'], ['lumbar']),
  rule('81680005 279029001', ['neck-pain'], ['cervical']),
  rule('279038004 267981009', ['thoracic-pain'], ['thoracic']),
  rule('202708005', ['disc-disease'], ['lumbar']),
  rule('26538006 73589001 20021007', ['disc-disease']),
  rule('192970008 12454008', ['cauda-equina-syndrome'], ['lumbar']),
  rule('202664003', ['myelopathy'], ['cervical']),
  rule('202717005 65260001 67437007 34139004 71286001 48522003 16631009', ['myelopathy']),
  rule('24700007 426373005 425500002', ['myelitis']),
  rule('70534000 67531005 311897005 249729002', ['tethered-cord']),
  // Stenosis of the spine without a level: the words or the order say which.
  rule('18347007 76107001', ['lumbar-stenosis']),
  rule('428513007', ['lumbar-stenosis'], ['lumbar']),
  rule('303081002', ['neurogenic-claudication'], ['lumbar']),
  rule('274152003 4046000 307138004 13236000', ['spondylolisthesis']),
  rule('245867000 80712009', ['spondylolysis']),
  rule('445018004', ['spondylolysis'], ['cervical']),
  rule('42942008 84138006 240198002 274146004', ['compression-fracture']),
  rule('426646004', ['compression-fracture'], ['lumbar']),
  rule('64859006 102447009 309745002 390833005', ['insufficiency-fracture-predisposition']),
  rule('50448004 125606003 125607007 125608002', ['acute-spinal-fracture']),
  rule('269062008', ['acute-spinal-fracture'], ['cervical']),
  rule('207938004', ['acute-spinal-fracture'], ['thoracic']),
  rule('207957008', ['acute-spinal-fracture'], ['lumbar']),
  rule('34789001', ['coccydynia'], ['sacrum-coccyx']),
  rule('202487003 55146009 202805003', ['sacroiliac-joint'], ['sacroiliac']),
  rule('410795001 74391003', ['juvenile-idiopathic-arthritis']),
  rule('9631008', ['ankylosing-spondylitis-or-dish']),
  rule('111496009', ['syringomyelia']),
  rule('298382003 111266001 414564002 413428007 405772002 74877002', ['spinal-deformity']),
  rule('94602001', ['spinal-neoplasm', 'malignancy']),
  rule('363475005', ['spinal-neoplasm', 'malignancy']),
  rule('363346000', ['malignancy']),
  rule('203241002 302935008 2304001 35984006', ['spinal-infection']),
  rule('67362008 308546005 75878002 74883004 433068007 444569004', ['aortic-emergency']),
  rule('27151001 202725007', ['post-operative-status']),
  rule('202723000', ['post-operative-status', 'pseudoarthrosis']),
  rule('6077001', ['foot-drop'], ['lumbar']),
  // Of one leg or both: the body site or the words say which.
  rule('102568007', ['bilateral-leg-weakness']),
  rule('86854008', ['abnormal-reflex']),
  rule('267064002 165232002 72042002', ['sphincter-or-saddle-disturbance']),
  rule('267024001 422868009', ['abnormal-weight-loss']),
  rule('386661006', ['fever']),
  rule('77386006 72892002', ['pregnancy']),
  rule('214031005 219346009 242408008', ['high-risk-mechanism']),
  rule('441509002', ['mri-contraindication']),
];
