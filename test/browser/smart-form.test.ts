import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QuestionnaireResponse, Resource } from 'fhir/r4.js';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestOn } from '../../src/vignettes/vignette.ts';
import { startApp, vignetteNamed } from '../dtr/support.ts';
import { type LaunchContext, type StubEhr, startStubEhr } from '../ehr/stub-ehr.ts';
import type { RunningApp } from '../server/support.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import { buildPage } from './build-page.ts';
import { chromiumPath, flags } from './screen.ts';

/** The chart of a vignette with today's dates, and what its EHR says at a launch. */
function recordOf(name: string): {
  readonly context: LaunchContext;
  readonly chart: readonly Resource[];
} {
  const request = requestOn(vignetteNamed(name), new Date());
  const { patientId, draftOrders } = request.context;
  const orders = (draftOrders.entry ?? []).flatMap(({ resource }) => resource ?? []);
  return {
    context: { patientId, order: `ServiceRequest/${orders[0]?.id}`, user: 'Practitioner/pr1' },
    chart: [
      { resourceType: 'Patient', id: patientId },
      ...resourcesOf(request).filter(({ resourceType }) => resourceType !== 'Patient'),
      ...orders,
    ],
  };
}

const { context, chart } = recordOf('lumbar-radiculopathy/no-radiograph');
const { patientId } = context;
const treated = recordOf('lumbar-radiculopathy/trial-of-41-days');

describe.skipIf(chromiumPath === undefined)('the form inside an EHR', { timeout: 60_000 }, () => {
  let ehr: StubEhr;
  let other: StubEhr;
  let stranger: StubEhr;
  let app: RunningApp;
  let browser: Browser;
  let pages: string;
  let folder: string;
  beforeAll(async () => {
    ehr = await startStubEhr(context, chart);
    other = await startStubEhr(treated.context, treated.chart);
    stranger = await startStubEhr(context, chart);
    folder = mkdtempSync(join(tmpdir(), 'smart-ehrs-'));
    const file = join(folder, 'ehrs.json');
    const listed = [ehr, other].map(({ fhirBase }) => ({
      issuer: fhirBase,
      clientId: 'spine-form',
    }));
    writeFileSync(file, JSON.stringify(listed));
    pages = await buildPage();
    app = await startApp({ SMART_EHRS: file }, { webFolder: pages });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: [...flags] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([ehr.stop(), other.stop(), stranger.stop(), app.stop()]);
    for (const one of [pages, folder]) rmSync(one, { recursive: true });
  });

  async function launchFrom(from: StubEhr): Promise<Page> {
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${from.origin}/launch?app=${encodeURIComponent(`${app.url}/form/launch`)}`);
    return page;
  }

  it('asks what the order needs, stores the answers in the record, and the order is supported', async () => {
    const page = await launchFrom(ehr);
    const status = page.locator('[data-determination]');
    await status.waitFor();
    expect(await status.getAttribute('data-determination')).toBe('prerequisites-missing');
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
    await page.close();
  });

  it('shows beside every answer of the chart which record it was taken from', async () => {
    const page = await launchFrom(other);
    const question = page.locator('.form-item', { hasText: 'When did the treatment begin?' });
    await question.waitFor();
    expect(await question.locator('input').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await question.locator('.tag').textContent()).toBe(
      'from the chart: Procedure/therapy-1',
    );
    await page.close();
  });

  it('is not launched by an EHR that is not listed, which learns nothing of it', async () => {
    const page = await launchFrom(stranger);
    await page.getByRole('alert').getByText('not registered').waitFor();
    expect(new URL(page.url()).origin).toBe(app.url);
    await page.close();
  });
});
