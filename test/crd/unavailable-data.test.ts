import type { CodeableConcept } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { prefetch } from '../../hooks/prefetch.ts';
import {
  type Asked,
  answerTo,
  asked,
  informationIn,
  valuesOf,
  vignetteNamed,
  vignettes,
} from './support.ts';

const noRadiograph = vignetteNamed('lumbar-radiculopathy/no-radiograph');
const everyKey = Object.keys(prefetch).filter((key) => key !== 'coverage');

function informationWithout(unavailable: readonly string[], one: Asked) {
  const [information] = informationIn(answerTo(noRadiograph, { asked: one, unavailable }));
  return information;
}

describe('data that could be had neither way', () => {
  it('make coverage indeterminate in 2.2, for a technical reason, with the form as a way out', () => {
    const information = informationWithout(['diagnosticReports'], '2.2');
    expect(valuesOf(information, 'covered')).toEqual(['indeterminate']);
    expect(valuesOf(information, 'pa-needed')).toEqual(['auth-needed']);
    expect(valuesOf(information, 'doc-needed')).toEqual(['clinical']);
    expect(valuesOf(information, 'info-needed')).toEqual([]);
    const [technical, needed] = valuesOf(information, 'reason') as readonly CodeableConcept[];
    expect(technical?.coding).toEqual([
      { system: 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp', code: 'technical' },
    ]);
    expect(technical?.text).toContain('diagnosticReports');
    expect(needed?.text).toContain('X-ray');
  });

  it.each(['2.0', 'neutral'] as const)(
    'are named in the reason in %s, which has no code for it',
    (one) => {
      const information = informationWithout(['diagnosticReports'], one);
      expect(valuesOf(information, 'covered')).toEqual(['conditional']);
      const reasons = valuesOf(information, 'reason') as readonly CodeableConcept[];
      expect(reasons[0]).toEqual({
        text: 'Neither sent nor to be read from the FHIR server: diagnosticReports',
      });
    },
  );

  it('change nothing where they could not settle what is missing', () => {
    const unavailable = ['encounters', 'medicationStatements', 'goals', 'carePlans', 'devices'];
    expect(informationWithout(unavailable, '2.2')).toEqual(informationWithout([], '2.2'));
  });

  it('change nothing where the determination stands without them', () => {
    for (const vignette of vignettes) {
      const settled = answerTo(vignette, { asked: '2.2' });
      const without = answerTo(vignette, { asked: '2.2', unavailable: everyKey });
      for (const [position, order] of settled.record.orders.entries()) {
        if (order.determination === 'prerequisites-missing') continue;
        expect(informationIn(without)[position], vignette.name).toEqual(
          informationIn(settled)[position],
        );
      }
    }
  });

  it('are never taken for a lack of documents: what is missing is either conditional or unknown', () => {
    for (const one of asked) {
      for (const vignette of vignettes) {
        const answer = answerTo(vignette, { asked: one, unavailable: everyKey });
        for (const [position, order] of answer.record.orders.entries()) {
          if (order.determination !== 'prerequisites-missing') continue;
          expect(valuesOf(informationIn(answer)[position], 'covered'), vignette.name).toEqual([
            one === '2.2' ? 'indeterminate' : 'conditional',
          ]);
        }
      }
    }
  });
});
