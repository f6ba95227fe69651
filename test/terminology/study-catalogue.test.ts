import { describe, expect, it } from 'vitest';
import {
  findStudy,
  studies,
  studiesWithoutCpt,
  studyByCpt,
  studyOfCoding,
} from '../../src/terminology/study-catalogue.ts';
import { systems } from '../../src/terminology/systems.ts';

const cptOf = (system: string, code: string) => studyOfCoding(system, code)?.cpt;

/** Every CPT code that the formal logic's section 1 and the evidence contract name. */
const named = `
  72141 72146 72148 72195 72142 72147 72149 72196 72156 72157 72158 72197
  72125 72128 72131 72192 72126 72129 72132 72193 72127 72130 72133 72194
  78306 78803 78830 78315 78802 78804 78813 78811 78812 78814 78815 78816 76498 76800
  72198 74185 72159 72191 74175 74174 72265 62284 72240 72255 72270 62302 62303 62304 62305
  76376 76377 76390 0609T 0610T 0611T 0612T 0648T 0649T 0697T 0698T
  77002 77003 77011 77012 76942 76497
  72020 72040 72050 72052 72070 72072 72074 72080 72100 72110 72114 72120 72081 72082 72083 72084
  72200 72202 72220 72170 72190`
  .trim()
  .split(/\s+/);

describe('the study catalogue', () => {
  it.each(named)('has %s, found by its CPT code', (cpt) => {
    expect(studyByCpt(cpt)?.cpt).toBe(cpt);
    expect(cptOf(systems.cpt, cpt)).toBe(cpt);
  });

  it('has each CPT code once, and none beyond those named', () => {
    const codes = studies.map((study) => study.cpt);
    expect(codes.toSorted()).toEqual(named.toSorted());
  });

  it('gives each LOINC and SNOMED CT code to exactly one study', () => {
    for (const system of ['loinc', 'snomed'] as const) {
      const codes = [...studies, ...studiesWithoutCpt].flatMap((study) => study[system]);
      expect(new Set(codes).size).toBe(codes.length);
      for (const code of codes) expect(studyOfCoding(systems[system], code)).toBeDefined();
    }
  });

  it('writes codes as LOINC does, with a valid check digit', () => {
    for (const code of [...studies, ...studiesWithoutCpt].flatMap((study) => study.loinc)) {
      const [number = '', digit] = code.split('-');
      expect(`${number}-${checkDigit(number)}`).toBe(`${number}-${digit}`);
    }
  });

  it('keeps radiographs out of scope and the spine levels always in', () => {
    for (const study of studies) {
      if (study.modality === 'radiograph') expect(study.scope).toBe('never');
    }
    expect(studyByCpt('72148')?.scope).toBe('always');
    expect(studyByCpt('72195')?.scope).toBe('with-spine-reason');
    expect(studyByCpt('76800')?.scope).toBe('always');
  });
});

describe('a coding of a study', () => {
  it.each([
    ['30679-5', '72148'],
    ['30678-7', '72149'],
    ['24967-2', '72158'],
    ['36532-0', '72146'],
    ['30667-0', '72141'],
    ['30620-9', '72131'],
    ['24965-6', '72132'],
    ['36502-3', '72195'],
    ['39818-0', '78306'],
    ['24970-6', '72100'],
  ])('in LOINC, %s, is the CPT study %s of the same contrast', (loinc, cpt) => {
    expect(cptOf(systems.loinc, loinc)).toBe(cpt);
  });

  it('without a stated contrast is the study without: MR lumbar spine 24968-0', () => {
    expect(cptOf(systems.loinc, '24968-0')).toBe('72148');
  });

  it('in SNOMED CT is the CPT study of the same contrast', () => {
    expect(cptOf(systems.snomed, '394451000119106')).toBe('72148');
    expect(cptOf(systems.snomed, '241592002')).toBe('72132');
  });

  it('counts as CPT under the HCPCS system, in an older form and with stray spaces', () => {
    expect(cptOf(systems.hcpcs, '72148')).toBe('72148');
    expect(cptOf('urn:oid:2.16.840.1.113883.6.12', ' 0609t ')).toBe('0609T');
  });

  it('without a system, of another one or of another study is none', () => {
    expect(studyOfCoding(undefined, '72148')).toBeUndefined();
    expect(studyOfCoding(systems.loinc, '72148')).toBeUndefined();
    expect(studyOfCoding(systems.cpt, '73721')).toBeUndefined();
    expect(studyOfCoding(systems.cpt, undefined)).toBeUndefined();
  });

  it('tells whole-body MRI, which shares 76498 with every unlisted MRI', () => {
    expect(studyOfCoding(systems.loinc, '46358-8')).toMatchObject({
      cpt: '76498',
      region: 'whole-body',
    });
    expect(studyByCpt('76498')?.region).toBe('unspecified');
  });
});

describe('what a radiograph shows', () => {
  const shown = (cpt: string) => studyByCpt(cpt)?.shows;

  it('is its level, both levels of the junction, or every region of the entire spine', () => {
    expect(shown('72100')).toEqual(['lumbar']);
    expect(shown('72080')).toEqual(['thoracic', 'lumbar']);
    for (const cpt of ['72081', '72082', '72083', '72084']) expect(shown(cpt)).toHaveLength(5);
    for (const cpt of ['72170', '72190', '72200', '72202'])
      expect(shown(cpt)).toEqual(['sacroiliac']);
    expect(shown('72220')).toEqual(['sacrum-coccyx']);
  });

  it('is no certain region for a single view of the spine, 72020', () => {
    expect(shown('72020')).toEqual([]);
  });

  it('is the level that LOINC names, even with a number of views that CPT does not have', () => {
    expect(studyOfCoding(systems.loinc, '24972-2')?.shows).toEqual(['lumbar']);
    expect(studyOfCoding(systems.loinc, '24940-9')?.shows).toEqual(['cervical']);
  });
});

describe('a suggestion', () => {
  it.each([
    ['MRI', 'lumbar', 'without', '72148'],
    ['MRI', 'thoracic', 'without-and-with', '72157'],
    ['MRI', 'pelvis', 'without', '72195'],
    ['CT', 'cervical', 'with', '72126'],
    ['bone-scan', 'whole-body', 'not-applicable', '78306'],
    ['radiograph', 'lumbar', 'not-applicable', '72100'],
  ] as const)('for %s of the %s %s is %s%s', (modality, region, contrast, cpt) => {
    expect(findStudy(modality, region, contrast)?.cpt).toBe(cpt);
  });

  it('does not exist for a study that nobody bills', () => {
    expect(findStudy('MRI', 'whole-body', 'without')).toBeUndefined();
  });
});

/** LOINC's check digit (Luhn, modulus 10). */
function checkDigit(number: string): number {
  const sum = [...number].toReversed().reduce((total, character, place) => {
    const digit = Number(character) * (place % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
