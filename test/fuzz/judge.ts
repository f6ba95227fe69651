import type { Card } from '../../src/cds/types.ts';
import { brokenRules, emptyParts } from '../support/card-rules.ts';
import type { FuzzedRequest } from './hook-requests.ts';
import { fields, isFields, list, text } from './json.ts';
import { disagreements, saidOf } from './oracle/disagreement.ts';
import { type Claim, heldUp, wrongSupports } from './oracle/oracle.ts';
import type { TargetAnswer } from './target.ts';

const determinations = [
  'supported',
  'alternative-preferred',
  'prerequisites-missing',
  'not-supported',
];

/**
 * What is wrong with an answer: nothing where the list is empty.
 * @param now the instant of the service's clock
 */
export function judge(
  request: FuzzedRequest,
  answer: TargetAnswer,
  now: number,
): readonly string[] {
  const { status } = answer;
  if (status === 0) return [`no answer: ${answer.text}`];
  if (status >= 500) return [`${status}: ${answer.text}`];
  const body = parsed(answer.text);
  if (status === 200) return judgeAnswer(request, body, now);
  const refused = refusal(request, status, body);
  return refused === undefined ? [] : [`${status}, ${refused}: ${answer.text.slice(0, 500)}`];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A request is refused only where something is wrong with it, and the answer says what. */
function refusal(
  { isValid, body }: FuzzedRequest,
  status: number,
  said: unknown,
): string | undefined {
  if (![400, 412, 413, 422].includes(status)) return 'which is no answer to a call';
  const [issue] = list(fields(said).issue);
  const isRefused =
    (status === 412 && !body.includes('"prefetch"')) ||
    // A chart of which nothing is the patient's own is no valid one.
    text(issue?.diagnostics).startsWith('prefetch: nothing of the chart');
  if (isValid && !isRefused) return 'though it is valid';
  if (fields(said).resourceType !== 'OperationOutcome') return 'without an OperationOutcome';
  if (text(issue?.diagnostics).length < 10) return 'without a word of what is wrong';
  const isJson = parsed(body) !== undefined;
  const names = Array.isArray(issue?.expression) || !isJson || status === 413;
  return names || /nested/.test(text(issue?.diagnostics)) ? undefined : 'without naming the field';
}

function judgeAnswer(
  { body, isValid, story }: FuzzedRequest,
  answered: unknown,
  now: number,
): readonly string[] {
  if (!isFields(answered) || !Array.isArray(answered.cards)) return ['200 without cards'];
  const cards: readonly Card[] = answered.cards;
  const request = fields(parsed(body.replace(/^\ufeff/, '')));
  const extension = fields(answered.extension);
  const assessments = list(extension['io.github.spine-imaging-cds.assessments']);
  const claims: readonly Claim[] = assessments.map((one) => ({
    order: text(one.order),
    determination: text(one.determination),
    decidedBy: text(one.decidedBy),
    study: { cpt: text(fields(one.study).cpt) },
  }));
  return [
    ...cards.flatMap((card) => brokenRules(card).map((rule) => `${card.summary}: ${rule}`)),
    ...(isValid ? cards.flatMap((card, position) => emptyParts(card, `cards[${position}]`)) : []),
    ...assessments.flatMap(oddities),
    ...wrongSupports(request, claims, now, isValid),
    ...(isValid ? heldUp(request, claims, now) : []),
    ...(story === undefined ? [] : disagreements(story, assessments.map(saidOf)[0])),
  ];
}

/** What an assessment says against the contract's words. */
function oddities(
  assessment: Record<string, unknown> | Readonly<Record<string, unknown>>,
): readonly string[] {
  const { order, determination, preferredStudy, preference, decidedBy } = assessment;
  const criteria = list(assessment.criteria);
  const rules: readonly (readonly [rule: string, holds: boolean])[] = [
    ['its order', text(order).startsWith('ServiceRequest/')],
    ['its determination', determinations.includes(text(determination))],
    ['what decided', text(decidedBy) !== ''],
    ['study and strength together', (preferredStudy === undefined) === (preference === undefined)],
    [
      'the findings',
      criteria.every(({ finding }) => ['met', 'not-met', 'not-documented'].includes(text(finding))),
    ],
    ['a summary of each criterion', criteria.every(({ summary }) => text(summary) !== '')],
    [
      'what is missing',
      determination !== 'prerequisites-missing' ||
        criteria.some(({ finding }) => finding !== 'met'),
    ],
  ];
  return rules.flatMap(([rule, holds]) =>
    holds ? [] : [`assessment of ${text(order)} without ${rule}`],
  );
}
