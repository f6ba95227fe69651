import { describe, expect, it } from 'vitest';
import { allowedBase } from '../../src/fhir/allow-list.ts';

const listed = ['https://ehr.example/fhir', 'http://10.0.0.5:8080/r4'];

describe('a listed FHIR base', () => {
  it.each([
    ['https://ehr.example/fhir', 'https://ehr.example/fhir'],
    ['https://ehr.example/fhir/', 'https://ehr.example/fhir'],
    ['https://EHR.example:443/fhir', 'https://ehr.example/fhir'],
    ['https://ehr.example/fhir/tenant-1', 'https://ehr.example/fhir/tenant-1'],
    ['http://10.0.0.5:8080/r4', 'http://10.0.0.5:8080/r4'],
  ])('admits %s', (fhirServer, base) => {
    expect(allowedBase(fhirServer, listed)?.href).toBe(base);
  });
});

describe('anything else is refused', () => {
  it.each([
    'http://ehr.example/fhir',
    'https://ehr.example:8443/fhir',
    'https://ehr.example',
    'https://ehr.example/',
    'https://ehr.example/fhirx',
    'https://ehr.example/fhir/../admin',
    'https://ehr.example/fhir/%2e%2e/admin',
    'https://ehr.example/fhir/..%2fadmin',
    'https://ehr.example/fhir\\..\\admin',
    'https://ehr.example.evil.example/fhir',
    'https://evil.example/https://ehr.example/fhir',
    'https://ehr.example@evil.example/fhir',
    'https://user:secret@ehr.example/fhir',
    'https://ehr.example./fhir',
    'https://ehr.example/fhir?x=1',
    'https://ehr.example/fhir#x',
    'http://10.0.0.5/r4',
    'http://10.0.0.6:8080/r4',
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://127.0.0.1/fhir',
    'file:///etc/passwd',
    'ftp://ehr.example/fhir',
    'not a url',
    '',
  ])('%s', (fhirServer) => {
    expect(allowedBase(fhirServer, listed)).toBeUndefined();
  });
});

describe('without a list', () => {
  it.each([
    'http://127.0.0.1:8080/fhir',
    'http://127.8.8.8/fhir',
    'http://localhost:8080/fhir',
    'http://[::1]:8080/fhir',
    'https://localhost/fhir',
  ])('the loopback address %s may be read', (fhirServer) => {
    expect(allowedBase(fhirServer, 'loopback')).toBeDefined();
  });

  it.each([
    'http://127.0.0.1.nip.io/fhir',
    'http://localhost.example/fhir',
    'http://localhost./fhir',
    'http://0.0.0.0/fhir',
    'http://[::ffff:127.0.0.1]/fhir',
    'http://127.0.0.1@evil.example/fhir',
    'http://169.254.169.254/',
    'http://192.168.1.1/fhir',
  ])('%s may not', (fhirServer) => {
    expect(allowedBase(fhirServer, 'loopback')).toBeUndefined();
  });
});
