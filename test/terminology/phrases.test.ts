import { describe, expect, it } from 'vitest';
import { conclusionsIn, mriSafetyIn, techniquesIn } from '../../src/terminology/phrases.ts';

describe('the technique of an order', () => {
  it.each([
    ['Upright MRI of the lumbar spine', ['positional']],
    ['Weight-bearing', ['positional']],
    ['standing MRI without contrast', ['positional']],
    ['MRI without contrast, standing', ['positional']],
    ['dynamic MRI cervical spine', ['positional']],
    ['cone-beam CT', ['cone-beam']],
    ['CBCT C-spine', ['cone-beam']],
    ['Whole-body MRI protocol', ['whole-body']],
    ['PET/MRI', ['pet-mri']],
    ['CT myelogram', ['myelogram']],
    ['post-myelogram CT', ['myelogram']],
    ['CT Lumbar spine W contrast IT', ['myelogram']],
    ['with IV contrast', ['iv-contrast']],
    ['CT Lumbar spine WO and W contrast IV', ['iv-contrast']],
    ['with and without intravenous contrast', ['iv-contrast']],
    ['post-discography CT', ['post-discography']],
    ['3-D reconstruction', ['three-d']],
    ['CT lumbar spine, 3D', ['three-d']],
    ['Patient cannot lie still; upright MRI requested', ['positional']],
  ])('is read from "%s": %j', (text, techniques) => {
    expect([...techniquesIn(text)]).toEqual(techniques);
  });

  it.each([
    'not standing',
    'No upright or weight-bearing images',
    'non-weight-bearing',
    'weight bearing as tolerated',
    'Pain worse when standing, relieved by sitting',
    'longstanding back pain',
    'long-standing back pain',
    'standing lumbar x-rays were normal',
    'dynamic contrast-enhanced sequence',
    'positional headache',
    'no prior whole-body MRI',
    'whole-body bone scan in 2021',
    'no myelogram planned',
    'prior myelogram was uninformative',
    'without IV contrast',
    'CT Cervical spine WO contrast IV',
    'history of intravenous drug use',
    '',
  ])('is not read from "%s"', (text) => {
    expect([...techniquesIn(text)]).toEqual([]);
  });
});

describe("a report's conclusion", () => {
  it.each([
    ['No acute fracture.', ['no-fracture']],
    ['No evidence of fracture, dislocation or listhesis.', ['no-fracture']],
    ['No evidence of\nfracture', ['no-fracture']],
    ['A fracture is not seen.', ['no-fracture']],
    ['Fracture: none', ['no-fracture']],
    ['Negative for fracture', ['no-fracture']],
    ['Normal radiographs of the sacrum', ['negative', 'no-fracture']],
    ['Old healed L1 fracture. No acute fracture.', ['no-fracture']],
    ['Compression fracture of L1', ['fracture']],
    ['Nondisplaced fracture of the sacrum', ['fracture']],
    ['No change in the L1 compression fracture', ['fracture']],
    ['No acute findings\nFracture of S4', ['fracture']],
    ['No dislocation; L2 fracture present', ['fracture']],
    ['Fracture of indeterminate age at T12', ['fracture-acuity-indeterminate']],
    ['Age-indeterminate compression fracture of L2', ['fracture-acuity-indeterminate']],
    ['Cannot exclude a nondisplaced fracture', ['equivocal']],
    ['A fracture cannot be excluded', ['equivocal']],
    ['Possible fracture of the coccyx', ['equivocal']],
    ['Fracture?', ['equivocal']],
    ['Equivocal sacroiliac changes', ['equivocal']],
    ['Indeterminate study', ['equivocal']],
    ['Nondiagnostic examination', ['non-diagnostic']],
    ['Study is non-diagnostic', ['non-diagnostic']],
    ['Limited by patient motion', ['non-diagnostic']],
    ['Evaluation limited by metal artifact', ['non-diagnostic']],
    ['Focal increased uptake at the left L5 pars interarticularis', ['positive']],
    ['Positive for pars stress reaction', ['positive']],
    ['No abnormal uptake', ['negative']],
    ['Negative', ['negative', 'no-fracture']],
    ['Bone scan negative', ['negative']],
    ['Chronic compression fracture of L1', ['other']],
    ['Mild degenerative change', ['other']],
    ['Not non-diagnostic', ['other']],
    ['Not limited by motion', ['other']],
    ['Mildly limited by motion but diagnostic', ['other']],
    ['Indeterminate renal lesion', ['other']],
    ['Increased uptake in the right knee', ['other']],
  ])('"%s" settles %j', (text, conclusions) => {
    expect([...conclusionsIn(text)]).toEqual(conclusions);
  });

  it.each(['', '  \n ', 'Rule out fracture', 'No displaced fracture', 'No other fracture'])(
    '"%s" settles nothing',
    (text) => {
      expect([...conclusionsIn(text)]).toEqual([]);
    },
  );

  it('keeps both sides of a report that says both', () => {
    expect([...conclusionsIn('Fracture of L1. No fracture of L2.')].toSorted()).toEqual([
      'fracture',
      'no-fracture',
    ]);
  });
});

describe('the MRI safety of a device', () => {
  it.each([
    ['MR Unsafe', 'unsafe'],
    ['not MRI compatible', 'unsafe'],
    ['non-MR-conditional lead', 'unsafe'],
    ['ferromagnetic aneurysm clip', 'unsafe'],
    ['MR Conditional 1.5 T and 3 T', 'conditional'],
    ['MRI safe', 'conditional'],
    ['MR conditional generator, MR unsafe lead', 'unsafe'],
    ['not MR unsafe', undefined],
    ['non-ferromagnetic', undefined],
    ['no contraindication to MRI', undefined],
    ['dual-chamber pacemaker', undefined],
    ['', undefined],
  ])('"%s" is %s', (text, safety) => {
    expect(mriSafetyIn(text)).toBe(safety);
  });
});

describe('a hostile text', () => {
  const hostile = [
    `${'no '.repeat(200_000)}fracture`,
    `${'fracture '.repeat(100_000)}`,
    `${'\n'.repeat(500_000)}`,
    `${'MR un'.repeat(100_000)}`,
    `${"'".repeat(500_000)}`,
    `${'1.'.repeat(300_000)}`,
    '\u0000\uffff\u{1f4a9}'.repeat(50_000),
  ];

  it('is read to its end without failing, and no further than 4,000 characters', () => {
    for (const text of hostile) {
      for (const read of [techniquesIn, conclusionsIn]) {
        expect([...read(text)]).toEqual([...read(text.slice(0, 4000))]);
      }
      expect(mriSafetyIn(text)).toBe(mriSafetyIn(text.slice(0, 4000)));
    }
  });

  it('hides no phrase in the first part and adds none after it', () => {
    expect([...techniquesIn(`Upright MRI. ${'x'.repeat(100_000)}`)]).toEqual(['positional']);
    expect([...techniquesIn(`${'x '.repeat(4000)} upright MRI`)]).toEqual([]);
  });
});
