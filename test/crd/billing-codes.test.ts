import type { Coding, Extension } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { answerTo, draftsOf, informationIn, valuesOf, vignetteNamed } from './support.ts';

const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');
const cpt = 'http://www.ama-assn.org/go/cpt';

/** The order with another code and billing options. */
function informationWith(coding: readonly Coding[], options: readonly Coding[]) {
  const extension: Extension[] = options.map((option) => ({
    url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options',
    valueCodeableConcept: { coding: [option] },
  }));
  const orders = draftsOf(vignette).map((order) => ({
    ...order,
    code: { coding, extension },
  }));
  const [information] = informationIn(answerTo(vignette, { orders: orders as never }));
  return {
    codes: valuesOf(information, 'billingCode').map((one) => (one as Coding).code),
    reasons: JSON.stringify(valuesOf(information, 'reason')),
  };
}

describe('billing codes', () => {
  it('are the study as it was judged', () => {
    expect(informationWith([{ system: cpt, code: '72148' }], []).codes).toEqual(['72148']);
  });

  it('come from the billing options where the order has a code of its own', () => {
    const local = { system: 'https://ehr.example/orders', code: 'MRLS' };
    expect(informationWith([local], [{ system: cpt, code: '72148' }]).codes).toEqual(['72148']);
  });

  it('have the modifiers of the billing options', () => {
    const options = [
      { system: cpt, code: '72148' },
      { system: cpt, code: '72148:26' },
      { system: cpt, code: '72148-TC' },
    ];
    expect(informationWith([{ system: cpt, code: '72148' }], options).codes).toEqual([
      '72148',
      '72148:26',
      '72148-TC',
    ]);
  });

  it('leave out other studies that the order may be billed as, and the reason says so', () => {
    const options = [
      { system: cpt, code: '72148' },
      { system: cpt, code: '72158' },
      { system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'A9579' },
    ];
    const { codes, reasons } = informationWith([{ system: cpt, code: '72148' }], options);
    expect(codes).toEqual(['72148']);
    expect(reasons).toContain('Holds if billed as 72148; nothing is said of 72158');
  });
});
