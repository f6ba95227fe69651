import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { readVignette, requestOn } from '../../src/vignettes/vignette.ts';

/** The body of an `order-sign` call that gets cards, dated as if it were today. */
export function callToday(): string {
  const name = 'lumbar-radiculopathy/contrast-without-rationale.json';
  const vignette = readVignette(join(packageRoot, 'fixtures', 'vignettes', name));
  return JSON.stringify(requestOn(vignette, new Date()));
}
