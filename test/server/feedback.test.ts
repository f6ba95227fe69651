import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';
let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app.stop());

const reason = { system: 'https://cds.test/reasons', code: 'done-elsewhere', display: 'Done' };

async function shownCard(): Promise<string> {
  const answer = await app.post(path, hookRequest('order-sign', { prefetch: nothingOnRecord }));
  return answer.json.cards[0].uuid;
}

const accepted = (card: string) => ({
  card,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 'suggestion-1' }],
  outcomeTimestamp: '2026-03-01T10:00:00Z',
});
const overridden = (card: string, changes: Record<string, unknown> = {}) => ({
  card,
  outcome: 'overridden',
  outcomeTimestamp: '2026-03-01T10:00:00.123+01:00',
  ...changes,
});
const send = (items: unknown): Promise<Answer> => app.post(`${path}/feedback`, { feedback: items });
const report = async () => (await app.get('/reports/feedback')).json;
const kind = 'trial-of-treatment';

describe('feedback', () => {
  it('is kept and can be read against the cards that were shown', async () => {
    const [one, two] = [await shownCard(), await shownCard()];
    await shownCard();
    const answer = await send([
      accepted(one),
      overridden(two, { overrideReason: { reason, userComment: 'MRI in another house' } }),
    ]);
    expect(answer.status).toBe(200);
    const { byKind, byCriterion, overrideReasons, total } = await report();
    const counts = { shown: 3, accepted: 1, overridden: 1, noAnswer: 1, silent: 0, adherence: 0.5 };
    expect(total).toEqual(counts);
    expect(byKind).toEqual([{ kind, ...counts }]);
    expect(byCriterion).toEqual([{ criterion: 'trial-of-treatment', ...counts }]);
    const { system, code } = reason;
    expect(overrideReasons).toEqual([{ kind, system, code, cards: 1 }]);
  });

  it('counts a card once however often it came while its order was being written', async () => {
    const select = '/cds-services/spine-imaging-order-select';
    const draft = (patientId: string) => {
      const request = hookRequest('order-select', { prefetch: nothingOnRecord });
      return { ...request, context: { ...request.context, patientId } };
    };
    const before = await report();
    const cards: string[] = [];
    for (const id of ['pat-1', 'pat-1', 'pat-1', 'pat-2']) {
      cards.push((await app.post(select, draft(id))).json.cards[0].uuid);
    }
    // What was answered is what counts, and not the repeat that came after it.
    await app.post(`${select}/feedback`, { feedback: [accepted(cards[1] ?? '')] });
    const { total, byHook, byClient } = await report();
    expect(total.shown).toBe(before.total.shown + 2);
    expect(total.accepted).toBe(before.total.accepted + 1);
    expect(byHook).toContainEqual({
      hook: 'order-select',
      shown: 2,
      accepted: 1,
      overridden: 0,
      noAnswer: 1,
      silent: 0,
      adherence: 1,
    });
    expect(byClient.map(({ client }: { client: string }) => client)).toEqual(['anonymous']);
    const { text } = await app.get('/metrics');
    expect(text).toContain('hook="order-select",client="anonymous"} 2');
  });

  it('on unknown cards is kept and marked', async () => {
    expect((await send([overridden('never-shown')])).status).toBe(200);
    const { byKind } = await report();
    expect(byKind).toContainEqual({
      kind: 'unknown',
      shown: 1,
      accepted: 0,
      overridden: 1,
      noAnswer: 0,
      silent: 0,
      adherence: 0,
    });
  });

  it('that repeats is kept, and a card counts by its newest outcome', async () => {
    const before = await report();
    const card = await shownCard();
    const later = { outcomeTimestamp: '2026-03-01T11:00:00Z' };
    for (const items of [[accepted(card)], [overridden(card, later)], [accepted(card)]]) {
      expect((await send(items)).status).toBe(200);
    }
    const after = await report();
    expect(after.feedbackItems.accepted).toBe(before.feedbackItems.accepted + 2);
    expect(after.feedbackItems.overridden).toBe(before.feedbackItems.overridden + 1);
    expect(after.total.shown).toBe(before.total.shown + 1);
    expect(after.total.overridden).toBe(before.total.overridden + 1);
    expect(after.total.accepted).toBe(before.total.accepted);
  });

  it('without a reason, with a comment alone, or empty is accepted', async () => {
    const items = [
      overridden('x'),
      overridden('x', { overrideReason: { userComment: 'no' } }),
      overridden('x', { overrideReason: null, acceptedSuggestions: null, extension: {} }),
    ];
    expect((await send(items)).status).toBe(200);
    expect((await send([])).status).toBe(200);
  });

  const good = overridden('good-card');
  it.each([
    ['feedback', undefined],
    ['feedback', {}],
    ['feedback[1]', [good, null]],
    ['feedback[1].card', [good, { ...good, card: undefined }]],
    ['feedback[1].card', [good, { ...good, card: '' }]],
    ['feedback[1].outcome', [good, { ...good, outcome: 'ignored' }]],
    ['feedback[1].outcomeTimestamp', [good, { ...good, outcomeTimestamp: undefined }]],
    ['feedback[1].outcomeTimestamp', [good, { ...good, outcomeTimestamp: 'yesterday' }]],
    ['feedback[1].outcomeTimestamp', [good, { ...good, outcomeTimestamp: '2026-13-01T00:00:00Z' }]],
    ['feedback[1].acceptedSuggestions', [good, { ...good, outcome: 'accepted' }]],
    [
      'feedback[1].acceptedSuggestions[0].id',
      [good, { ...accepted('x'), acceptedSuggestions: [{}] }],
    ],
    [
      'feedback[1].overrideReason.reason.code',
      [good, { ...good, overrideReason: { reason: { display: 'x' } } }],
    ],
    ['feedback[1].overrideReason', [good, { ...good, overrideReason: 'because' }]],
    ['feedback[1]', [good, { ...good, overrideReasons: [{ reason }] }]],
    ['feedback[1].overrideReason', [good, { ...good, overrideReason: { reasons: [reason] } }]],
    [
      'feedback[1].overrideReason.reason',
      [good, { ...good, overrideReason: { reason: [reason] } }],
    ],
    ['feedback[1].card', [good, { ...good, card: 'Mrs Smith' }]],
    ['feedback[1].outcomeTimestamp', [good, { ...good, outcomeTimestamp: '2099-01-01T00:00:00Z' }]],
    [
      'feedback[1].overrideReason.userComment',
      [good, { ...good, overrideReason: { userComment: 'a\u0000b' } }],
    ],
    ['feedback[1].card', [good, { ...good, card: '\ud800' }]],
  ])('with a wrong %s is refused whole', async (field, items) => {
    const before = (await report()).feedbackItems;
    const answer = await send(items);
    expect(answer.status).toBe(400);
    expect(answer.json.issue[0].expression).toEqual([field]);
    expect((await report()).feedbackItems).toEqual(before);
  });

  it('takes a reason whose code stands directly in the override reason', async () => {
    const code = 'stands-directly';
    expect((await send([overridden('flat', { overrideReason: { code } })])).status).toBe(200);
    expect((await app.get('/reports/feedback')).text).toContain(code);
  });

  it('for an unknown service gets 404', async () => {
    expect((await app.post('/cds-services/nothing/feedback', { feedback: [] })).status).toBe(404);
  });

  it('never shows its comments in the log', async () => {
    await send([overridden('x', { overrideReason: { userComment: 'Mrs Smith said no' } })]);
    expect(JSON.stringify(app.log)).not.toContain('Smith');
  });
});

describe('the report', () => {
  it('comes as CSV where that is asked for', async () => {
    for (const answer of [
      await app.get('/reports/feedback?format=csv'),
      await app.get('/reports/feedback', { Accept: 'text/csv' }),
    ]) {
      expect(answer.headers.get('content-type')).toContain('text/csv');
      const [header, ...lines] = answer.text.trim().split('\r\n');
      expect(header).toBe(
        'month,kind,criterion,outcome,override_system,override_code,cards,hook,client',
      );
      expect(lines).toContainEqual(
        expect.stringMatching(
          /^\d{4}-\d\d,trial-of-treatment,trial-of-treatment,overridden,https:\/\/cds.test\/reasons,done-elsewhere,1,order-sign,anonymous$/,
        ),
      );
    }
  });

  it('defuses formulas and quotes in CSV', async () => {
    const formulas = ['=1+1', '\n=1+1', '\uff1d1+1', ' @SUM(A1)', '-2', 'a,"b"', 'a;=1'];
    for (const code of formulas) {
      const overrideReason = { reason: { code, system: `javascript:${code}` } };
      expect((await send([overridden('formula', { overrideReason })])).status).toBe(200);
    }
    const { text } = await app.get('/reports/feedback?format=csv');
    expect(text).toContain(',overridden,,other,1,,anonymous');
    expect(text).not.toMatch(/[=\uff1d@"]/);
  });

  it('covers the period that is asked for', async () => {
    const { json } = await app.get('/reports/feedback?from=2001-01-01&to=2001-02-01T00:00:00Z');
    expect(json.total).toEqual({ shown: 0, accepted: 0, overridden: 0, noAnswer: 0, silent: 0 });
    expect(json.period).toEqual({
      from: '2001-01-01T00:00:00.000Z',
      to: '2001-02-01T00:00:00.000Z',
    });
  });

  it.each(['from=yesterday', 'to=2026-13-01', 'from=a&from=b', 'format=xml'])(
    'refuses ?%s',
    async (query) => {
      expect((await app.get(`/reports/feedback?${query}`)).status).toBe(400);
    },
  );
});
