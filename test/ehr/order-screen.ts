import { randomUUID } from 'node:crypto';
import type { Extension, Resource, ServiceRequest } from 'fhir/r4.js';
import type { Card } from '../../src/cds/types.ts';

/** What a launch tells the app besides the patient. */
export interface LaunchContext {
  readonly patientId: string;
  readonly order: string;
  readonly user: string;
}

/** What the screen knows of its EHR. */
export interface OrderCall {
  readonly context: LaunchContext;
  readonly fhirBase: string;
  readonly resources: Resource[];
  readonly issueToken: () => string;
}

/** What the CDS service said when the order was signed. */
export interface Signed {
  readonly cards: readonly Card[];
  /** `covered` of the coverage information. */
  readonly covered: string | undefined;
}

/**
 * Signs the order: calls `order-sign` as a client of CRD that has its chart read, and keeps the order as it comes
 * back.
 */
export async function signOrder(call: OrderCall, service: string): Promise<Signed> {
  const { context, fhirBase, resources, issueToken } = call;
  const order = resources.find(({ resourceType, id }) => `${resourceType}/${id}` === context.order);
  const answer = await fetch(`${service}/cds-services/spine-imaging-order-sign`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      hook: 'order-sign',
      hookInstance: randomUUID(),
      fhirServer: fhirBase,
      fhirAuthorization: {
        ...{ access_token: issueToken(), token_type: 'Bearer', expires_in: 300 },
        ...{ scope: 'patient/*.rs', subject: 'spine-imaging-cds' },
      },
      context: {
        userId: context.user,
        patientId: context.patientId,
        draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: order }] },
      },
      extension: { 'davinci-crd.version': '2.2' },
    }),
  });
  if (!answer.ok) throw new Error(`the service answered ${answer.status}: ${await answer.text()}`);
  const { cards, systemActions = [] }: SignAnswer = JSON.parse(await answer.text());
  const [action] = systemActions;
  if (order !== undefined && action !== undefined) {
    resources[resources.indexOf(order)] = action.resource;
  }
  const parts = (action?.resource.extension ?? []).flatMap(({ extension = [] }) => extension);
  return { cards, covered: saidIn(parts, 'covered') };
}

interface SignAnswer {
  readonly cards: readonly Card[];
  readonly systemActions?: readonly { readonly resource: ServiceRequest }[];
}

function saidIn(parts: readonly Extension[], url: string): string | undefined {
  return parts.find((part) => part.url === url)?.valueCode;
}

/** The screen: the order with a button to sign it, and below it what came back, with its links to apps. */
export function orderScreen({ context, resources }: OrderCall, signed?: Signed): string {
  const order = resources.find(
    (one): one is ServiceRequest =>
      one.resourceType === 'ServiceRequest' && `ServiceRequest/${one.id}` === context.order,
  );
  const { text, coding } = order?.code ?? {};
  const study = text ?? coding?.[0]?.display ?? coding?.[0]?.code ?? context.order;
  const cards = (signed?.cards ?? []).map(cardOf).join('');
  const said =
    signed === undefined
      ? ''
      : `<p role="status" data-covered="${escaped(signed.covered ?? 'none')}">Coverage: ${escaped(signed.covered ?? 'nothing said')}</p>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demonstration EHR</title>
<style>body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}article{border:1px solid #999;border-radius:6px;padding:.5rem 1rem;margin:1rem 0}</style>
<h1>Demonstration EHR</h1>
<p>Invented patient ${escaped(context.patientId)}. Order: ${escaped(study)}.</p>
<form method="post" action="/sign"><button>Sign the order</button></form>
${said}${cards}
</html>`;
}

function cardOf({ summary, detail = '', links = [] }: Card): string {
  const shown = links.map(({ label, url, type }) => {
    const address = type === 'smart' ? `/launch?app=${encodeURIComponent(url)}` : url;
    return `<p><a href="${escaped(address)}">${escaped(label)}</a></p>`;
  });
  return `<article><h2>${escaped(summary)}</h2><pre style="white-space:pre-wrap">${escaped(detail)}</pre>${shown.join('')}</article>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
