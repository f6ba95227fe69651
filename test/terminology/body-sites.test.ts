import { describe, expect, it } from 'vitest';
import {
  regionsInText,
  regionsOfBodySite,
  regionsOfLimb,
  siteName,
} from '../../src/terminology/body-sites.ts';
import siteRows from '../../src/terminology/data/sites.json' with { type: 'json' };
import { isElsewhereInWords, isJointOrOrgan } from '../../src/terminology/elsewhere.ts';
import { systems } from '../../src/terminology/systems.ts';

describe('a coded body site', () => {
  it.each([
    ['122494005', ['cervical']],
    ['122495006', ['thoracic']],
    ['122496007', ['lumbar']],
    ['1217256009', ['thoracic', 'lumbar']],
    ['64688005', ['sacrum-coccyx']],
    ['39723000', ['sacroiliac']],
    ['61685007', []],
    ['421060004', []],
  ])('%s is at %j', (code, regions) => {
    expect(regionsOfBodySite(systems.snomed, code)).toEqual(regions);
  });

  it('of another system names nothing', () => {
    expect(regionsOfBodySite(systems.loinc, '122496007')).toEqual([]);
    expect(regionsOfBodySite(systems.snomed, undefined)).toEqual([]);
  });
});

describe('a place that is neither spine nor limb', () => {
  const places = siteRows.filter(({ concept }) => concept === 'elsewhere');
  it.each(places.map(({ code }) => [code]))('%s has a name that says so', (code) => {
    const name = siteName(systems.snomed, code) ?? '';
    expect(isElsewhereInWords(name) || isJointOrOrgan(name)).toBe(true);
  });
});

describe('words for a body site', () => {
  it.each([
    ['Low back pain', ['lumbar']],
    ['pain in the lower back', ['lumbar']],
    ['Lumbosacral spine', ['lumbar']],
    ['Neck pain', ['cervical']],
    ['mid-back pain', ['thoracic']],
    ['Thoracolumbar junction', ['thoracic', 'lumbar']],
    ['Sacrum and coccyx', ['sacrum-coccyx']],
    ['tailbone', ['sacrum-coccyx']],
    ['Left SI joint', ['sacroiliac']],
    ['Sacro-iliac joints', ['sacroiliac']],
    ['C-spine and L-spine', ['cervical', 'lumbar']],
    ['Back', []],
    ['bottleneck at the lumbarjack', []],
    ['', []],
  ])('"%s" are at %j', (text, regions) => {
    expect(regionsInText(text)).toEqual(regions);
  });
});

describe('a limb', () => {
  it('is served from the lumbar spine if a leg, from the cervical spine if an arm', () => {
    expect(regionsOfLimb(systems.snomed, '62175007', undefined)).toEqual(['lumbar']);
    expect(regionsOfLimb(systems.snomed, '53120007', undefined)).toEqual(['cervical']);
    expect(regionsOfLimb(undefined, undefined, 'Left leg')).toEqual(['lumbar']);
    expect(regionsOfLimb(undefined, undefined, 'upper extremities')).toEqual(['cervical']);
    expect(regionsOfLimb(undefined, undefined, 'arms and legs')).toEqual(['cervical', 'lumbar']);
  });

  it('is not read into other words or a missing text', () => {
    expect(regionsOfLimb(undefined, undefined, 'alarm, elegant')).toEqual([]);
    expect(regionsOfLimb(undefined, undefined, undefined)).toEqual([]);
  });
});
