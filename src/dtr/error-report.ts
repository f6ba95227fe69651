import type { OperationOutcome } from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';
import { type FormPlaces, formByCanonical } from './forms.ts';
import { OperationInput } from './parameters.ts';

/** What a client found wrong with forms of ours. Codes alone: its words could quote an answer. */
export interface ErrorReport {
  /** Canonical URLs of ours; what is not ours is counted in `foreign`. */
  readonly questionnaires: readonly string[];
  readonly foreign: number;
  readonly issues: readonly { readonly severity: string; readonly code: string }[];
}

const severities = ['fatal', 'error', 'warning', 'information'];

/**
 * Reads the input of `$log-questionnaire-errors` (DTR 2.2.0, oper-1).
 * @throws RequestProblem 400 where the questionnaire or the outcome is missing
 */
export function readErrorReport(body: unknown, places: FormPlaces): ErrorReport {
  const input = new OperationInput(body);
  const named = input.texts('questionnaire');
  if (named.length === 0)
    throw new RequestProblem(400, 'questionnaire', 'required: a canonical URL');
  const outcomes = input.resources('operationOutcome').map((one): OperationOutcome => {
    if (one.resourceType === 'OperationOutcome') return one;
    throw new RequestProblem(400, 'operationOutcome', 'expected an OperationOutcome');
  });
  if (outcomes.length === 0) {
    throw new RequestProblem(400, 'operationOutcome', 'required: what went wrong');
  }
  const ours = named.filter((one) => formByCanonical(one.split('|')[0] ?? '', places));
  const issues = outcomes.flatMap(({ issue }) => (Array.isArray(issue) ? issue : []));
  return {
    questionnaires: ours.map((one) => one.slice(0, 200)),
    foreign: named.length - ours.length,
    issues: issues.slice(0, 20).map(({ severity, code }) => ({
      severity: severities.includes(severity) ? severity : 'unknown',
      code: /^[a-z-]{1,30}$/.test(code) ? code : 'unknown',
    })),
  };
}
