import { expect, test } from 'vitest';
import { toldBeside } from '../../src/chart/words-beside.ts';
import { conditionPhrases } from '../../src/terminology/condition-phrases.ts';
import { emergenciesInWords } from '../../src/terminology/emergencies.ts';
import type { Concept } from '../../src/terminology/types.ts';

const cannotBeOverlooked = (concept: Concept): boolean =>
  emergenciesInWords.has(concept) || concept === 'fever' || concept === 'abnormal-reflex';

/** The concepts that words tell beside the code of a lumbar radiculopathy. */
function told(words: string): ReadonlySet<Concept> {
  const coding = [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }];
  const meaning = toldBeside({ coding, text: `Lumbar radiculopathy with ${words}` });
  return meaning?.concepts ?? new Set();
}

test('every published phrase for what cannot wait is heard beside the code of something else', () => {
  const unheard = conditionPhrases.flatMap(({ concepts, phrases }) => {
    const named = concepts.filter(cannotBeOverlooked);
    return named.length === 0
      ? []
      : phrases.filter((phrase) => !named.some((one) => told(phrase).has(one)));
  });
  expect(unheard).toEqual([]);
});

test.each(['without genital numbness', 'no loss of rectal tone', 'Spinal TB ruled out'])(
  '%s: a denial beside a code tells nothing',
  (words) => {
    expect([...told(words)]).toEqual([]);
  },
);
