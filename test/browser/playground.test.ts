import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { siteEvidence } from '../../src/site-evidence/site-evidence.ts';
import { addressOf, answered, cards, determination, documented } from './patients.ts';
import {
  chromiumPath,
  expectAccessible,
  focusedText,
  keepScreenshot,
  rulesOfLooks,
  Screen,
  sidewaysOverflow,
  unfold,
} from './screen.ts';

/** A film under the hospital's own code. */
const hospitalFilm = {
  system: 'urn:oid:1.2.3.4',
  code: 'XRLS2',
  is: { system: 'cpt', code: '72100' },
} as const;

describe.skipIf(chromiumPath === undefined)('the playground', { timeout: 60_000 }, () => {
  let screen: Screen;
  let page: Page;
  beforeAll(async () => {
    screen = await Screen.start({ siteEvidence: siteEvidence([], [hospitalFilm]) });
  }, 60_000);
  afterAll(() => screen.stop());
  afterEach(() => {
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
    await expectAccessible(page, { within: '.cards-panel' });
    await keepScreenshot(page, 'advice');

    await page.getByRole('button', { name: /^Change to .*72148/ }).click();
    await page.getByText('No advice: the guideline supports the order as it stands.').waitFor();
    expect(await cards(page).count()).toBe(0);
    expect(await page.getByRole('combobox', { name: 'Study' }).inputValue()).toContain('72148');
    await page.getByRole('button', { name: 'Sign the order' }).click();
    await page.getByRole('heading', { name: 'Signed' }).waitFor();
    await page.getByText('The guideline supports the order; nothing stood in the way.').waitFor();
    await page.getByRole('list', { name: 'Signed orders' }).getByText('signed at').waitFor();
    await keepScreenshot(page, 'signed');

    await order('72141');
    await determination(page).getByText('Supported').waitFor({ state: 'detached' });
    expect(await page.locator('.signed-orders li').count()).toBe(1);
    expect(await page.locator('.draft').count()).toBe(1);
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

    await page.getByRole('button', { name: /^Open the form/ }).click();
    const form = page.locator('.documentation-form');
    await form.waitFor();
    for (const question of await form.getByRole('radiogroup').all()) {
      await question.getByLabel('yes').check();
    }
    await expectAccessible(page, { within: '.documentation-form' });
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
    await page.getByRole('button', { name: /^Open the form/ }).click();
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
    await page.getByLabel('Orders as judged').selectOption('order-select');
    const missing = page.getByRole('figure', { name: 'What was missing' });
    await missing.getByText('As a table').click();
    await missing.getByRole('row', { name: /Plain radiograph [1-9]/ }).waitFor();
    await page.getByRole('figure', { name: 'By study' }).getByText('(72148)').first().waitFor();
    await expectAccessible(page, { within: 'figure' });
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
    await page.evaluate('scrollTo(0, 0)');
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
    await page.getByText('Use a chart of your own').click();
    await page.getByLabel(/^FHIR R4 as JSON/).fill(text);
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
    await page.getByText('Use a chart of your own').click();
    const box = page.getByLabel(/^FHIR R4 as JSON/);
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
    await page.getByText('For integrators').click();
    const shown = page.locator('.wire pre');
    expect(JSON.parse((await shown.textContent()) ?? '')).toMatchObject({ cards: [] });
    await page.getByLabel('Request', { exact: true }).check();
    expect(JSON.parse((await shown.textContent()) ?? '').hookInstance).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByLabel('Command').check();
    const curl = (await shown.textContent()) ?? '';
    expect(curl).toContain(`${screen.app.url}/cds-services/spine-imaging-order-`);
    const [, body = ''] = /<<'JSON'\n([\s\S]*)\nJSON\n$/.exec(curl) ?? [];
    const { pathname } = new URL(/'(http[^']+)'/.exec(curl)?.[1] ?? '');
    expect((await screen.app.post(pathname, body)).json).toMatchObject({ cards: [] });
  });

  it('leads by keyboard from the first look to the signed order in less than 25 presses', async () => {
    page = await screen.open('/');
    await determination(page).getByText('Another study is preferred').waitFor();
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await focusedText(page)).toBe('Skip to the advice');
    await press('Enter');
    await press('Tab');
    expect(await focusedText(page)).toMatch(/^Change to .*72148/);
    await press('Enter');
    await page.getByText('No advice: the guideline supports the order as it stands.').waitFor();
    await expect.poll(() => focusedText(page)).toBe('Nothing stands in the way');
    await press('Shift+Tab');
    expect(await focusedText(page)).toBe('Sign the order');
    await press('Enter');
    await page.getByRole('heading', { name: 'Signed' }).waitFor();
    await expect.poll(() => focusedText(page)).toBe('Signed');
    expect(presses).toBeLessThan(25);
  });

  it('finds a study by keyboard', async () => {
    page = await screen.open(addressOf(documented()));
    await determination(page).getByText('Supported').waitFor();
    await page.getByRole('combobox', { name: 'Study' }).focus();
    await page.keyboard.type('lumbar without and with');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await determination(page).getByText('Another study is preferred').waitFor();
  });

  it('reads as a story to whoever hears it', async () => {
    page = await screen.open('/');
    await answered(page);
    const told = await page.locator('main').ariaSnapshot();
    const story = [
      /heading "Order a spine study .* Every patient here is invented\." \[level=1\]/,
      /button "Leila Farsi Leg pain, MRI with contrast Another study" \[pressed\]/,
      /region "Leila Farsi"/,
      /Left L5 radiculopathy with everything documented/,
      /region "Order"/,
      /button "MRI lumbar spine without and with contrast 72158 Another study is preferred" \[pressed\]/,
      /button "Sign the order"/,
      /region "The episode in time"/,
      /region "Decision support"/,
      /region "MRI lumbar spine without contrast \(72148\) is enough here/,
      /button "Change to MRI lumbar spine without contrast \(72148\)"/,
      /region "How the guideline decides"/,
      /heading "Another study is preferred" \[level=3\]/,
      /region "Chart"/,
    ];
    let from = 0;
    for (const part of story) {
      const found = told.slice(from).search(part);
      expect(found, `${part} after\n${told.slice(0, from)}`).toBeGreaterThanOrEqual(0);
      from += found;
    }
  });

  it('lets a clinician sign although advice stands, and says that it was not followed', async () => {
    page = await screen.open('/');
    await determination(page).waitFor();
    await page.getByRole('button', { name: 'Sign the order' }).click();
    await page.getByText('Before the order is signed:').waitFor();
    await page.getByRole('button', { name: 'Sign it as it is' }).click();
    await page.getByText('The card was not followed.').waitFor();
    await expect.poll(() => focusedText(page)).toBe('Signed');
  });

  it('finds a patient by answer and section, and leads the focus to the name', async () => {
    page = await screen.open('/');
    await page.getByRole('button', { name: /^All \d+ patients/ }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page, {
      within: 'dialog',
      except: ['.chooser-list li:nth-child(n+4)'],
    });
    await keepScreenshot(page, 'choose');
    await dialog.getByLabel('Answer').selectOption('not-supported');
    await dialog.getByLabel('Section of the guideline').selectOption('study.pet-ct');
    const found = dialog.locator('.chooser-list li');
    expect(await found.count()).toBeGreaterThan(0);
    for (const text of await found.allTextContents()) expect(text).toContain('Not supported');
    await dialog.getByRole('searchbox').fill('nobody of that name');
    await dialog.getByRole('button', { name: 'Show all of them' }).click();
    const name = await found.nth(2).locator('.chooser-name').textContent();
    await found.nth(2).getByRole('button').click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusedText(page)).toBe(name);
  });

  it('leads on from an address of a patient who is not there', async () => {
    page = await screen.open('/?patient=nobody%2Fof-that-name');
    await page.getByRole('alert').getByText('choose another').waitFor();
    await determination(page).waitFor();
    expect(await cards(page).count()).toBe(1);
    expect(screen.errors.splice(0)).toEqual([expect.stringContaining('404')]);
  });

  it('says of each record of a pasted chart what it is read as, or why it is not used', async () => {
    page = await screen.open('/');
    await answered(page);
    const subject = { reference: 'Patient/p9' };
    const lumbar = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] };
    const chart = [
      { resourceType: 'Patient', id: 'p9' },
      { resourceType: 'Condition', id: 'leg', subject, code: lumbar, onsetDateTime: '2026-09-01' },
      {
        resourceType: 'Condition',
        id: 'not-hers',
        subject: { reference: 'Patient/p8' },
        code: lumbar,
      },
      {
        resourceType: 'Observation',
        id: 'local',
        subject,
        status: 'final',
        code: { text: 'MRLS1' },
      },
      {
        resourceType: 'DiagnosticReport',
        id: 'film',
        subject,
        status: 'final',
        code: { coding: [{ system: hospitalFilm.system, code: hospitalFilm.code }] },
        effectiveDateTime: '2026-09-14',
        conclusion: 'No fracture.',
      },
    ];
    await page.getByText('Use a chart of your own').click();
    await page.getByLabel(/^FHIR R4 as JSON/).fill(JSON.stringify(chart));
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('A pasted chart.').waitFor();
    await page.getByLabel('As it is read').check();
    await page.getByText('2 of 4 records read.').waitFor();
    const told = (id: string) => page.locator('.account-record', { hasText: id }).textContent();
    expect(await told('Condition/leg')).toContain('read as lumbar radiculopathy, lumbar');
    expect(await told('Condition/not-hers')).toContain('not used it is about someone else');
    expect(await told('Observation/local')).toContain('MRLS1 not used');
    expect(await told('DiagnosticReport/film')).toContain('read as X-ray lumbar spine');
    await expectAccessible(page, { within: '.chart-panel' });
    await keepScreenshot(page, 'as-it-is-read');
  });

  it('keeps the point of the advice in sight on a telephone, and leads to it', async () => {
    page = await screen.open('/', { viewport: { width: 390, height: 844 } });
    const bar = page.getByRole('navigation', { name: 'The advice in short' });
    await bar.getByRole('link', { name: /72148.*enough here/ }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await cards(page).first().getByRole('heading').isVisible()).toBe(true);
  });

  it('fits a telephone, in the dark', async () => {
    const viewport = { width: 390, height: 844 };
    page = await screen.open(addressOf(documented()), { viewport, colorScheme: 'dark' });
    await determination(page).getByText('Supported').waitFor();
    const overflow = await sidewaysOverflow(page);
    expect(overflow).toBe(0);
    await expectAccessible(page, { rules: rulesOfLooks });
    await keepScreenshot(page, 'telephone', true);
  });
});
