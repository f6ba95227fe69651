import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Animation } from './animation.ts';
import { answered, cards, determination } from './patients.ts';
import { chromiumPath, Screen } from './screen.ts';

describe.skipIf(chromiumPath === undefined)('a first look', { timeout: 90_000 }, () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await Screen.start();
  }, 60_000);
  afterAll(() => screen.stop());

  it('leads from advice to a signed order, over a missing X-ray, to a possible red flag', async () => {
    const animation = new Animation();
    const page = await screen.open('/', { viewport: { width: 1280, height: 760 } });
    await determination(page).getByText('Another study is preferred').waitFor();
    await answered(page);
    await animation.show(page, 2200);
    await animation.press(page, page.getByRole('button', { name: /^Change to .*72148/ }));
    await page.getByText('Nothing stands in the way').waitFor();
    await page.waitForTimeout(600);
    await animation.show(page, 1500);
    await animation.press(page, page.getByRole('button', { name: 'Sign the order' }));
    await page.getByRole('heading', { name: 'Signed' }).waitFor();
    await page.waitForTimeout(600);
    await animation.show(page, 1700);

    await page.evaluate('scrollTo(0, 0)');
    await animation.press(page, page.getByRole('button', { name: /^Gustav Lindqvist/ }));
    await determination(page).getByText('Prerequisites missing').waitFor();
    await answered(page);
    await animation.show(page, 1900);
    await animation.press(page, page.getByRole('button', { name: /^Order X-ray/ }));
    await page.locator('.draft', { hasText: 'X-ray' }).waitFor();
    await answered(page);
    await animation.show(page, 1300);
    await animation.press(page, page.getByRole('button', { name: 'Take it: no fracture' }));
    await page.getByText('Nothing stands in the way').waitFor();
    await page.waitForTimeout(600);
    await animation.show(page, 1700);

    await page.evaluate('scrollTo(0, 0)');
    await animation.press(page, page.getByRole('button', { name: /^Marcus Oyelaran/ }));
    await cards(page).filter({ hasText: 'Possible red flag' }).waitFor();
    await answered(page);
    await animation.show(page, 2600);
    await animation.write('first-look');
    expect(animation.length).toBeLessThan(21_000);
    expect(screen.errors).toEqual([]);
  });

  // Each request is a round trip, and each byte travels: what a first view may take, whatever else the machine does.
  it('has the order with its advice for few requests and bytes, with nothing in the cache', async () => {
    const page = await screen.openUncached('/');
    await cards(page).first().waitFor();
    const sizes: unknown = await page.evaluate(
      "performance.getEntriesByType('resource').map((one) => one.encodedBodySize)",
    );
    const fetched = Array.isArray(sizes) ? sizes.map(Number) : [];
    const bytes = fetched.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(400_000);
    expect(fetched.length).toBeLessThanOrEqual(30);
  });
});
