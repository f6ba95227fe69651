import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/cds/types.ts';
import { studyByCpt } from '../../src/terminology/study-catalogue.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { serviceFor } from '../support/vignette-answers.ts';
import { resourcesOf } from '../support/vignette-call.ts';

/** The cards of a vignette's call where the implants could be had neither way. */
function actionsOf({ request, asOf }: Vignette): readonly Action[] {
  const input = {
    request,
    resources: resourcesOf(request).filter(({ resourceType }) => resourceType !== 'Device'),
    unavailable: ['devices'],
    unread: ['devices'],
    asOf: new Date(asOf),
  };
  const { cards } = serviceFor(request).answer(input).response;
  return cards.flatMap(({ suggestions = [] }) =>
    suggestions.flatMap(({ actions = [] }) => actions),
  );
}

function isOfMri(resource: Resource): boolean {
  const { code } = resource as {
    readonly code?: { readonly coding?: readonly { code?: string }[] };
  };
  return (code?.coding ?? []).some((one) => studyByCpt(one.code ?? '')?.modality === 'MRI');
}

/** Nothing is ordered in these vignettes that puts the patient into a conventional magnet. */
const withoutMri = allVignettes().filter(
  ({ name, request }) =>
    name.startsWith('study.positional-mri/') ||
    !request.context.draftOrders.entry?.some(
      ({ resource }) => resource === undefined || isOfMri(resource),
    ),
);

describe('where the implants could not be read', () => {
  test('there are orders of other studies, and of upright MRI', () => {
    expect(withoutMri.length).toBeGreaterThan(50);
  });

  test.each(withoutMri.map((vignette) => [vignette.name, vignette] as const))(
    '%s: no MRI is offered, and no order is taken out',
    (_name, vignette) => {
      const actions = actionsOf(vignette);
      expect(actions.filter((one) => one.type !== 'delete' && isOfMri(one.resource))).toEqual([]);
      expect(actions.filter(({ type }) => type === 'delete')).toEqual([]);
    },
  );
});
