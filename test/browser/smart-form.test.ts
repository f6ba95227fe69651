import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QuestionnaireResponse } from 'fhir/r4.js';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, vignetteNamed } from '../dtr/support.ts';
import { recordOf } from '../ehr/record.ts';
import { type StubEhr, startStubEhr } from '../ehr/stub-ehr.ts';
import type { RunningApp } from '../server/support.ts';
import { freePort } from '../support/free-port.ts';
import { buildPage } from './build-page.ts';
import { chromiumPath, expectAccessible, sharedBrowser } from './screen.ts';

const { context, chart } = recordOf(vignetteNamed('lumbar-radiculopathy/no-radiograph'));
const { patientId } = context;
const treated = recordOf(vignetteNamed('lumbar-radiculopathy/trial-of-41-days'));
const unexplained = recordOf(vignetteNamed('study.ct-myelography/as-the-first-study'));
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Answers every question of the form with what speaks for the order. */
async function answerAll(page: Page): Promise<void> {
  const dates = page.locator('input[type="date"]');
  for (let index = 0; index < (await dates.count()); index += 1) {
    if ((await dates.nth(index).inputValue()) === '') await dates.nth(index).fill(yesterday);
  }
  const choices = page.getByRole('combobox');
  for (let index = 0; index < (await choices.count()); index += 1) {
    const offered = await choices
      .nth(index)
      .locator('option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
    const wanted = ['lumbar', 'no-fracture', 'failed'].find((code) => offered.includes(code));
    if (wanted !== undefined) await choices.nth(index).selectOption(wanted);
  }
  const yes = page.getByRole('radiogroup').getByLabel('yes');
  for (let index = 0; index < (await yes.count()); index += 1) await yes.nth(index).check();
}

describe.skipIf(chromiumPath === undefined)('the form inside an EHR', { timeout: 60_000 }, () => {
  let ehr: StubEhr;
  let other: StubEhr;
  let stranger: StubEhr;
  let loop: StubEhr;
  let rounds: StubEhr;
  let app: RunningApp;
  let adaptive: RunningApp;
  let profile: BrowserContext;
  let window: Page | undefined;
  let pages: string;
  let folder: string;
  beforeAll(async () => {
    const service = () => app.url;
    ehr = await startStubEhr(context, chart);
    loop = await startStubEhr(context, chart, { service });
    rounds = await startStubEhr(unexplained.context, unexplained.chart, {
      service: () => adaptive.url,
    });
    other = await startStubEhr(treated.context, treated.chart);
    stranger = await startStubEhr(context, chart);
    folder = mkdtempSync(join(tmpdir(), 'smart-ehrs-'));
    const file = join(folder, 'ehrs.json');
    const listed = [ehr, other, loop, rounds].map(({ fhirBase, origin }) => ({
      ...{ issuer: fhirBase, clientId: 'spine-form' },
      ...(fhirBase === loop.fhirBase ? { demonstration: `${origin}/` } : {}),
    }));
    writeFileSync(file, JSON.stringify(listed));
    pages = await buildPage();
    const port = String(await freePort());
    app = await startApp(
      { SMART_EHRS: file, PORT: port, PUBLIC_BASE_URL: `http://127.0.0.1:${port}` },
      { webFolder: pages },
    );
    adaptive = await startApp({ SMART_EHRS: file, DTR_FORM: 'adaptive' }, { webFolder: pages });
    profile = await (await sharedBrowser()).newContext();
  }, 60_000);
  afterAll(async () => {
    await profile.close();
    await Promise.all([ehr, other, stranger, loop, rounds, app, adaptive].map((one) => one.stop()));
    rmSync(folder, { recursive: true });
  });

  /** The one window, without what the launches before left in it: another would start a process of its own. */
  async function newPage(): Promise<Page> {
    window ??= await profile.newPage();
    window.setDefaultTimeout(30_000);
    for (const { url } of [app, adaptive]) {
      await window.goto(`${url}/favicon.svg`);
      await window.evaluate('sessionStorage.clear()');
    }
    return window;
  }

  async function launchFrom(from: StubEhr): Promise<Page> {
    const page = await newPage();
    await page.goto(`${from.origin}/launch?app=${encodeURIComponent(`${app.url}/form/launch`)}`);
    return page;
  }

  it('asks what the order needs, stores the answers in the record, and the order is supported', async () => {
    const page = await launchFrom(ehr);
    const status = page.locator('[data-determination]');
    await status.waitFor();
    expect(await status.getAttribute('data-determination')).toBe('prerequisites-missing');
    await expectAccessible(page);
    const date = page.locator('input[type="date"]').first();
    await date.fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await page.getByRole('combobox').nth(0).selectOption('lumbar');
    await page.getByRole('combobox').nth(1).selectOption('no-fracture');
    const yes = page.getByRole('radiogroup').getByLabel('yes');
    for (let index = 0; index < (await yes.count()); index += 1) await yes.nth(index).check();
    const dates = page.locator('input[type="date"]');
    for (let index = 1; index < (await dates.count()); index += 1) {
      await dates.nth(index).fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    }

    await page.getByRole('button', { name: 'Save for later' }).click();
    await page.getByText('Stored, to be completed').waitFor();
    const responses = () =>
      ehr.resources.filter(
        (one): one is QuestionnaireResponse =>
          one.resourceType === 'QuestionnaireResponse' && one.id?.startsWith('made-') === true,
      );
    expect(responses().map((one) => one.status)).toEqual(['in-progress']);

    await page.getByRole('button', { name: 'Complete and store' }).click();
    await page.locator('[data-determination="supported"]').waitFor();
    const [response, ...more] = responses();
    expect(more).toEqual([]);
    expect(response).toMatchObject({ status: 'completed', author: { reference: context.user } });
    const answers = (response?.item ?? []).flatMap(({ item = [] }) =>
      item.flatMap(({ answer = [] }) => answer),
    );
    expect(answers.length).toBeGreaterThan(2);
    for (const { extension } of answers) {
      expect(extension?.[0]?.extension?.[0]).toEqual({ url: 'source', valueCode: 'manual' });
    }
    expect(JSON.stringify(app.log)).not.toContain(patientId === 'p1' ? 'Patient/p1' : patientId);
  });

  it('closes the loop: an order is signed, its form filled in, and the order is covered when it is signed again', async () => {
    const page = await newPage();
    await page.goto(`${app.url}/`);
    await page.getByRole('link', { name: 'Try the whole loop' }).click();
    await page.getByRole('button', { name: 'Sign the order' }).click();
    expect(await page.locator('[data-covered]').getAttribute('data-covered')).toBe('conditional');
    await page.getByRole('link', { name: /^Open the form/ }).click();
    await page.waitForURL(`${app.url}/form/launch**`);
    await page.locator('.documentation-form').waitFor();
    await answerAll(page);
    await page.getByRole('button', { name: 'Complete and store' }).click();
    await page.locator('[data-determination="supported"]').waitFor();
    await page.goto(loop.origin);
    await page.getByRole('button', { name: 'Sign the order' }).click();
    expect(await page.locator('[data-covered]').getAttribute('data-covered')).toBe('covered');
    expect(await page.getByRole('link', { name: /^Open the form/ }).count()).toBe(0);
  });

  it('asks an adaptive form group by group, and its answers cover the order', async () => {
    const page = await newPage();
    await page.goto(
      `${rounds.origin}/launch?app=${encodeURIComponent(`${adaptive.url}/form/launch`)}`,
    );
    await page.locator('.documentation-form').waitFor();
    const groups = page.locator('.form-group');
    const seen: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      seen.push(await groups.count());
      await answerAll(page);
      const next = page.getByRole('button', { name: 'Next questions' });
      if ((await next.count()) === 0) break;
      await next.click();
      await groups.nth(seen.at(-1) ?? 0).waitFor();
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.map((_one, round) => round + 1));
    await page.getByRole('button', { name: 'Complete and store' }).click();
    await page.locator('[data-determination="supported"]').waitFor();
    const stored = rounds.resources.find(({ id }) => id?.startsWith('made-'));
    expect(stored).toMatchObject({
      status: 'completed',
      questionnaire: '#form',
      contained: [{ resourceType: 'Questionnaire', id: 'form' }],
    });
  });

  it('can be opened by itself for a demonstration, and for nothing else', async () => {
    const page = await newPage();
    await page.goto(`${app.url}/form/launch`);
    expect(await page.getByRole('link', { name: 'Sign an order' }).getAttribute('href')).toBe(
      `${loop.origin}/`,
    );
    await page.getByRole('link', { name: 'open the form alone' }).click();
    await page.locator('[data-determination]').waitFor();
    const elsewhere = `${app.url}/form/launch?iss=${encodeURIComponent(ehr.fhirBase)}`;
    await page.goto(elsewhere);
    await page.getByRole('alert').getByText('Launch the form from a patient’s chart').waitFor();
  });

  it('shows beside every answer of the chart which record it was taken from', async () => {
    const page = await launchFrom(other);
    const question = page.locator('.form-item', { hasText: 'When did the treatment begin?' });
    await question.waitFor();
    expect(await question.locator('input').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await question.locator('.tag').textContent()).toBe(
      'from the chart: Procedure/therapy-1',
    );
  });

  it('is not launched by an EHR that is not listed, which learns nothing of it', async () => {
    const page = await launchFrom(stranger);
    await page.getByRole('alert').getByText('not registered').waitFor();
    await expectAccessible(page);
    expect(new URL(page.url()).origin).toBe(app.url);
  });
});
