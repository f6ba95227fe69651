import type { Resource, ServiceRequest } from 'fhir/r4.js';
import { RequestProblem } from '../src/cds/request-problem.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { fieldsOf, localReference, referenceOf, textOf } from '../src/chart/fields.ts';
import { References, withTypeName } from '../src/chart/references.ts';

/**
 * Refuses a call whose data are somebody else's (evidence contract, "Whose"): read by themselves they would leave an
 * empty chart, which must never be taken for one on which nothing is documented.
 * @param resources everything that was sent or read
 * @throws RequestProblem 400 that names the field
 */
export function requireOwnChart(request: HookRequest, resources: readonly Resource[]): void {
  const { patientId } = request.context;
  for (const [key, value] of Object.entries(request.prefetch ?? {})) {
    const sent = fieldsOf(value);
    if (sent?.resourceType !== 'Patient' || textOf(sent.id) === undefined) continue;
    if (sent.id === patientId) continue;
    throw new RequestProblem(
      400,
      `prefetch.${key}`,
      'this is another patient than context.patientId names; send the chart of the patient that the orders are for',
    );
  }
  if (!isSomebodyElses(patientId, resources)) return;
  throw new RequestProblem(
    400,
    'prefetch',
    'nothing of the chart that was sent or read is about the patient that context.patientId names',
  );
}

/** Refuses orders whose subject is somebody else than the patient of the call. @throws RequestProblem 400 */
export function requireOwnOrder(
  order: ServiceRequest,
  { context: { patientId, draftOrders } }: HookRequest,
): void {
  const subject = referenceOf(order.subject);
  if (subject === undefined) return;
  const inBundle = (draftOrders.entry ?? []).find(({ fullUrl }) => fullUrl === subject)?.resource;
  const named =
    inBundle === undefined
      ? withTypeName(localReference(subject).replace(/^urn:uuid:/, 'Patient/'))
      : `${inBundle.resourceType}/${inBundle.id ?? ''}`;
  if (named === `Patient/${patientId}`) return;
  throw new RequestProblem(
    400,
    'context.draftOrders',
    `ServiceRequest/${order.id ?? ''} is for another subject than the patient that context.patientId names`,
  );
}

/** There are facts about people, and none of them is about the patient. */
function isSomebodyElses(patientId: string, resources: readonly Resource[]): boolean {
  const references = new References(patientId, resources);
  let others = false;
  for (const resource of resources) {
    const fields = fieldsOf(resource);
    if (fields === undefined || fields.resourceType === 'Patient') continue;
    const subject = fields.subject ?? fields.patient ?? fields.beneficiary;
    if (references.isPatient(subject)) return false;
    if (referenceOf(subject) !== undefined) others = true;
  }
  return others;
}
