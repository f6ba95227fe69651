import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersIn, chartOf, compared, wholeForm } from '../questionnaire/filled-forms.ts';
import { isFullSize } from '../support/sample-size.ts';
import { fillInLhcForms, hasLhcForms, loadLhcForms } from './lhc-forms.ts';
import { chromiumPath, sharedBrowser } from './screen.ts';

const canRun = hasLhcForms && chromiumPath !== undefined;

describe.skipIf(!canRun)('a form in LHC-Forms', { timeout: 1_800_000 }, () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await sharedBrowser()).newPage();
    await loadLhcForms(page);
  }, 60_000);
  afterAll(() => page.close());

  test('fills in nine of ten of the answers that populate gives, and hardly another', async () => {
    // It shows the whole form for each chart, which takes most of a second.
    const everyOther = isFullSize ? 24 : 80;
    const { all, same, other, further } = await compared(everyOther, async (vignette) => {
      const asOf = new Date(vignette.asOf);
      return answersIn(await fillInLhcForms(page, wholeForm, chartOf(vignette), asOf));
    });
    // The part of the charts that is compared may lie a little lower than all of them.
    expect(same / all).toBeGreaterThanOrEqual(0.87);
    expect(other.length / all).toBeLessThan(0.01);
    expect(further.length / all).toBeLessThan(0.02);
  });
});
