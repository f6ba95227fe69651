import type { Indication } from '../../guideline/indication.ts';
import { readSection } from '../../guideline/section.ts';
import type { GuidelineSection } from '../../guideline/statement.ts';
import { augmentation } from './augmentation.ts';
import { coccyx } from './coccyx.ts';
import { compressionFx } from './compression-fx.ts';
import { conebeam } from './conebeam.ts';
import { controversial } from './controversial.ts';
import { ct } from './ct.ts';
import { ctmyelo } from './ctmyelo.ts';
import { ctmyeloLumbar } from './ctmyelo-lumbar.ts';
import { deformity } from './deformity.ts';
import { discography } from './discography.ts';
import { exceptions } from './exceptions.ts';
import { general } from './general.ts';
import { modalities } from './modalities.ts';
import { mri } from './mri.ts';
import { myelopathy } from './myelopathy.ts';
import { myelopathyCt } from './myelopathy-ct.ts';
import { necessity } from './necessity.ts';
import { nuclear } from './nuclear.ts';
import { petct } from './petct.ts';
import { postop6 } from './postop6.ts';
import { precond } from './precond.ts';
import { prereq } from './prereq.ts';
import { radiculopathy } from './radiculopathy.ts';
import { redflag } from './redflag.ts';
import { repeat } from './repeat.ts';
import { revisionFusion } from './revision-fusion.ts';
import { sacroiliac } from './sacroiliac.ts';
import { scs } from './scs.ts';
import { spondylolisthesis } from './spondylolisthesis.ts';
import { spondylolysis } from './spondylolysis.ts';
import { standard } from './standard.ts';
import { stenosis } from './stenosis.ts';
import { syrinx } from './syrinx.ts';
import { ultrasound } from './ultrasound.ts';
import { vcf } from './vcf.ts';

/** The guideline's sections in its own order. Adding one is one file, its line here and a folder of vignettes. */
export const sections: readonly GuidelineSection[] = [
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
].map(readSection);

/** Every indication, in the order of the sections that define them. */
export const indications: readonly Indication[] = sections.flatMap((one) => one.indications);
