import { count, exactly, filledText, type JsonSchema, list, text, time } from './json-schema.ts';

const tally = {
  shown: count,
  accepted: count,
  overridden: count,
  noAnswer: count,
  adherence: { type: 'number', minimum: 0, maximum: 1 },
} as const;

/** Reports, health and errors. */
export const operationSchemas = {
  FeedbackReport: exactly({
    period: exactly({ from: time, to: time }, ['from', 'to']),
    total: exactly(tally, ['adherence']),
    byKind: list(exactly({ kind: text, ...tally }, ['adherence']), 0),
    byCriterion: list(exactly({ criterion: text, ...tally }, ['adherence']), 0),
    byHook: list(exactly({ hook: text, ...tally }, ['adherence']), 0),
    byClient: list(exactly({ client: text, ...tally }, ['adherence']), 0),
    byMonth: list(exactly({ month: text, ...tally }, ['adherence']), 0),
    overrideReasons: list(
      exactly({ kind: text, system: text, code: text, cards: count }, ['system']),
      0,
    ),
    feedbackItems: exactly({ accepted: count, overridden: count }),
    rows: list(
      exactly(
        {
          month: text,
          hook: text,
          client: text,
          kind: text,
          criteria: list(text, 0),
          outcome: { enum: ['accepted', 'overridden', 'no-answer'] },
          reason: exactly({ system: text, code: text }, ['system']),
          cards: count,
        },
        ['reason', 'hook'],
      ),
      0,
    ),
  }),
  CallReport: exactly(
    {
      calls: list(
        exactly(
          {
            id: filledText,
            requestId: filledText,
            at: time,
            service: filledText,
            hook: filledText,
            client: filledText,
            status: count,
            reason: filledText,
            latencyMs: count,
            orders: list(
              exactly(
                {
                  cpt: filledText,
                  determination: filledText,
                  assertionId: filledText,
                  covered: filledText,
                  authorization: filledText,
                },
                ['assertionId', 'covered', 'authorization'],
              ),
              0,
            ),
            cards: list(exactly({ uuid: filledText, kind: filledText }), 0),
          },
          ['reason'],
        ),
        0,
      ),
      next: filledText,
    },
    ['next'],
  ),
  Health: exactly({ status: { enum: ['live', 'ready'] } }),
  OperationOutcome: exactly({
    resourceType: { const: 'OperationOutcome' },
    issue: list(
      exactly(
        {
          severity: { const: 'error' },
          code: filledText,
          diagnostics: filledText,
          expression: list(text),
        },
        ['expression'],
      ),
    ),
  }),
} satisfies JsonSchema;
