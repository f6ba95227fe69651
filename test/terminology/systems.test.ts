import { describe, expect, it } from 'vitest';
import { canonicalSystem, systems } from '../../src/terminology/systems.ts';

describe('a code system', () => {
  it.each(Object.entries(systems))('is known by its canonical URL: %s', (name, url) => {
    expect(canonicalSystem(url)).toBe(name);
  });

  it.each([
    ['urn:oid:2.16.840.1.113883.6.12', 'cpt'],
    ['urn:oid:2.16.840.1.113883.6.285', 'hcpcs'],
    ['urn:oid:2.16.840.1.113883.6.90', 'icd10cm'],
    ['urn:oid:2.16.840.1.113883.6.96', 'snomed'],
    ['urn:oid:2.16.840.1.113883.6.1', 'loinc'],
    ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
    ['http://hl7.org/fhir/sid/icd-10', 'icd10cm'],
    ['http://hl7.org/fhir/sid/icd-10-pcs', 'icd10pcs'],
    ['urn:oid:2.16.840.1.113883.6.4', 'icd10pcs'],
    ['http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'hcpcs'],
    ['https://loinc.org/', 'loinc'],
    [' http://SNOMED.info/sct ', 'snomed'],
    ['http://snomed.info/sct/731000124108', 'snomed'],
  ])('is known by the older name %s', (uri, name) => {
    expect(canonicalSystem(uri)).toBe(name);
  });

  it.each([
    undefined,
    '',
    'urn:oid:2.16.840.1.113883.6.103',
    'urn:oid:2.16.840.1.113883.6.12.1',
    'http://example.org/loinc.org',
    `http://loinc.org${'/'.repeat(5000)}`,
  ])('that is none of ours stays unknown: %j', (uri) => {
    expect(canonicalSystem(uri)).toBeUndefined();
  });
});
