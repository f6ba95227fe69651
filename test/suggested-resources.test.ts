import { Fhir } from 'fhir';
import { expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Card } from '../src/cds/types.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

const services = cdsServices(serviceSettings);
const fhir = new Fhir();

function cardsOf({ request, asOf }: Vignette): readonly Card[] {
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  const resources = resourcesOf(request);
  return service.answer({ request, resources, unavailable: [], asOf: new Date(asOf) }).response
    .cards;
}

test.each(allVignettes().map((vignette) => [vignette.name, vignette] as const))(
  '%s: every returned resource is valid FHIR R4',
  (_name, vignette) => {
    for (const card of cardsOf(vignette)) {
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
