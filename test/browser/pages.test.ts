import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isFullSize } from '../support/sample-size.ts';
import { addressOf, determination, documented, patientWhere } from './patients.ts';
import { fillReports } from './reports.ts';
import {
  chromiumPath,
  expectAccessible,
  keepScreenshot,
  rulesOfLooks,
  Screen,
  sidewaysOverflow,
  unfold,
} from './screen.ts';

/** Whether each page is opened in both colour schemes and every width, or pictures of all of them are taken. */
const looksEverywhere = isFullSize || process.env.SCREENSHOTS !== undefined;
const schemes = ['light', 'dark'] as const;
/** Else it is opened once, in the dark on a telephone, and made wider: at first only, then also light. */
const looks = looksEverywhere
  ? schemes.map((scheme) => [1280, 900, 390].map((width) => ({ scheme, width })))
  : [
      [
        { scheme: 'dark', width: 390 },
        { scheme: 'dark', width: 900 },
        { scheme: 'light', width: 1280 },
      ] as const,
    ];

/**
 * What axe is spared unless every look is taken: sections, messages and rows like those before them, and in the dark
 * all but colours.
 */
const repeated = [
  'section:nth-of-type(n+3):has(> .statement)',
  '.schema:nth-of-type(n+7)',
  'tbody tr:nth-child(n+6)',
];
const spared = (colorScheme: 'light' | 'dark') =>
  looksEverywhere
    ? {}
    : {
        except: repeated,
        ...(colorScheme === 'dark' ? { rules: rulesOfLooks } : {}),
      };

describe.skipIf(chromiumPath === undefined)('the pages', { timeout: 60_000 }, () => {
  let screen: Screen;
  let page: Page;
  let traceAddress: string;
  beforeAll(async () => {
    screen = await Screen.start();
    traceAddress = await fillReports(screen.app);
  }, 90_000);
  afterAll(() => screen.stop());
  afterEach(() => {
    expect(screen.errors.splice(0)).toEqual([]);
    expect(screen.strayRequests.splice(0)).toEqual([]);
  });

  it('lead from a criterion to its statement and on to a patient', async () => {
    page = await screen.open(addressOf(documented()));
    await determination(page).waitFor();
    const leaf = page.locator('.leaf', { hasText: 'In-person evaluation' });
    await leaf.locator('summary').click();
    const link = leaf.getByRole('link').first();
    const [, id = ''] = ((await link.getAttribute('href')) ?? '').split('#');
    await link.click();

    const statement = page.locator('.statement.target');
    await statement.waitFor();
    expect(await statement.getAttribute('id')).toBe(id);
    expect(await statement.textContent()).toContain('in-person-evaluation');
    await keepScreenshot(page, 'guideline');
    await statement.locator('.statement-vignettes summary').click();
    const patient = statement.locator('.statement-vignettes a').first();
    const href = (await patient.getAttribute('href')) ?? '';
    const name = new URLSearchParams(href.slice(href.indexOf('?'))).get('patient');
    await patient.click();
    await determination(page).waitFor();
    expect(new URL(page.url()).searchParams.get('patient')).toBe(name);
  });

  it('search the guideline by word, code and kind, and say what to do where nothing is found', async () => {
    page = await screen.open('/guideline');
    await page.getByText('208 statements').waitFor();
    await page.getByLabel('Search').fill('CPT 72158 lumbar');
    await page.locator('#radiculopathy-3').waitFor();
    expect(await page.locator('.statement').count()).toBeLessThan(20);
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Kind').selectOption('refers-out');
    await page.locator('#petct-2').waitFor();
    expect(await page.locator('.statement .chip').allTextContents()).not.toContain('decides');

    // Where no sentence is found, it says what to do.
    await page.getByLabel('Kind').selectOption('');
    await page.getByLabel('Search').fill('hip prosthesis');
    await page.getByText('No sentence holds all of “hip prosthesis”').waitFor();
    await page.getByRole('button', { name: 'Show every sentence' }).click();
    await page.getByText('208 statements').waitFor();
    await page.getByLabel('Search').fill('A27');
    await page.locator('#precond-1').waitFor();
  });

  it('show what a sentence asks for, how it is read, and its patients as stories', async () => {
    page = await screen.open('/guideline#stenosis-1');
    const statement = page.locator('#stenosis-1');
    await statement.getByText('What it asks for').first().click();
    const asked = await statement.locator('.decision').first().innerText();
    expect(asked).toContain('Was the patient evaluated in');
    expect(asked).toMatch(/unless[\s\S]*one of[\s\S]*severe neurogenic claudication/);
    expect(asked).toMatch(
      /MRI lumbar, without contrast[\s\S]*CT myelogram lumbar[\s\S]*only where/,
    );
    await statement.getByText(/How it is read/).click();
    await statement.getByText('A15').waitFor();
    await statement.getByText(/\d+ patients?/).click();
    expect(await statement.locator('.statement-vignettes li').first().innerText()).toMatch(
      /upported|missing|preferred/,
    );
  });

  it('describe the services and lead to the sandbox with their address', async () => {
    page = await screen.open('/services');
    await page.getByRole('heading', { name: /at signing/ }).waitFor();
    const link = page.getByRole('link', { name: /Sandbox/ });
    const sandbox = new URL((await link.getAttribute('href')) ?? '');
    expect(sandbox.origin).toBe('https://sandbox.cds-hooks.org');
    expect(Object.fromEntries(sandbox.searchParams)).toEqual({
      serviceDiscoveryURL: `${screen.app.url}/cds-services`,
      hook: 'order-select',
      screen: 'pama',
    });
    await keepScreenshot(page, 'services');
  });

  it('ask in the form for the named items alone, and make a QuestionnaireResponse of the answers', async () => {
    page = await screen.open('/form#items=clinical-re-evaluation,trial-of-treatment.outcome');
    const form = page.locator('.documentation-form');
    await form.waitFor();
    expect(await form.locator('.form-question').count()).toBe(2);
    await form.getByRole('radiogroup').getByLabel('yes').check();
    await form.getByRole('combobox').selectOption('failed');
    await form.getByRole('button').last().click();
    const response = JSON.parse((await page.locator('pre').textContent()) ?? '');
    expect(response).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [
        { linkId: 'trial-of-treatment.outcome', answer: [{ valueCoding: { code: 'failed' } }] },
        { linkId: 'clinical-re-evaluation', answer: [{ valueBoolean: true }] },
      ],
    });
    expect(response.subject).toBeUndefined();
  });

  it('show everything that was checked behind the link of a card', async () => {
    page = await screen.open(addressOf(documented()));
    await page.getByRole('button', { name: /^Remove X-ray/ }).click();
    const card = page.locator('section.card').first();
    const address = await card.getByRole('link', { name: 'All criteria' }).getAttribute('href');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const { pathname, hash } = new URL(address ?? '');
    await page.goto(`${screen.app.url}${pathname}${hash}`);
    await determination(page).getByText('Prerequisites missing').waitFor();
    await page.locator('.leaf', { hasText: 'Plain radiograph' }).waitFor();
    // The trace stays in the browser: no request carries any of it.
    for (const url of asked) expect(new URL(url).search).toBe('');
    await unfold(page);
    await keepScreenshot(page, 'criteria');
  });

  it('show the interface: an operation with its example, and the messages that it leads to', async () => {
    page = await screen.open('/api');
    const name = 'POST /cds-services/spine-imaging-order-sign';
    const operation = page.getByRole('region', { name, exact: true });
    await operation.getByText('Example', { exact: true }).click();
    const example = JSON.parse((await operation.locator('pre').textContent()) ?? '');
    const path = '/cds-services/spine-imaging-order-sign';
    expect((await screen.app.post(path, example)).json.cards).toHaveLength(1);
    await operation.getByRole('link', { name: 'HookResponse' }).click();
    const message = page.locator('#HookResponse');
    await message.getByRole('link', { name: 'Card', exact: true }).click();
    await page.locator('#Card').getByText('indicator').waitFor();
  });

  it('say so where an address carries no trace', async () => {
    page = await screen.open('/criteria#t=none');
    await page.getByRole('alert').getByText('carries no readable trace').waitFor();
  });

  it('judge several orders at signing, and the one being worked on while ordering', async () => {
    const patient = patientWhere(
      ({ request, expected }) => request.hook === 'order-sign' && expected.assessments.length === 2,
    );
    page = await screen.open(addressOf(patient));
    await determination(page).waitFor();
    expect(await page.locator('.decision').count()).toBe(2);
    await page.getByLabel(/while ordering/).check();
    await page.locator('.decision').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.decision').count()).toBe(1);
  });

  const views = ['/', '/guideline', '/reports', '/services', '/form', '/criteria', '/api'];
  it.each(views.flatMap((path) => looks.map((look) => ({ path, look }))))(
    'are accessible and no wider than their window, however wide: $path, $look',
    async ({ path, look }) => {
      for (const [position, { scheme, width }] of look.entries()) {
        // A page that is opened in a narrow window is not one that was made narrow.
        if (position === 0 || looksEverywhere) {
          page = await screen.open(path === '/criteria' ? traceAddress : path, {
            colorScheme: scheme,
            viewport: { width, height: 900 },
          });
        }
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForLoadState('networkidle');
        if (width !== 900) await keepScreenshot(page, `views/${nameOf(path)}-${scheme}-${width}`);
        await unfold(page, looksEverywhere ? undefined : 60);
        expect(await sidewaysOverflow(page), `${width} pixels`).toBe(0);
        if (looksEverywhere || width !== 900) await expectAccessible(page, spared(scheme));
      }
    },
  );

  it('show the playground in the dark', async () => {
    page = await screen.open(addressOf(documented()), { colorScheme: 'dark' });
    await determination(page).waitFor();
    await page.getByRole('button', { name: /^Remove X-ray/ }).click();
    await determination(page).getByText('Prerequisites missing').waitFor();
    await page.locator('.leaf > summary', { hasText: /^Trial of treatment/ }).click();
    await expectAccessible(page, { rules: rulesOfLooks });
    await page.locator('.decision-panel').scrollIntoViewIfNeeded();
    await keepScreenshot(page, 'decision');
  });
});

/** `/` as `playground`, `/guideline` as `guideline`. */
function nameOf(path: string): string {
  return path === '/' ? 'playground' : path.slice(1);
}
