import { allVignettes, requestOn } from '../../src/vignettes/vignette.ts';
import type { RunningApp } from '../server/support.ts';

const hour = 3_600_000;

interface ShownCard {
  readonly uuid: string;
  readonly suggestions?: readonly { readonly uuid: string }[];
  readonly overrideReasons?: readonly { readonly code: string }[];
  readonly links?: readonly { readonly label: string; readonly url: string }[];
}

/**
 * Makes some calls about invented patients, and answers every other card.
 * @returns the path of a page with all criteria of an order, as a card leads to it
 */
export async function fillReports(app: RunningApp): Promise<string> {
  const path = '/cds-services/spine-imaging-order-sign';
  let trace = '';
  const chosen = allVignettes().filter(
    ({ request }, index) => request.hook === 'order-sign' && index % 12 === 0,
  );
  for (const vignette of chosen) {
    const answer = await app.post(path, requestOn(vignette, new Date()));
    const cards: readonly ShownCard[] = answer.json.cards;
    for (const [index, card] of cards.entries()) {
      trace ||= card.links?.find(({ label }) => label === 'All criteria')?.url ?? '';
      if ((index + vignette.name.length) % 2 === 0) await answerCard(app, path, card);
    }
  }
  const { pathname, hash } = new URL(trace);
  return pathname + hash;
}

async function answerCard(app: RunningApp, path: string, card: ShownCard): Promise<void> {
  const outcomeTimestamp = new Date(Date.now() - hour).toISOString();
  const [suggestion] = card.suggestions ?? [];
  const [reason] = card.overrideReasons ?? [];
  const outcome =
    suggestion === undefined
      ? { outcome: 'overridden', overrideReason: { reason } }
      : { outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] };
  await app.post(`${path}/feedback`, {
    feedback: [{ card: card.uuid, outcomeTimestamp, ...outcome }],
  });
}
