import { type Json, localReference, objectOf, objectsOf, text } from './fields.ts';
import { momentOf } from './moment.ts';
import type { DecisionRow } from './rows.ts';

/** The review action codes of X12 306 that Da Vinci PAS carries: certified, partly or with changes; not; pended. */
const reviewActions: Readonly<Record<string, DecisionRow['decision']>> = {
  A1: 'approved',
  A2: 'approved',
  A6: 'approved',
  A3: 'denied',
  A4: 'pended',
};
const reviewActionCode =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewActionCode';
const reviewAction =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewAction';
/** How long after the order a decision may come and still be about it, where nothing links the two. */
const longest = 90 * 86_400_000;

/**
 * What the payer decided of an order, from a ClaimResponse (review action of Da Vinci PAS) or an ExplanationOfBenefit
 * (a denied item of CARIN): about a Claim that refers to the order, or, of the same study, within ninety days after it.
 * The newest decision holds.
 */
export function payerDecision(
  order: Json,
  cpt: string,
  resources: readonly Json[],
): DecisionRow['decision'] | undefined {
  const written = momentOf(order.authoredOn)?.from;
  if (written === undefined) return undefined;
  let newest: { at: number; decision: DecisionRow['decision'] } | undefined;
  for (const resource of resources) {
    const at = momentOf(resource.created)?.from;
    if (at === undefined || at < written) continue;
    const decision = decisionOf(resource, order, cpt, resources, at - written);
    if (decision !== undefined && (newest === undefined || at >= newest.at))
      newest = { at, decision };
  }
  return newest?.decision;
}

function decisionOf(
  resource: Json,
  order: Json,
  cpt: string,
  resources: readonly Json[],
  later: number,
): DecisionRow['decision'] | undefined {
  if (resource.resourceType === 'ExplanationOfBenefit') {
    const item = itemOf(resource, order, cpt, later);
    return item === undefined ? undefined : isDenied(item) ? 'denied' : 'approved';
  }
  if (resource.resourceType !== 'ClaimResponse') return undefined;
  const claimed = localReference(resource.request);
  const claim = resources.find(
    (one) => one.resourceType === 'Claim' && `Claim/${text(one.id)}` === claimed,
  );
  const item = claim === undefined ? undefined : itemOf(claim, order, cpt, later);
  if (item === undefined) return undefined;
  const answered = objectsOf(resource.item).find((one) => one.itemSequence === item.sequence);
  for (const adjudication of objectsOf(answered?.adjudication)) {
    const code = reviewCode(adjudication);
    const decision = code === undefined ? undefined : reviewActions[code];
    if (decision !== undefined) return decision;
  }
  return undefined;
}

/** The item of a claim that is about the order: by reference, else by its code and its time. */
function itemOf(claim: Json, order: Json, cpt: string, later: number): Json | undefined {
  const items = objectsOf(claim.item);
  const ofStudy = (item: Json) =>
    objectsOf(objectOf(item.productOrService)?.coding).some(({ code }) => code === cpt);
  const found = items.find(ofStudy);
  const refers =
    localReference(claim.referral) === `ServiceRequest/${text(order.id)}` ||
    items.some((item) =>
      objectsOf(item.extension).some(
        ({ valueReference }) =>
          localReference(valueReference) === `ServiceRequest/${text(order.id)}`,
      ),
    );
  if (refers) return found ?? items[0];
  return later <= longest ? found : undefined;
}

function isDenied(item: Json): boolean {
  return objectsOf(item.adjudication).some((adjudication) =>
    objectsOf(objectOf(adjudication.category)?.coding).some(({ code }) => code === 'denialreason'),
  );
}

function reviewCode(adjudication: Json): string | undefined {
  for (const extension of objectsOf(adjudication.extension)) {
    if (extension.url !== reviewAction) continue;
    for (const inner of objectsOf(extension.extension)) {
      if (inner.url !== reviewActionCode) continue;
      const [coding] = objectsOf(objectOf(inner.valueCodeableConcept)?.coding);
      return text(coding?.code);
    }
  }
  return undefined;
}
