import { describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { Card } from '../../src/cds/types.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { noteOf } from '../support/moved-into-notes.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

const services = cdsServices(serviceSettings);

/** The card of a vignette with one more note on its chart. */
function cardOf(name: string, text: string, day = '2026-11-12'): Card {
  const vignette = allVignettes().find((one) => one.name === name);
  if (vignette === undefined) throw new Error(`no vignette ${name}`);
  const { request, asOf } = vignette;
  const service = services.find((one) => one.definition.hook === request.hook);
  const note = noteOf(request.context.patientId, day, text);
  const [card] =
    service?.answer({
      request,
      resources: [...resourcesOf(request), note],
      unavailable: [],
      asOf: new Date(asOf),
    }).response.cards ?? [];
  if (card === undefined) throw new Error(`${name} has no card`);
  return card;
}

const labelsOf = ({ suggestions = [] }: Card): readonly string[] =>
  suggestions.map(({ label }) => label);
const untreated = 'lumbar-radiculopathy/no-treatment-at-all';

describe('a note that answers what is open', () => {
  it('is quoted, confirmed by one suggestion, and nothing is ordered in its place', () => {
    const card = cardOf(
      'lumbar-radiculopathy/no-radiograph',
      'X-rays of the lumbar spine from 10/12 show no acute fracture.',
    );
    expect(card.summary).toBe('Lumbar MRI: confirm X-ray from the note of Nov 12');
    expect(card.detail).toContain(
      'Note of Nov 12: “X-rays of the lumbar spine from 10/12 show no acute fracture”. Confirm?',
    );
    expect(card.detail).not.toContain('Guideline:');
    expect(labelsOf(card)).toEqual(['Confirm 3 answers from notes', 'Hold Lumbar MRI for now']);
  });

  it('is quoted by the words that tell, where its sentence is long', () => {
    const text =
      'The patient, a 52-year-old mechanic with a long history of hypertension and diabetes who works full time, has completed eight weeks of physical therapy without any relief.';
    expect(cardOf(untreated, text).detail).toMatch(
      /“… .*completed eight weeks of physical therapy without any relief”/,
    );
  });

  it('is shown as text, whatever it holds', () => {
    const text =
      'Completed 6 weeks of PT <b>without</b> [relief](https://bad.example) and no improvement.';
    expect(cardOf(untreated, text).detail).not.toMatch(/<b>|[^\\]\]\(|https:\/\//);
  });
});

describe('a note that mentions a red flag', () => {
  it.each([
    ['Saddle numbness since yesterday.', 'cauda equina syndrome'],
    ['New foot drop on the left since Sunday.', 'foot drop'],
    ['EHL 3/5 on the right, new since Monday.', 'weakness of grade 3/5 or less'],
    ['Concern for epidural abscess.', 'spinal infection'],
    ['Concern for spinal metastasis.', 'spinal malignancy'],
    ['Left leg weakness is getting worse.', 'progressive deficit'],
    ['Suspect a vertebral fracture after the fall.', 'spinal fracture'],
    ['R/o cauda equina syndrome.', 'cauda equina syndrome'],
  ])('%s: it is asked about first, and nothing defers or treats', (text, name) => {
    const card = cardOf(untreated, text);
    expect(card.summary).toContain(`Possible red flag (${name})`);
    expect(labelsOf(card).length).toBe(1);
    expect(labelsOf(card)[0]).toMatch(/^Confirm /);
  });

  it('takes the removal away from an order that is not supported', () => {
    const card = cardOf(
      'study.mr-spectroscopy/low-back-pain',
      'New saddle numbness since yesterday.',
    );
    expect(card.summary).toContain('Possible red flag');
    expect(labelsOf(card)).toEqual(['Confirm what the note says']);
  });

  it('takes a change away that the red flag would make wrong', () => {
    const card = cardOf('lumbar-radiculopathy/contrast-without-rationale', 'Concern for discitis.');
    expect(labelsOf(card)).toEqual(['Confirm what the note says']);
  });

  it.each([
    'No saddle numbness, no loss of bladder or bowel control.',
    'Call us at once should you notice saddle numbness.',
    'His mother had cauda equina syndrome.',
  ])('%s: it is none', (text) => {
    expect(cardOf(untreated, text).summary).not.toContain('red flag');
  });

  it.each([
    ['of a year before the episode', '2025-06-01'],
    ['of a day to come', '2026-12-01'],
  ])('%s counts for nothing', (_what, day) => {
    expect(cardOf(untreated, 'Saddle numbness since yesterday.', day).summary).not.toContain(
      'red flag',
    );
  });
});

describe('a note that says otherwise than the coded chart', () => {
  it.each([
    ['lumbar-radiculopathy/trial-that-helped', 'PT gave no relief.'],
    [
      'lumbar-radiculopathy/trial-of-41-days',
      'Completed physical therapy from 9/7/2026 to 11/2/2026 without relief.',
    ],
  ])('%s: it is shown beside it, and offered as no answer', (name, text) => {
    const card = cardOf(name, text);
    expect(card.detail).toContain('Note of Nov 12 says otherwise: “');
    expect(labelsOf(card).join()).not.toContain('Confirm');
  });
});
