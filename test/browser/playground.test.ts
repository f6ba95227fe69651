import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, answered, cards, determination, documented } from './patients.ts';
import {
  chromiumPath,
  expectAccessible,
  focusedText,
  keepScreenshot,
  Screen,
  sidewaysOverflow,
  unfold,
} from './screen.ts';

describe.skipIf(chromiumPath === undefined)('the playground', { timeout: 60_000 }, () => {
  let screen: Screen;
  let page: Page;
  beforeAll(async () => {
    screen = await Screen.start();
  }, 60_000);
  afterAll(() => screen.stop());
  afterEach(async () => {
    await page.context().close();
    expect(screen.errors.splice(0)).toEqual([]);
    expect(screen.strayRequests.splice(0)).toEqual([]);
  });

  /** Writes into the study search and takes its first match. */
  async function order(code: string): Promise<void> {
    const search = page.getByRole('combobox', { name: 'Study' });
    await search.fill(code);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await search.press('Enter');
  }

  it('shows the advice on contrast, applies it, and the card goes', async () => {
    const patient = documented();
    page = await screen.open('/');
    await page.getByRole('button', { name: 'Choose another patient' }).click();
    await page.getByRole('searchbox').fill(patient.story);
    await page.getByRole('dialog').getByRole('button', { name: patient.story }).click();
    await determination(page).getByText('Supported').waitFor();

    await order('72158');
    await determination(page).getByText('Another study is preferred').waitFor();
    await answered(page);
    expect(await cards(page).getByRole('heading').allTextContents()).toEqual([
      expect.stringMatching(/72148.*enough here.*72158/),
    ]);
    await expectAccessible(page);
    await keepScreenshot(page, 'advice');

    await page.getByRole('button', { name: /^Change to .*72148/ }).click();
    await page.getByText('No advice: the guideline supports the order as it stands.').waitFor();
    expect(await cards(page).count()).toBe(0);
    expect(await page.getByRole('combobox', { name: 'Study' }).inputValue()).toContain('72148');
    await page.getByRole('button', { name: 'Sign the order' }).click();
    await page.getByText('Signed. The guideline supports the order').waitFor();
  });

  it('asks for the missing X-ray, drafts it, and goes quiet once it is read', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByRole('button', { name: /^Remove X-ray/ }).click();
    await determination(page).getByText('Prerequisites missing').waitFor();
    const leaf = page.locator('.leaf', { hasText: 'Plain radiograph' });
    expect(await leaf.locator('.leaf-finding').textContent()).toBe('not documented');

    await page.getByRole('button', { name: /^Order X-ray/ }).click();
    const film = page.locator('.draft', { hasText: 'X-ray' });
    await film.waitFor();
    await answered(page);
    expect(await page.getByRole('button', { name: /^Order X-ray/ }).count()).toBe(0);

    await film.getByRole('button', { name: 'Take it: no fracture' }).click();
    await page.getByText('No advice: the guideline supports the order as it stands.').waitFor();
    expect(await film.count()).toBe(0);
  });

  it('opens the form for what is missing, and its answers turn the determination', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByText('Other records').click();
    await page.getByRole('button', { name: /^Remove Documentation form/ }).click();
    await determination(page).getByText('Prerequisites missing').waitFor();
    await answered(page);

    await page.getByRole('button', { name: 'Document what is missing' }).click();
    const form = page.locator('.documentation-form');
    await form.waitFor();
    for (const question of await form.getByRole('radiogroup').all()) {
      await question.getByLabel('yes').check();
    }
    await expectAccessible(page);
    await keepScreenshot(page, 'form');
    await form.getByRole('button', { name: 'Put it on the chart' }).click();
    await determination(page).getByText('Supported').waitFor();
    expect(await form.count()).toBe(0);
  });

  it('fills the form in from the chart', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByLabel(/^Outcome of/).selectOption('unknown');
    await determination(page).getByText('Prerequisites missing').waitFor();
    await answered(page);
    const start = await page.getByLabel(/^Start of/).inputValue();
    await page.getByRole('button', { name: 'Document what is missing' }).click();
    const form = page.locator('.documentation-form');
    const asked = form.getByLabel(/When did the treatment begin/);
    if ((await asked.count()) > 0) expect(await asked.inputValue()).toBe(start);
    await form.getByLabel(/What did it bring/).selectOption('failed');
    await form.getByRole('button', { name: 'Put it on the chart' }).click();
    await determination(page).getByText('Supported').waitFor();
  });

  it('takes a dismissal with its reason into the reports', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByRole('button', { name: /^Remove X-ray/ }).click();
    const card = cards(page).filter({ hasText: 'X-ray' }).first();
    await card.waitFor();
    await answered(page);
    await card.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await card.getByLabel('The radiograph was done elsewhere').check();
    await card.getByRole('button', { name: 'Dismiss the card' }).click();
    await page.getByText('Dismissed: The radiograph was done elsewhere.').waitFor();

    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('row', { name: /Radiograph missing Done elsewhere 1/ }).waitFor();
    await expectAccessible(page);
    await keepScreenshot(page, 'reports');
  });

  it('lets a red flag through at once', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByRole('button', { name: /^Remove X-ray/ }).click();
    await page
      .getByRole('button', { name: /^Remove the visit/ })
      .last()
      .click();
    await determination(page).getByText('Prerequisites missing').waitFor();
    await page.getByText('Red flags to try').click();
    await page.getByLabel('Cauda equina syndrome suspected').check();
    await determination(page).getByText('Supported').waitFor();
    await answered(page);
    expect(await cards(page).first().textContent()).toMatch(/red flag|cauda equina/i);
    await keepScreenshot(page, 'red-flag');
  });

  it('shows text of a hostile chart as text, wherever it comes up', async () => {
    const hostile =
      '<img src=x onerror="document.title=`owned`"> [click](javascript:alert(1)) <script>document.title="owned"</script> **bold**';
    page = await screen.open(addressOf(documented()));
    await answered(page);
    const patient = documented();
    const { request } = structuredClone(patient);
    const text = JSON.stringify(request)
      .replaceAll(/"text":"[^"]*"/g, `"text":${JSON.stringify(hostile)}`)
      .replaceAll(/"(display|conclusion|family)":"[^"]*"/g, `"$1":${JSON.stringify(hostile)}`)
      .replaceAll('"72148"', '"72158"');
    await page.getByText('Paste FHIR').click();
    await page.getByLabel(/as JSON$/).fill(text);
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('A pasted chart.').waitFor();
    await answered(page);
    await unfold(page);

    expect(await page.locator('img, script:not([src]), iframe').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('.chart-editor').textContent()).toContain('<img src=x onerror=');
    expect(await page.locator('.leaf').allTextContents()).toContainEqual(
      expect.stringContaining('<img src=x onerror='),
    );
    expect(await page.locator('.patient-banner').textContent()).toContain('<script>');
  });

  it('says what is wrong with what was pasted', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByText('Paste FHIR').click();
    const box = page.getByLabel(/as JSON$/);
    await box.fill('{"resourceType": ');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('alert').getByText('This is not JSON').waitFor();
    await box.fill('{"resourceType":"Bundle","type":"collection"}');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('alert').getByText('nothing was taken over').waitFor();
  });

  it('shows the call as it went over the wire', async () => {
    page = await screen.open(addressOf(documented()));
    await answered(page);
    await page.getByText('The wire').click();
    const shown = page.locator('.wire pre');
    expect(JSON.parse((await shown.textContent()) ?? '')).toMatchObject({ cards: [] });
    await page.getByLabel('Request', { exact: true }).check();
    expect(JSON.parse((await shown.textContent()) ?? '').hookInstance).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByLabel('curl').check();
    const curl = (await shown.textContent()) ?? '';
    expect(curl).toContain(`${screen.app.url}/cds-services/spine-imaging-order-`);
    const [, body = ''] = /<<'JSON'\n([\s\S]*)\nJSON\n$/.exec(curl) ?? [];
    const { pathname } = new URL(/'(http[^']+)'/.exec(curl)?.[1] ?? '');
    expect((await screen.app.post(pathname, body)).json).toMatchObject({ cards: [] });
  });

  it('works by keyboard alone', async () => {
    page = await screen.open(addressOf(documented()));
    await determination(page).getByText('Supported').waitFor();
    const search = page.getByRole('combobox', { name: 'Study' });
    await search.focus();
    await page.keyboard.type('lumbar without and with');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await determination(page).getByText('Another study is preferred').waitFor();
    await answered(page);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      if ((await focusedText(page)).startsWith('Change to')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByText('No advice: the guideline supports the order as it stands.').waitFor();
  });

  it('fits a telephone, in the dark', async () => {
    const viewport = { width: 390, height: 844 };
    page = await screen.open(addressOf(documented()), { viewport, colorScheme: 'dark' });
    await determination(page).getByText('Supported').waitFor();
    const overflow = await sidewaysOverflow(page);
    expect(overflow).toBe(0);
    await expectAccessible(page);
    await keepScreenshot(page, 'telephone', true);
  });
});
