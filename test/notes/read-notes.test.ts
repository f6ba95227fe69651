import { describe, expect, it } from 'vitest';
import { readNotes, readNotesWithDoubts } from '../../src/notes/read-notes.ts';

const episode = { onset: '2026-09-01', region: 'lumbar' } as const;
const copied = 'Left EHL strength is 3/5, new since Monday, with tripping on stairs.';

function note(id: string, date: string, text: string) {
  return { id, type: 'progress note', date, text };
}

describe('a sentence copied forward', () => {
  it('is as old as its first note, and so is what it says of days', () => {
    const notes = [note('new', '2026-11-18', copied), note('old', '2026-11-04', copied)];
    const onsets = readNotes(notes, { episode }).filter(({ linkId }) => linkId.endsWith('.onset'));
    expect(onsets.map(({ resource, value, date }) => [resource, value, date])).toEqual([
      ['new', '2026-11-02', '2026-11-04'],
      ['old', '2026-11-02', '2026-11-04'],
    ]);
  });

  it('from before the episode says nothing of it', () => {
    const text = 'Completed eight weeks of physical therapy without any relief.';
    const notes = [note('new', '2026-11-18', text), note('old', '2025-09-04', text)];
    const { candidates, passedOver } = readNotesWithDoubts(notes, { episode });
    expect(candidates).toEqual([]);
    expect(passedOver.filter(({ resource }) => resource === 'new').map(({ why }) => why)).toEqual([
      'before the episode',
      'before the episode',
    ]);
  });

  it('still prompts where it mentions a red flag', () => {
    const text = 'Urinary retention and numbness in the saddle area for two days.';
    const notes = [note('new', '2026-11-18', text), note('old', '2026-08-04', text)];
    expect(readNotes(notes, { episode }).map(({ linkId, date }) => [linkId, date])).toEqual([
      ['red-flag.cauda-equina', '2026-08-04'],
    ]);
  });
});

it('keeps the place of each sentence in its note', () => {
  const text = 'Seen in clinic today.\nFailed PT x 8 weeks.';
  const [, failed] = readNotes([note('n', '2026-11-18', text)], { episode });
  expect(text.slice(failed?.offset, (failed?.offset ?? 0) + (failed?.quote.length ?? 0))).toBe(
    'Failed PT x 8 weeks.',
  );
});

it.each([
  [42, false],
  [28, true],
])('where a trial lasts %i days, what four weeks improved is read: %s', (trialDays, isRead) => {
  const text = 'Physical therapy for four weeks with great relief.';
  const found = readNotes([note('n', '2026-11-18', text)], { episode, trialDays });
  const improved = found.some(
    ({ linkId, value }) => linkId.endsWith('outcome') && value === 'improved',
  );
  expect(improved).toBe(isRead);
});

it.each([
  ['ten', true],
  ['five', false],
])(
  'the failure of %s days, of which a severe radicular pain needs seven, is read: %s',
  (days, isRead) => {
    const text = `Naproxen as prescribed for ${days} days without any relief of the leg pain.`;
    const found = readNotes([note('n', '2026-11-18', text)], { episode });
    const failed = found.some(
      ({ linkId, value }) => linkId.endsWith('outcome') && value === 'failed',
    );
    expect(failed).toBe(isRead);
  },
);

it('takes nothing of an arm for an order of the low back', () => {
  const text = 'Grip 3/5 on the left. Pain radiates down the left arm to the thumb.';
  expect(readNotes([note('n', '2026-11-18', text)], { episode })).toEqual([]);
});

it.each([
  'Denies any weakness in the legs, numbness in the\ngroin, or loss of bladder or bowel control.',
  'No fever, saddle numbness,\nurinary retention or foot drop.',
  'There is no saddle anesthesia and no\nurinary retention.',
])('a denial reaches over the end of a short line: %j', (text) => {
  const found = readNotes([note('n', '2026-11-18', text)], { episode });
  expect(found.filter(({ value }) => value === true)).toEqual([]);
});

describe('an order of the neck', () => {
  it('is asked about weakness of both legs, whose grades answer nothing of the arms', () => {
    const text = 'Hip flexors 4/5 on both sides.';
    const neck = { onset: '2026-09-01', region: 'cervical' } as const;
    const found = readNotes([note('n', '2026-11-18', text)], { episode: neck });
    expect(found.map(({ linkId, value }) => [linkId, value])).toEqual([
      ['red-flag.bilateral-leg-weakness', true],
    ]);
  });
});

it.each([
  ['For half a year he has had pain in the low back.', '2026-05'],
  ['An hour ago she developed severe low back pain.', '2026-11-18'],
  ['How long? 9 weeks', '2026-09-16'],
  ['He was well until November 1, when he bent over and felt a pop in his back.', '2026-11-01'],
  ['Low back pain for 40 years.', undefined],
  ['Lamb marking for two weeks, then "ricked" his back Saturday.', '2026-11-14'],
  ['Vehicle rollover 1140L, struck head on roof, neck pain.', '2026-11-18'],
  ['At 1120 sudden pain between the shoulders.', '2026-11-18'],
  ['Morphine 0915 for low back pain.', undefined],
  ['Back pain at the site for 2 d, T 38.5, neck supple.', '2026-11-16'],
  ['45M recheck LBP, 6 wks in.', '2026-10-07'],
  ['Back ache since a long bus ride Saturday, nothing like the infection in 2021.', '2026-11-14'],
  ['48 hours of low back pain after shoveling.', '2026-11-16'],
  ['Team to meet Thursday.', undefined],
  ['PICC pulled 11/12, site flat.', undefined],
  ['Back at the bakery since Nov 3.', undefined],
])('tells when a complaint began that no chart has: %s', (text, day) => {
  const [onset] = readNotes([note('n', '2026-11-18', text)]).filter(
    ({ linkId }) => linkId === 'episode.onset',
  );
  expect(onset?.value).toBe(day);
});

it('reads a list of denials of any length, and affirms nothing of it', () => {
  const text = `${'No fever, no chills, '.repeat(200)}no saddle numbness, no weight loss, discussed.`;
  const told = readNotes([note('n', '2026-11-18', text)], { episode });
  expect(told.filter(({ value }) => value !== false)).toEqual([]);
});
