import { describe, expect, test } from 'vitest';
import { type Content, chartOf, concept, cpt, subject } from './support.ts';

const procedure = (more: Content = {}): Content => ({
  resourceType: 'Procedure',
  id: 'p',
  status: 'completed',
  subject,
  code: concept(cpt, '63030', 'Lumbar discectomy'),
  performedDateTime: '2024-02-02',
  ...more,
});
const order = (more: Content = {}): Content => ({
  resourceType: 'ServiceRequest',
  id: 's',
  status: 'active',
  intent: 'order',
  subject,
  code: concept(cpt, '63030', 'Lumbar discectomy'),
  ...more,
});

describe('surgery', () => {
  const shown = (more: Content): string[] =>
    chartOf(procedure(more)).surgeries.map(
      ({ kind, regions, date, evidence }) =>
        `${kind} of ${regions.join(', ') || '?'} on ${date?.text ?? '?'}: ${evidence.date ?? '?'} ${evidence.text}`,
    );

  test.each<[string, Content, string[]]>([
    ['on a day', {}, ['discectomy of lumbar on 2024-02-02: 2024-02-02 Lumbar discectomy (63030)']],
    [
      'over a period is dated by its end',
      { performedDateTime: undefined, performedPeriod: { start: '2024-02-01', end: '2024-02-02' } },
      ['discectomy of lumbar on 2024-02-02: 2024-02-02 Lumbar discectomy (63030)'],
    ],
    [
      'since a day is dated by that',
      { performedDateTime: undefined, performedPeriod: { start: '2024-02-01' } },
      ['discectomy of lumbar on 2024-02-01: 2024-02-01 Lumbar discectomy (63030)'],
    ],
    [
      'at no known time',
      { performedDateTime: undefined },
      ['discectomy of lumbar on ?: ? Lumbar discectomy (63030)'],
    ],
    [
      'is placed by its site where the code does not say',
      {
        code: concept(cpt, '22840', 'Thoracic instrumentation'),
        bodySite: [{ text: 'lumbar spine' }],
      },
      ['other of lumbar on 2024-02-02: 2024-02-02 Thoracic instrumentation (22840)'],
    ],
    [
      'is placed by its words where neither says',
      { code: concept(cpt, '22840', 'Thoracic instrumentation') },
      ['other of thoracic on 2024-02-02: 2024-02-02 Thoracic instrumentation (22840)'],
    ],
    [
      'by the first code that is one',
      {
        code: {
          coding: [
            { system: cpt, code: '99213' },
            { system: cpt, code: '22612' },
            { system: cpt, code: '63030' },
          ],
          text: 'Back surgery',
        },
      },
      ['fusion of lumbar on 2024-02-02: 2024-02-02 Back surgery (99213)'],
    ],
    ['that is not done', { status: 'in-progress' }, []],
    ['of the future', { performedDateTime: '2026-12-01' }, []],
    ['that is none', { code: concept(cpt, '99213') }, []],
  ])('%s', (_name, more, expected) => {
    expect(shown(more)).toEqual(expected);
  });
});

describe('what is planned', () => {
  const planned = (resource: Content): string[] =>
    chartOf(resource).plannedProcedures.map(
      ({ kind, date, evidence }) =>
        `${kind} on ${date?.text ?? '?'}: ${evidence.reference} ${evidence.date ?? '?'} ${evidence.text}`,
    );
  const text = 'Lumbar discectomy (63030)';

  test.each<[string, Content, string[]]>([
    [
      'a procedure in preparation',
      procedure({ status: 'preparation', performedDateTime: '2026-12-01' }),
      [`discectomy on 2026-12-01: Procedure/p 2026-12-01 ${text}`],
    ],
    [
      'one not started, with a period',
      procedure({
        status: 'not-started',
        performedDateTime: undefined,
        performedPeriod: { start: '2026-12-02' },
      }),
      [`discectomy on 2026-12-02: Procedure/p 2026-12-02 ${text}`],
    ],
    ['none that is done', procedure(), []],
    ['an ordered operation', order(), [`discectomy on ?: ServiceRequest/s ? ${text}`]],
    [
      'with a day',
      order({ occurrenceDateTime: '2026-12-01' }),
      [`discectomy on 2026-12-01: ServiceRequest/s 2026-12-01 ${text}`],
    ],
    [
      'with a period',
      order({ occurrencePeriod: { start: '2026-12-02' } }),
      [`discectomy on 2026-12-02: ServiceRequest/s 2026-12-02 ${text}`],
    ],
    [
      'an augmentation is a kyphoplasty',
      order({ code: concept(cpt, '22514', 'Kyphoplasty') }),
      ['kyphoplasty on ?: ServiceRequest/s ? Kyphoplasty (22514)'],
    ],
    [
      'an injection',
      order({ code: concept(cpt, '64483', 'Transforaminal injection') }),
      ['epidural-injection on ?: ServiceRequest/s ? Transforaminal injection (64483)'],
    ],
    ['none that is completed', order({ status: 'completed' }), []],
    ['none that is not to be done', order({ doNotPerform: true }), []],
    [
      'one that is to be done',
      order({ doNotPerform: false }),
      [`discectomy on ?: ServiceRequest/s ? ${text}`],
    ],
    ['none of another kind', order({ code: concept(cpt, '99213') }), []],
  ])('%s', (_name, resource, expected) => {
    expect(planned(resource)).toEqual(expected);
  });

  const referral = (more: Content = {}): Content =>
    order({ code: { text: 'Referral to spine surgery' }, priority: 'urgent', ...more });

  test.each(['urgent', 'asap', 'stat'])('a referral to a spine surgeon that is %s', (priority) => {
    expect(planned(referral({ priority, occurrenceDateTime: '2026-11-20' }))).toEqual([
      'urgent-spine-referral on 2026-11-20: ServiceRequest/s ? Referral to spine surgery',
    ]);
  });

  test.each<[string, Content]>([
    ['that can wait', { priority: 'routine' }],
    ['without a priority', { priority: undefined }],
    ['to somebody else', { code: { text: 'Referral to dermatology' } }],
  ])('no referral %s', (_name, more) => {
    expect(planned(referral(more))).toEqual([]);
  });

  test('a referral is known by whom it is to, and by its code', () => {
    const kinds = (more: Content): string[] =>
      chartOf(referral(more)).plannedProcedures.map(({ kind }) => kind);
    expect(
      kinds({
        code: { text: 'Referral' },
        performerType: [{ text: 'Nurse' }, { text: 'Spine surgeon' }],
      }),
    ).toEqual(['urgent-spine-referral']);
    expect(
      kinds({
        code: {
          text: 'Referral',
          coding: [
            { system: 'http://hospital.example', code: 'r', display: 'Referral to spine surgeon' },
          ],
        },
      }),
    ).toEqual(['urgent-spine-referral']);
  });
});
