import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';

interface ProblemDetails {
  /** For the log and the metrics: why it was refused. Never in the answer, never with content. */
  readonly reason?: string;
  /** Where in the request: `context.patientId`. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Longer than anything that is said of a request without repeating what it holds. */
const mostCharacters = 1000;

/** A request that gets an HTTP error. Thrown anywhere under a route; the error middleware turns it into the answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];
  readonly details: ProblemDetails;

  /**
   * @param status the HTTP status
   * @param code the issue's code (value set issue-type)
   * @param message what is wrong and what to do next, for the caller; no patient data
   */
  constructor(
    status: number,
    code: OperationOutcomeIssue['code'],
    message: string,
    details: ProblemDetails = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /**
   * The body of the answer (CDS Hooks 3.0: an error carries an OperationOutcome); of what a caller sent no more than
   * a line.
   */
  outcome(): OperationOutcome {
    const field = this.details.field?.slice(0, mostCharacters);
    return {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: this.code,
          diagnostics: this.message.slice(0, mostCharacters),
          ...(field === undefined ? {} : { expression: [field] }),
        },
      ],
    };
  }
}

/** A field of the request that is missing or wrong: 400. */
export function badField(
  field: string,
  expected: string,
  code: 'required' | 'value' | 'structure' = 'value',
): Problem {
  return new Problem(400, code, `${field}: ${expected}`, {
    field,
    reason: 'bad-request',
  });
}
