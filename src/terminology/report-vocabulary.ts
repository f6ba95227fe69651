import { areKnown, phraseList, type Word } from './words.ts';

/**
 * The words with which a report says that the images leave something open, or settle nothing: what the study is called,
 * the parts of the spine and its joints, what is looked for there, and the words between. Where any other word stands
 * beside "equivocal", something else may be: a laboratory value, a nerve conduction, the bone of a hip, the diagnosis.
 */
const known: ReadonlySet<Word> = new Set(
  phraseList(
    `a, an, the, this, that, these, those, which, it, its, is, are, was, were, be, been, being, has, have, may, might, could, can, cannot, and, or, of, for, in, on, at, to, by, from,
    with, within, as, there, but, remains, remain, appears, appear, appearing, considered, deemed, felt, therefore, thus, overall, only, also, both, either, any, all, other, some,
    somewhat, largely, essentially, technically, very, rather, slightly, mildly, relatively, again, still, here, between, along, about, around, regarding, concerning, relation,
    study, studies, exam, examination, film, films, radiograph, radiographs, radiography, radiographic, radiographically, xray, xrays, xr, x, ray, rays, view, views, image, images, imaging, mri, mr,
    ct, scan, scans, spect, report, finding, findings, result, results, impression, conclusion, conclusions, interpretation, evaluation, assessment, appearance, appearances, quality, diagnostic,
    limited, sequence, sequences, series, detection, presence, sensitivity, specificity, purposes, purpose, value, no, not, non, equivocal, indeterminate, inconclusive, conclusive, questionable, nondiagnostic, interpretable,
    si, sacroiliac, sacro, iliac, joint, joints, sacrum, sacral, coccyx, coccygeal, sacrococcygeal, spine, spinal, lumbar, lumbosacral, thoracic, thoracolumbar, cervical, vertebra, vertebrae, vertebral, body,
    bodies, endplate, endplates, disc, disk, discs, disks, level, levels, foramen, foraminal, foramina, nerve, nerves, root, roots, canal, cord, conus, thecal, sac, pars, interarticularis,
    pedicle, pedicles, margin, margins, cortex, cortical, bone, bones, bony, osseous, marrow, left, right, bilateral, bilaterally, inferior, superior, anterior, posterior, upper, lower, mid, middle,
    lateral, medial, central, aspect, side, sided, space, segment, segments, tip, area, region,
    fracture, fractures, fx, compression, deformity, insufficiency, occult, stress, acute, subacute, chronic, early, subtle, mild, minimal, minor, moderate, severe, small, slight, possible, probable, definite, new, active,
    sacroiliitis, sacroilitis, erosion, erosions, erosive, sclerosis, inflammation, inflammatory, change, changes, degenerative, degeneration, arthritis, arthropathy, abnormality, abnormalities, abnormal, irregularity, irregular, narrowing, widening, ankylosis, fusion, union, nonunion,
    pseudoarthrosis, pseudarthrosis, loosening, lucency, hardware, screw, screws, rod, rods, spondylolysis, spondylolytic, spondylolisthesis, defect, defects, lesion, lesions, infection, infectious, discitis, osteomyelitis, abscess, stenosis, herniation, herniations, protrusion,
    extrusion, bulge, impingement, syrinx, signal, step, off, injury, nondisplaced, displaced, osteopenia, asymmetry, asymmetric, involvement, process, disease, uptake, reaction, pathology,
    neural, nonspecific, specific, greater, than, more, subchondral, recurrent, residual, recurrence, versus, vs, scar, granulation, fibrosis, epidural, postoperative, enhancement, edema, oedema, suspicious, suspicion, suspected, possibly, probably, perhaps, suggestive, worrisome`,
  ),
);

const level = /^(?:[ctls]\d{1,2}|\d{1,2}|co\d)$/;

/** Whether all words are ones with which a report tells of the study and of what it looks for in the spine. */
export function areOfTheStudy(words: readonly Word[]): boolean {
  return areKnown(words, [known], level);
}
