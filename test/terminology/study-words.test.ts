import { describe, expect, test } from 'vitest';
import { namesSpine, studyNamed } from '../../src/terminology/study-words.ts';

const named = (text: string): string | undefined => {
  const study = studyNamed(text);
  return study === undefined ? undefined : `${study.cpt} ${study.shows.join()}`;
};

describe('a study in words', () => {
  test.each([
    ['XR LUMBAR SPINE 2 OR 3 VIEWS', '72100 lumbar'],
    ['Lumbar spine, 2-3 views', '72100 lumbar'],
    ['X-ray C-spine AP & lateral', '72040 cervical'],
    ['DX THORACIC SPINE 3V', '72070 thoracic'],
    ['XR thoracolumbar spine', '72082 thoracic,lumbar'],
    ['Plain films of the sacrum and coccyx', '72220 sacrum-coccyx'],
    ['XR SI JOINTS', '72200 sacroiliac'],
    ['MRI L-SPINE W/O CONTRAST', '72148 lumbar'],
    ['MRI lumbar spine', '72148 lumbar'],
    ['MR LUMBAR SPINE W WO CONTRAST', '72158 lumbar'],
    ['MRI cervical spine w/ & w/o contrast', '72156 cervical'],
    ['MRI thoracic spine with and without contrast', '72157 thoracic'],
    ['MRI lumbar spine with contrast', '72149 lumbar'],
    ['CT C-Spine without contrast', '72125 cervical'],
    ['CT lumbar myelogram', '72132 lumbar'],
    ['MRI sacroiliac joints w/o contrast', '72195 sacrum-coccyx,sacroiliac'],
    ['MRI lumbar spine without contrast for pain after prior CT', '72148 lumbar'],
  ])('"%s" is %s', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  test.each([
    'MRI knee',
    'MRI neck soft tissue',
    'CT abdomen and pelvis',
    'MRA cervical spine',
    'CT guided lumbar spine biopsy',
    'MRI brain and cervical spine',
    'Lumbar puncture',
    'Cervical spine complete',
    'MRI cervical and lumbar spine',
    'MRI or CT lumbar spine',
    'XR chest, thoracic spine included',
    'Thoracic surgery CT chest',
    '',
  ])('"%s" is none for certain', (text) => {
    expect(named(text)).toBeUndefined();
  });
});

test.each([
  ['MRLS1', false],
  ['MRI lumbar and cervical spine', true],
  ['Imaging of the vertebral column', true],
  ['MRI of the knee', false],
])('whether "%s" names the spine: %s', (text, expected) => {
  expect(namesSpine(text)).toBe(expected);
});
