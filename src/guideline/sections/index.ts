import type { Indication } from '../indication.ts';
import type { GuidelineSection } from '../statement.ts';
import * as augmentation from './augmentation.ts';
import * as coccyx from './coccyx.ts';
import * as compressionFx from './compression-fx.ts';
import * as conebeam from './conebeam.ts';
import * as controversial from './controversial.ts';
import * as ct from './ct.ts';
import * as ctmyelo from './ctmyelo.ts';
import * as ctmyeloLumbar from './ctmyelo-lumbar.ts';
import * as deformity from './deformity.ts';
import * as discography from './discography.ts';
import * as exceptions from './exceptions.ts';
import * as general from './general.ts';
import * as modalities from './modalities.ts';
import * as mri from './mri.ts';
import * as myelopathy from './myelopathy.ts';
import * as myelopathyCt from './myelopathy-ct.ts';
import * as necessity from './necessity.ts';
import * as nuclear from './nuclear.ts';
import * as petct from './petct.ts';
import * as postop6 from './postop6.ts';
import * as precond from './precond.ts';
import * as prereq from './prereq.ts';
import * as radiculopathy from './radiculopathy.ts';
import * as redflag from './redflag.ts';
import * as repeat from './repeat.ts';
import * as revisionFusion from './revision-fusion.ts';
import * as sacroiliac from './sacroiliac.ts';
import * as scs from './scs.ts';
import * as spondylolisthesis from './spondylolisthesis.ts';
import * as spondylolysis from './spondylolysis.ts';
import * as standard from './standard.ts';
import * as stenosis from './stenosis.ts';
import * as syrinx from './syrinx.ts';
import * as ultrasound from './ultrasound.ts';
import * as vcf from './vcf.ts';

/** The guideline's sections in its own order. Adding one is one file, its line here and a folder of vignettes. */
const inOrder: readonly {
  readonly section: GuidelineSection;
  readonly indications?: readonly Indication[];
}[] = [
  general,
  necessity,
  standard,
  redflag,
  repeat,
  mri,
  ct,
  ctmyelo,
  discography,
  controversial,
  prereq,
  ultrasound,
  petct,
  conebeam,
  precond,
  exceptions,
  coccyx,
  radiculopathy,
  modalities,
  myelopathy,
  myelopathyCt,
  spondylolysis,
  spondylolisthesis,
  stenosis,
  ctmyeloLumbar,
  sacroiliac,
  compressionFx,
  vcf,
  syrinx,
  deformity,
  postop6,
  revisionFusion,
  scs,
  augmentation,
  nuclear,
];

export const sections: readonly GuidelineSection[] = inOrder.map((file) => file.section);

/** Every indication, in the order of the sections that define them. */
export const indications: readonly Indication[] = inOrder.flatMap((file) => file.indications ?? []);
