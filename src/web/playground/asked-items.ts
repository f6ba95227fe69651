import type { Action, Card } from '../../cds/types.ts';

/** The linkIds that a link to our own form names (`…/form#items=a,b`); none for any other link. */
export function formItems(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  if (!url.pathname.endsWith('/form')) return [];
  return namedItems(url);
}

/** The items that the address of the form page names, in its fragment or its query. */
export function namedItems({ hash, searchParams }: URL): readonly string[] {
  const named = new URLSearchParams(hash.slice(1)).get('items') ?? searchParams.get('items') ?? '';
  return named.split(',').filter((one) => one !== '');
}

/** The linkIds that the links of a card lead to. */
export function linkedItems({ links = [] }: Card): readonly string[] {
  return links.flatMap(({ url }) => formItems(url));
}

/** Whether a card says that it is about an order. */
export function isAbout({ extension }: Card, order: string): boolean {
  const orders = extension?.['davinci-crd.associated-resource'];
  return (
    Array.isArray(orders) &&
    orders.some((one: { readonly reference?: unknown } | null) => one?.reference === order)
  );
}

interface TaskInput {
  readonly type?: { readonly text?: string };
  readonly valueString?: string;
}

/** The linkIds that a task to fill in the documentation form names. */
export function askedBy(action: Action): readonly string[] {
  if (action.type === 'delete' || action.resource.resourceType !== 'Task') return [];
  const { input = [] }: { readonly input?: readonly TaskInput[] } = Object(action.resource);
  return input.flatMap(({ type, valueString }) =>
    type?.text === 'linkId' && valueString !== undefined ? [valueString] : [],
  );
}
