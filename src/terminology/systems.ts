import { remembering } from './remember.ts';

/** Canonical URLs of the code systems that are read. */
export const systems = {
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  icd10pcs: 'http://www.cms.gov/Medicare/Coding/ICD10',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
} as const;

export type SystemName = keyof typeof systems;

/** Other names of the same systems that health records send. Without scheme, in lower case. */
const aliases: ReadonlyMap<string, SystemName> = new Map<string, SystemName>([
  ['www.ama-assn.org/go/cpt', 'cpt'],
  ['ama-assn.org/go/cpt', 'cpt'],
  ['terminology.hl7.org/codesystem/cpt', 'cpt'],
  ['urn:oid:2.16.840.1.113883.6.12', 'cpt'],
  ['cpt', 'cpt'],
  ['cpt-4', 'cpt'],
  ['cpt4', 'cpt'],
  ['www.cms.gov/medicare/coding/hcpcsreleasecodesets', 'hcpcs'],
  ['www.cms.gov/medicare/coding/medhcpcsgeninfo', 'hcpcs'],
  ['terminology.hl7.org/codesystem/hcpcs', 'hcpcs'],
  ['urn:oid:2.16.840.1.113883.6.14', 'hcpcs'],
  ['urn:oid:2.16.840.1.113883.6.285', 'hcpcs'],
  ['hl7.org/fhir/sid/icd-10-cm', 'icd10cm'],
  ['hl7.org/fhir/sid/icd-10', 'icd10cm'],
  ['icd-10-cm', 'icd10cm'],
  ['icd10cm', 'icd10cm'],
  ['urn:oid:2.16.840.1.113883.6.90', 'icd10cm'],
  ['urn:oid:2.16.840.1.113883.6.3', 'icd10cm'],
  ['www.cms.gov/medicare/coding/icd10', 'icd10pcs'],
  ['hl7.org/fhir/sid/icd-10-pcs', 'icd10pcs'],
  ['www.icd10data.com/icd10pcs', 'icd10pcs'],
  ['icd-10-pcs', 'icd10pcs'],
  ['icd10pcs', 'icd10pcs'],
  ['urn:oid:2.16.840.1.113883.6.4', 'icd10pcs'],
  ['snomed.info/sct', 'snomed'],
  ['urn:oid:2.16.840.1.113883.6.96', 'snomed'],
  ['loinc.org', 'loinc'],
  ['urn:oid:2.16.840.1.113883.6.1', 'loinc'],
  ['www.nlm.nih.gov/research/umls/rxnorm', 'rxnorm'],
  ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
]);

/**
 * The code system that a coding's `system` stands for, in its canonical or an older form (https for
 * http, trailing slash, OID, a SNOMED CT edition). Undefined for any other system and for none: a
 * code without a system is not guessed at.
 */
export function canonicalSystem(uri: string | undefined): SystemName | undefined {
  if (uri === undefined || uri.length > 200) return undefined;
  // As nearly all write them; to compare a few texts costs less than to look one up.
  if (uri === systems.icd10cm) return 'icd10cm';
  if (uri === systems.loinc) return 'loinc';
  if (uri === systems.snomed) return 'snomed';
  if (uri === systems.cpt) return 'cpt';
  return systemNamed(uri);
}

/**
 * A procedure code without the modifiers that claims and orders write behind it: `72148-26`, `97110-GP`,
 * `72100-26-59`, `72100 TC` are the code before the first mark. Any other text is given back trimmed.
 */
export function withoutModifier(code: string): string {
  if (code.length === 5) return code;
  const plain = code.trim();
  const match = /^([0-9A-Z]\d{3}[0-9A-Z])(?:[-\s,:^]+[0-9A-Z]{2})+$/i.exec(plain);
  return match?.[1] ?? plain;
}

/** The two-character modifiers behind a procedure code, in capitals. */
export function modifiersOf(code: string): readonly string[] {
  const plain = code.trim();
  const behind = plain.slice(withoutModifier(plain).length);
  return behind.toUpperCase().match(/[0-9A-Z]{2}/g) ?? [];
}

const systemNamed = remembering((uri: string): SystemName | undefined => {
  const name = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
  const known = aliases.get(name);
  if (known !== undefined) return known;
  return name.startsWith('snomed.info/sct/') ? 'snomed' : undefined;
});
