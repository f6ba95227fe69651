import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readVignette } from '../../src/vignettes/vignette.ts';
import { determination } from './patients.ts';
import { chromiumPath, expectAccessible, Screen } from './screen.ts';

const told = 'lumbar-radiculopathy/note-tells-of-treatment';
const sentence = 'Completed seven weeks of physical therapy without relief.';

describe.skipIf(chromiumPath === undefined)('a note in the playground', { timeout: 60_000 }, () => {
  let screen: Screen;
  let page: Page;
  beforeAll(async () => {
    screen = await Screen.start();
  }, 90_000);
  afterAll(() => screen.stop());
  afterEach(() => {
    expect(screen.errors.splice(0)).toEqual([]);
    expect(screen.strayRequests.splice(0)).toEqual([]);
  });

  it('is quoted by the card, whose form has its answers filled in, and counts once confirmed', async () => {
    page = await screen.open(`/?patient=${told}`);
    await determination(page).waitFor();
    // What turns its text into elements is loaded with the first card.
    await page.locator('.card', { hasText: 'Confirm?' }).first().waitFor();
    expect(await page.locator('.card').first().textContent()).toContain(
      'without relief”. Confirm?',
    );
    await page.getByRole('button', { name: /^Confirm/ }).click();
    const form = page.locator('.in-place-form');
    await form.getByText(sentence).first().waitFor();
    expect(await form.getByText('from a note, to be confirmed').count()).toBeGreaterThan(1);
    await form.getByRole('button', { name: 'Put it on the chart' }).click();
    await page.getByText('The answers are on the chart.').waitFor();
    const text = () => page.locator('.cards').textContent();
    await expect.poll(text, { timeout: 10_000 }).not.toContain('Confirm?');
    expect(await text()).toContain('Treatment');
  });

  it('is shown with its sentences marked, and others can be pasted', async () => {
    page = await screen.open(`/?patient=${told}`);
    await determination(page).waitFor();
    await page.getByLabel('Notes', { exact: true }).check({ force: true });
    const chart = page.locator('.chart-panel');
    await chart.locator('mark.note-taken', { hasText: sentence }).waitFor();
    await chart
      .getByLabel(/^Paste a note/)
      .fill('No saddle numbness. His mother had cauda equina syndrome.');
    await chart.locator('.paste-note').getByRole('button').click();
    await chart.getByText('(someone else)').waitFor();
    await expectAccessible(page, { within: '.chart-panel' });
  });

  it('fills in the form on its own page, from the link of the card', async () => {
    const href = await linkToForm();
    page = await screen.open(href);
    await page.getByText(sentence).first().waitFor();
    await page.getByRole('button', { name: 'Make the QuestionnaireResponse' }).click();
    const json = await page.locator('pre').first().textContent();
    expect(json).toContain('"manual"');
    expect(json).not.toContain('auto-server');
    expect(json).toContain(sentence);
  });

  async function linkToForm(): Promise<string> {
    const vignette = readVignette(`fixtures/vignettes/${told}.json`);
    const answer = await fetch(`${screen.app.url}/cds-services/spine-imaging-order-sign`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...vignette.request, hook: 'order-sign' }),
    });
    const { cards }: { cards: readonly { links: readonly { url: string }[] }[] } = Object(
      await answer.json(),
    );
    const url = cards[0]?.links[0]?.url ?? '';
    expect(url).toContain('&notes=');
    return url.slice(url.indexOf('/form'));
  }
});
