import { Fhir } from 'fhir';
import { expect, test } from 'vitest';
import { allVignettes } from '../src/vignettes/vignette.ts';
import { answerTo } from './support/vignette-answers.ts';

const fhir = new Fhir();

test.each(allVignettes().map((vignette) => [vignette.name, vignette] as const))(
  '%s: every returned resource is valid FHIR R4',
  (_name, vignette) => {
    for (const card of answerTo(vignette).response.cards) {
      for (const suggestion of card.suggestions ?? []) {
        for (const action of suggestion.actions ?? []) {
          if (action.type === 'delete') continue;
          const result = fhir.validate(action.resource, { errorOnUnexpected: true });
          expect(result.messages.filter((message) => message.severity === 'error')).toEqual([]);
        }
      }
    }
  },
);
