import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageRoot } from '../../src/package-root.ts';

/** Pictures of a page one after another, which become one moving picture where SCREENSHOTS is set. */
export class Animation {
  readonly #frames: { readonly picture: Buffer; readonly ms: number }[] = [];
  readonly #isKept = process.env.SCREENSHOTS !== undefined;

  /** Shows the page as it stands for a while. */
  async show(page: Page, ms: number): Promise<void> {
    if (!this.#isKept) return;
    this.#frames.push({ picture: await page.screenshot(), ms });
  }

  /** Leads a pointer to what will be pressed, shows that, and presses it. */
  async press(page: Page, target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (this.#isKept && box !== null) {
      await target.hover();
      await page.evaluate(pointAt(box.x + Math.min(box.width / 2, 90), box.y + box.height * 0.6));
      await this.show(page, 1100);
      await page.evaluate('document.getElementById("pointer")?.remove()');
    }
    await target.click();
  }

  /** Writes the pictures as one WebP, which browsers and GitHub show as it is. */
  async write(name: string): Promise<void> {
    if (!this.#isKept) return;
    const { default: sharp } = await import('sharp');
    await sharp(
      this.#frames.map(({ picture }) => picture),
      { join: { animated: true } },
    )
      .webp({ delay: this.#frames.map(({ ms }) => ms), loop: 0, quality: 72, effort: 6 })
      .toFile(join(packageRoot, 'docs', 'screenshots', `${name}.webp`));
  }

  /** How long it takes, in milliseconds. */
  get length(): number {
    return this.#frames.reduce((sum, { ms }) => sum + ms, 0);
  }
}

/** Draws a pointer. This text runs in the browser, whose types tests do not have. */
function pointAt(x: number, y: number): string {
  return `{
    const pointer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    pointer.id = 'pointer';
    pointer.setAttribute('viewBox', '0 0 20 26');
    pointer.setAttribute('aria-hidden', 'true');
    Object.assign(pointer.style, {
      position: 'fixed', zIndex: 9, width: '22px', left: '${x}px', top: '${y}px',
      pointerEvents: 'none', fill: '#111', stroke: '#fff', strokeWidth: '1.5px',
    });
    const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    arrow.setAttribute('d', 'M1 1v20l5-5 4 9 4-2-4-9h7z');
    pointer.append(arrow);
    document.body.append(pointer);
  }`;
}
