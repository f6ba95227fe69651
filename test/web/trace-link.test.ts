import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { traceLink } from '../../hooks/trace-link.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { readTrace } from '../../src/web/criteria/read-trace.ts';
import { reviewsOf } from '../support/reviews.ts';

const reviews = allVignettes().flatMap((vignette) => [...reviewsOf(vignette)]);
const [first] = reviews;
if (first === undefined) throw new Error('no vignette has an order');

describe('the link to all criteria', () => {
  test('carries the whole assessment of every vignette, in an address that EHRs pass on', async () => {
    for (const review of reviews) {
      const link = new URL(traceLink('https://cds.example', review, '2026-11-18') ?? '');
      expect(`${link.origin}${link.pathname}${link.search}`).toBe('https://cds.example/criteria');
      expect(link.href.length).toBeLessThan(2000);
      const trace = await readTrace(link.hash);
      expect(trace.assessment).toEqual(JSON.parse(JSON.stringify(review.assessment)));
      expect(trace.day).toBe('2026-11-18');
    }
  });

  test('of a chart whose evidence is endless leaves evidence out, and then is no link at all', async () => {
    const random = () => randomBytes(60).toString('hex');
    const evidence = () =>
      Array.from({ length: 400 }, () => ({ reference: random(), text: random() }));
    const [criterion] = first.assessment.criteria;
    if (criterion === undefined) throw new Error('the vignette has no criterion');
    const of = (count: number) => ({
      ...first,
      assessment: {
        ...first.assessment,
        criteria: Array.from({ length: count }, () => ({
          ...criterion,
          evidence: evidence(),
          summary: count > 10 ? random() : criterion.summary,
        })),
      },
    });
    const short = traceLink('https://cds.example', of(10), '2026-11-18') ?? '';
    expect(short.length).toBeLessThan(8100);
    const trace = await readTrace(new URL(short).hash);
    expect(trace.assessment.criteria.map((one) => one.evidence)).toEqual(
      Array.from({ length: 10 }, () => []),
    );
    expect(traceLink('https://cds.example', of(200), '2026-11-18')).toBeUndefined();
  });

  test('of many records shows the first ones, and says of how many', async () => {
    const [criterion] = first.assessment.criteria;
    if (criterion === undefined) throw new Error('the vignette has no criterion');
    const evidence = Array.from({ length: 20 }, (_none, at) => ({
      reference: `Procedure/${at}`,
      text: 'Therapeutic exercise (97110)',
    }));
    const assessment = { ...first.assessment, criteria: [{ ...criterion, evidence }] };
    const link = traceLink('https://cds.example', { ...first, assessment }, '2026-11-18') ?? '';
    const [shown] = (await readTrace(new URL(link).hash)).assessment.criteria;
    expect(shown?.evidence).toEqual(evidence.slice(0, 6));
    expect(shown?.summary).toBe(`${criterion.summary} (6 of 20 records shown)`);
  });

  test.each(['', '#t=', '#t=not-a-trace', '#z=not-a-trace', '#items=x'])(
    '%j is no trace',
    async (hash) => {
      await expect(readTrace(hash)).rejects.toThrow();
    },
  );
});
