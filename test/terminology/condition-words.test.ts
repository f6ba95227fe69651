import { expect, test } from 'vitest';
import { conditionInWords } from '../../src/terminology/condition-words.ts';

/** The concepts that words name, with a question mark where they only suspect. */
function named(text: string): string {
  const said = conditionInWords(text);
  if (said === undefined) return 'nothing';
  return said.concepts.join(' ') + (said.suspected ? '?' : '');
}

test.each([
  [
    'LBP radiating to R foot x 8 wks, failed PT, r/o HNP',
    'disc-disease low-back-pain lumbar-radiculopathy',
  ],
  [
    'Low back pain, shooting pain down the left calf',
    'low-back-pain spine-disorder lumbar-radiculopathy',
  ],
  ['Neck pain radiating into right arm', 'neck-pain cervical-radicular-pain'],
  ['Back pain with LLE radiculopathy', 'spine-disorder lumbar-radiculopathy'],
  ['LBP without radiation to legs', 'low-back-pain'],
  ['LBP, denies radiation to the legs', 'low-back-pain'],
  ['Low back pain radiating to the buttock', 'low-back-pain spine-disorder'],
  ['Hip pain radiating to the foot', 'nothing'],
  ['Shoulder pain radiating to the hand', 'nothing'],
  ['Mother with sciatica', 'nothing'],
  ['R/O HNP', 'disc-disease?'],
])('%s: a spreading pain and its limb name the nerve root', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Radiculopathy vs hip pathology', 'nothing'],
  ['Lumbar stenosis versus lumbar radiculopathy', 'nothing'],
  ['Low back pain; radiculopathy vs facet arthropathy', 'low-back-pain spine-disorder'],
  ['Cauda equina vs radiculopathy', 'cauda-equina-syndrome?'],
])('%s: of two that are left open neither counts, unless it must not wait', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Late effect of spinal cord injury', 'nothing'],
  ['Late effects of vertebral fracture', 'nothing'],
  ['Sequela of fracture of lumbar vertebra', 'nothing'],
  ['Sequelae of discitis', 'nothing'],
  ['Spina bifida screening', 'nothing'],
  ['Foot drop seen in family practice', 'foot-drop'],
  ['Fracture of lumbar vertebra, sequela', 'nothing'],
  ['Acute cauda equina syndrome, sequela of herniated disc', 'cauda-equina-syndrome'],
  ['Urinary retention, sequela of cauda equina syndrome', 'sphincter-or-saddle-disturbance'],
  ['Late effect of lumbar fracture; new acute fracture of L3', 'acute-spinal-fracture'],
])('%s: what has a late effect is over, and the effect is there', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Spina bifida in previous child', 'nothing'],
  ['Previous child with spina bifida', 'nothing'],
  ['Tethered cord in a sibling', 'nothing'],
  ['Genetic counseling, child with tethered cord', 'nothing'],
  ['6 year old child with tethered cord', 'tethered-cord'],
  ['Mother with tethered cord', 'nothing'],
  ['Mother of two with low back pain', 'low-back-pain spine-disorder'],
  ['Per daughter low back pain since Monday', 'low-back-pain spine-disorder'],
])('%s: what another person has is not the patient’s', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Triple negative breast cancer', 'malignancy'],
  ['Breast cancer, ER positive, HER2-negative', 'malignancy'],
  ['ALK negative lymphoma', 'malignancy'],
  ['Biopsy negative for cancer', 'nothing'],
  ['Plasmacytoma of a rib', 'malignancy'],
  ['Neuroendocrine tumor of the pancreas', 'malignancy'],
])('%s: what a tumor lacks denies no tumor', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Septic shock', 'possible-spinal-infection'],
  ['Infective endocarditis of the mitral valve', 'possible-spinal-infection'],
  ['Fungemia', 'possible-spinal-infection'],
  ['Blood stream infection from a dialysis line', 'possible-spinal-infection'],
  ['Endocarditis prophylaxis', 'nothing'],
  ['No sepsis', 'nothing'],
])('%s: germs in the blood may have settled in the spine', (text, concepts) => {
  expect(named(text)).toBe(concepts);
});

test.each([
  ['Metastatic epidural spinal cord compression', 'spinal-neoplasm'],
  ['Injury of thoracic spinal cord', 'acute-spinal-fracture'],
  ['Traumatic spondylolisthesis of C2', 'acute-spinal-fracture'],
  ['Pyogenic arthritis of the lumbar spine', 'spinal-infection'],
])('%s: what presses on the cord, breaks or festers', (text, concept) => {
  expect(named(text).split(' ')).toContain(concept);
});
