import { expect, test } from 'vitest';
import { assessmentsKey } from '../../hooks/order-review.ts';
import { orderSignService } from '../../hooks/services.ts';
import { confirmed } from '../../src/confirmation/assess-with-confirmed-notes.ts';
import { draftsIn } from '../../src/confirmation/drafts-in.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { movedIntoNotes } from '../support/moved-into-notes.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

test('deciding without cards says what the answer at signing says of the coded chart, and of which orders a card speaks', () => {
  const service = orderSignService({ ...serviceSettings, notes: 'off' });
  const compared = allVignettes().flatMap(({ name, request: asked, asOf }) => {
    const request = { ...asked, hook: 'order-sign' as const };
    if (service.neededKeys(request).length === 0) return [];
    const input = {
      request,
      resources: resourcesOf(request),
      unavailable: [],
      asOf: new Date(asOf),
    };
    const { response, record } = service.answer(input);
    const judged = service.judge(input).orders;
    expect(
      judged.map(({ assessment }) => assessment),
      name,
    ).toEqual(response.extension?.[assessmentsKey] ?? []);
    for (const { assessment, hasCard } of judged) {
      const cards = record.cards.filter(({ order }) => order === assessment.order);
      expect(cards.length > 0, `${name}, ${assessment.order}`).toBe(hasCard);
    }
    return judged;
  });
  expect(compared.some(({ hasCard }) => hasCard)).toBe(true);
  expect(compared.some(({ hasCard }) => !hasCard)).toBe(true);
});

test('what would be confirmed without cards is what the cards of the answer offer to confirm', () => {
  const service = orderSignService(serviceSettings);
  const tried = allVignettes().filter((_, at) => at % 4 === 0);
  const offered = tried.flatMap((vignette) => {
    const moved = movedIntoNotes(vignette, 0);
    if (moved === undefined) return [];
    const request = { ...moved.vignette.request, hook: 'order-sign' as const };
    if (service.neededKeys(request).length === 0) return [];
    const resources = [...moved.chart, ...moved.notes];
    const asOf = new Date(moved.vignette.asOf);
    const input = { request, resources, unavailable: [], asOf };
    const drafts = draftsIn(service.answer(input).response);
    expect(service.judge(input).confirmed(), vignette.name).toEqual(confirmed(drafts));
    return drafts;
  });
  expect(offered.length).toBeGreaterThan(20);
});
