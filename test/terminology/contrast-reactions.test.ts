import { expect, test } from 'vitest';
import { contrastReactionsIn } from '../../src/terminology/contrast-reactions.ts';

test.each([
  ['Anaphylaxis to gadolinium - no contrast please', ['gadolinium']],
  ['No gadolinium, anaphylaxis in 2012', ['gadolinium']],
  ['Severe reaction to MRI contrast in the past', ['gadolinium']],
  ['Allergies: penicillin, gadavist (hives)', ['gadolinium']],
  ['h/o hives after CT contrast', ['iodinated']],
  ['Cannot receive iodinated contrast - throat swelling', ['iodinated']],
  ['History of anaphylactic reaction to Omnipaque', ['iodinated']],
  ['No contrast due to severe allergy', ['gadolinium', 'iodinated']],
  ['? contrast allergy', ['gadolinium', 'iodinated']],
])('“%s” tells of a reaction', (text, media) => {
  expect([...contrastReactionsIn(text)].sort()).toEqual(media);
});

test.each([
  'No known contrast allergy',
  'Not allergic to contrast',
  'Denies allergy to iodine or contrast',
  'Allergy to contrast: No',
  'Contrast allergy ruled out',
  'Mother allergic to iodine',
  'Penicillin allergy, MRI with contrast requested',
  'Allergic to penicillin, MRI with gadolinium requested',
  'Risks including infection and allergic reaction to contrast were discussed',
  'Dotarem 15 mL administered without reaction',
  'No adverse reaction to gadolinium',
  'MRI contraindicated due to pacemaker, CT myelogram with contrast',
  'Povidone iodine allergy',
  'Hair dye allergy',
  'pain on the right in contrast to the left, no rash',
])('“%s” tells of none', (text) => {
  expect([...contrastReactionsIn(text)]).toEqual([]);
});
