import type { BodyRegion } from './types.ts';

/** What the regions are called in a sentence. */
export const regionNames: Readonly<Record<BodyRegion, string>> = {
  cervical: 'cervical spine',
  thoracic: 'thoracic spine',
  lumbar: 'lumbar spine',
  'sacrum-coccyx': 'sacrum and coccyx',
  sacroiliac: 'sacro-iliac joints',
};
