import { describe, expect, it } from 'vitest';
import { conceptsOfCoding } from '../../src/terminology/concepts.ts';
import { systems } from '../../src/terminology/systems.ts';

const icd = (code: string, words?: string) => conceptsOfCoding(systems.icd10cm, code, words);
const conceptsOf = (code: string, words?: string) => icd(code, words)?.concepts ?? [];
const snomed = (code: string) => conceptsOfCoding(systems.snomed, code);

describe('an ICD-10-CM code', () => {
  it.each([
    ['M54.16', ['lumbar-radiculopathy'], ['lumbar']],
    ['M54.41', ['lumbar-radiculopathy'], ['lumbar']],
    ['M54.12', ['cervical-radicular-pain'], ['cervical']],
    ['M54.13', ['cervical-radicular-pain'], ['cervical', 'thoracic']],
    ['M54.14', ['thoracic-radicular-pain'], ['thoracic']],
    ['M54.50', ['low-back-pain'], ['lumbar']],
    ['M51.26', ['disc-disease'], ['lumbar']],
    ['M51.362', ['disc-disease'], ['lumbar']],
    ['M50.20', ['disc-disease'], ['cervical']],
    ['M47.12', ['myelopathy'], ['cervical']],
    ['M51.04', ['myelopathy'], ['thoracic']],
    ['G95.9', ['myelopathy'], []],
    ['M48.061', ['lumbar-stenosis'], ['lumbar']],
    ['M48.062', ['lumbar-stenosis', 'neurogenic-claudication'], ['lumbar']],
    ['M99.53', ['lumbar-stenosis'], ['lumbar']],
    ['M43.16', ['spondylolisthesis'], ['lumbar']],
    ['M43.15', ['spondylolisthesis'], ['thoracic', 'lumbar']],
    ['M43.06', ['spondylolysis'], ['lumbar']],
    ['M46.24', ['spinal-infection'], ['thoracic']],
    ['M41.124', ['spinal-deformity'], ['thoracic']],
    ['M40.204', ['spinal-deformity'], ['thoracic']],
    ['M41.9', ['spinal-deformity'], []],
    ['M46.1', ['sacroiliac-joint'], ['sacroiliac']],
    ['M53.3', ['sacrococcygeal-disorder'], ['sacrum-coccyx', 'sacroiliac']],
    ['M96.0', ['post-operative-status', 'pseudoarthrosis'], []],
    ['G57.31', ['focal-neuropathy'], ['lumbar']],
    ['G83.4', ['cauda-equina-syndrome'], ['lumbar']],
    ['M21.371', ['foot-drop'], ['lumbar']],
    ['I71.40', ['aortic-emergency'], []],
    ['V43.52XA', ['high-risk-mechanism'], []],
    ['W13.2XXA', ['high-risk-mechanism'], []],
    ['Z95.810', ['mri-contraindication'], []],
  ])('%s means %j at %j', (code, concepts, regions) => {
    expect(icd(code)).toMatchObject({ concepts, regions });
  });

  it('is read with or without its dot, in either case, with stray spaces', () => {
    for (const code of ['M5416', 'm54.16', ' M54.16 ']) {
      expect(conceptsOf(code)).toEqual(['lumbar-radiculopathy']);
    }
  });

  it('means nothing where it only resembles one: shorter, longer, or a neighbour', () => {
    for (const code of ['M54.1', 'M54.165', 'M54.19', 'M48.0', 'M48.063', 'M99.05', 'Z95.8', 'W1'])
      expect(icd(code)).toBeUndefined();
  });

  it('means nothing where it is not a code', () => {
    for (const code of ['', 'sciatica', 'M', '54.16', 'M54.16XXX', `M54.3${'0'.repeat(9000)}`])
      expect(icd(code)).toBeUndefined();
  });
});

describe('a fracture code', () => {
  it.each(['S32.010A', 'S32.010B', 'S12.500A', 'S22.060B', 'S32.2XXA'])('%s is acute', (code) => {
    expect(conceptsOf(code)).toContain('acute-spinal-fracture');
  });

  it.each(['S32.010D', 'S32.010G', 'S32.010K', 'S32.010P', 'S32.010S'])(
    '%s is not: a later encounter, or a sequela, is a disorder of its level',
    (code) => {
      expect(icd(code)).toEqual({ concepts: ['spine-disorder'], regions: ['lumbar'] });
    },
  );

  it('of the sacrum is also a sacral one, of the coccyx and the spine is not', () => {
    expect(conceptsOf('S32.110A')).toEqual(['acute-spinal-fracture', 'sacral-fracture']);
    expect(conceptsOf('S32.2XXA')).toEqual(['acute-spinal-fracture']);
  });

  it('of the pelvic ring never stands for a level of the spine', () => {
    expect(icd('S32.810A')?.regions).toEqual(['sacroiliac']);
  });

  it('by compression keeps later encounters and loses sequelae', () => {
    expect(icd('M48.56XG')).toMatchObject({
      concepts: ['compression-fracture'],
      regions: ['lumbar'],
    });
    expect(icd('M48.56XS')).toBeUndefined();
    expect(conceptsOf('M80.08XA').toSorted()).toEqual([
      'compression-fracture',
      'insufficiency-fracture-predisposition',
    ]);
    expect(conceptsOf('M80.08XS')).toEqual(['insufficiency-fracture-predisposition']);
  });
});

describe('a neoplasm code', () => {
  it.each(['C00.0', 'C50.911', 'C4A.9', 'C7B.03', 'C96.9'])('%s is a malignancy', (code) => {
    expect(conceptsOf(code)).toEqual(['malignancy']);
  });

  it.each(['C41.2', 'C72.0', 'C79.51'])('%s is also one of the spine', (code) => {
    expect(conceptsOf(code)).toEqual(['spinal-neoplasm', 'malignancy']);
  });

  it('beyond C96, benign elsewhere or in the past is none', () => {
    for (const code of ['C97', 'D17.1', 'Z86.010', 'Z80.3', 'Z83.3', 'Z87.310'])
      expect(icd(code)).toBeUndefined();
  });

  it('of the past is a history of malignancy, never one of the spine', () => {
    expect(conceptsOf('Z85.3')).toEqual(['history-of-malignancy']);
  });

  it('of uncertain place counts only where the words place it at the spine', () => {
    expect(icd('D49.2')).toBeUndefined();
    expect(icd('D49.2', 'Neoplasm of skin of the arm')).toBeUndefined();
    expect(conceptsOf('D49.2', 'Neoplasm of lumbar vertebra')).toEqual(['spinal-neoplasm']);
  });
});

describe('weakness of both legs', () => {
  it('is what a paraplegia code says by itself', () => {
    expect(icd('G82.20')).toMatchObject({
      concepts: ['bilateral-leg-weakness'],
      bilateral: true,
    });
  });

  it('is read from R29.898 only with words that say it', () => {
    expect(icd('R29.898')).toBeUndefined();
    expect(conceptsOf('R29.898', 'Weakness of the left hand')).toEqual(['spine-disorder']);
    expect(conceptsOf('R29.898', 'Bilateral leg weakness')).toContain('bilateral-leg-weakness');
    expect(icd('R29.898')).toBeUndefined();
  });

  it('is left open by a SNOMED CT code that says one leg or both', () => {
    expect(snomed('102568007')?.bilateral).toBeUndefined();
  });
});

describe('a SNOMED CT code', () => {
  it('has the region of its meaning, and none where the meaning has none', () => {
    expect(snomed('128196005')).toMatchObject({ regions: ['lumbar'] });
    expect(snomed('202664003')).toMatchObject({ concepts: ['myelopathy'], regions: ['cervical'] });
    expect(snomed('207938004')).toMatchObject({ regions: ['thoracic'] });
    expect(snomed('18347007')).toMatchObject({
      concepts: ['lumbar-stenosis'],
      regions: ['lumbar'],
    });
    expect(snomed('76107001')).toMatchObject({ concepts: ['lumbar-stenosis'], regions: [] });
  });

  it('of a secondary neoplasm of the spine is also a malignancy', () => {
    expect(snomed('94602001')?.concepts).toEqual(['spinal-neoplasm', 'malignancy']);
  });

  it('does not count under another system or without one', () => {
    expect(conceptsOfCoding(systems.loinc, '128196005')).toBeUndefined();
    expect(conceptsOfCoding(undefined, '128196005')).toBeUndefined();
    expect(conceptsOfCoding(systems.snomed, undefined)).toBeUndefined();
  });
});

it('stays right over more codes than it remembers', () => {
  for (let number = 0; number < 5000; number += 1) {
    icd(`C50.${String(number).padStart(4, '0')}`);
  }
  expect(conceptsOf('C50.911')).toEqual(['malignancy']);
  expect(conceptsOf('M54.16')).toEqual(['lumbar-radiculopathy']);
});
