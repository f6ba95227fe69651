import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { isFullSize } from '../support/sample-size.ts';
import { answered, cards } from './patients.ts';
import { chromiumPath, Screen } from './screen.ts';

/** A card of each kind that a clinician meets. */
const typical = [
  ['needs-an-x-ray', 'lumbar-radiculopathy/no-radiograph'],
  ['treatment-too-short', 'lumbar-radiculopathy/trial-of-41-days'],
  ['onset-unknown', 'lumbar-radiculopathy/onset-unknown'],
  ['nothing-yet', 'red-flag/foot-drop-old'],
  ['ct-needs-a-reason', 'lumbar-radiculopathy/ct-without-contraindication'],
  ['contrast-not-needed', 'lumbar-radiculopathy/contrast-without-rationale'],
  ['possible-red-flag', 'red-flag/retention-prompts'],
  ['red-flag-missed', 'red-flag/infection-without-contrast'],
  ['not-supported', 'study.mr-spectroscopy/low-back-pain'],
  ['already-done', 'precedence/one-of-two-already-done'],
] as const;

/** Else at every other one: each is a page of its own. */
const looksAtAll = isFullSize || process.env.SCREENSHOTS !== undefined;

describe.skipIf(chromiumPath === undefined)('a card', { timeout: 60_000 }, () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await Screen.start();
  }, 60_000);
  afterAll(() => screen.stop());

  const shown = looksAtAll ? typical : typical.filter((_, at) => at % 2 === 0);
  it.each(shown)('fits its column and half a screen: %s', async (name, vignette) => {
    const page = await screen.open(`/?patient=${encodeURIComponent(vignette)}`);
    await answered(page);
    const card = cards(page).first();
    await card.waitFor();
    const box = await card.boundingBox();
    expect(box?.height).toBeLessThan(600);
    if (process.env.SCREENSHOTS !== undefined) {
      const folder = join(packageRoot, 'docs', 'screenshots', 'cards');
      mkdirSync(folder, { recursive: true });
      await card.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    }
    expect(screen.errors.splice(0)).toEqual([]);
  });
});
