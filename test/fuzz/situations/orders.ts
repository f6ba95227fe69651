import type { Fields } from '../json.ts';
import { concept } from '../stories/resources.ts';

/** A drafted order by CPT code, for a Condition of the chart. */
export function orderOf(
  code: string,
  reason: string | undefined,
  id = 'order',
  changes: Fields = {},
): Fields {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    code: concept(code),
    subject: { reference: 'Patient/p1' },
    authoredOn: '2026-11-18T14:50:00Z',
    requester: { reference: 'Practitioner/orderer' },
    ...(reason === undefined ? {} : { reasonReference: [{ reference: `Condition/${reason}` }] }),
    ...changes,
  };
}
