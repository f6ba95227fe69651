/** Why a study is not supported, after its name and a colon: one sentence a rule. */
const table: Readonly<Record<string, string>> = {
  'study.mr-spectroscopy': 'spectroscopy is not supported for the spine',
  'study.positional-mri': 'an upright or positional scan is not supported',
  'study.cone-beam-ct': 'cone-beam CT is not supported for the neck',
  'study.pet-ct': 'PET is supported for tumors of the spine only',
  'study.pet-mri': 'needs the PET requirements to hold and PET/CT to be unavailable',
  'study.whole-body-mri': 'needs a syndrome whose own guideline asks for a whole-body scan',
  'study.whole-body-by-parts': 'a whole-body scan by the codes of its parts is not supported',
  'study.three-d-rendering': 'a rendering for illustration or routine is not supported',
  'study.quantitative-mri': 'quantitative MRI is supported in approved trials only',
  'study.myelography-injection': 'the injection is not supported by itself',
  'study.adult-spinal-ultrasound': 'ultrasound of the adult spine is not supported',
  'study.stimulator-lumbar-imaging': 'not supported for a spinal cord stimulator',
  'study.surgical-vascular-imaging':
    'not supported before a first anterior operation with normal vessels',
  'study.improving-or-stable': 'not supported while the pain improves or is long stable',
  'study.surveillance-imaging': 'not supported as a routine check without new symptoms',
  'syringomyelia-follow-up': 'the follow-up of the syrinx is not due yet',
  'study.repeat-imaging': 'not supported again without a change since the last one',
};

/** @param title what decided, in the guideline's words: for a rule without a sentence of its own */
export function ruleWords(id: string, title: string): string {
  const known = Object.hasOwn(table, id) ? table[id] : undefined;
  return known ?? `not supported here (${title})`;
}
