/** An answer that is no success: what the service said, for the person at the screen. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Outcome {
  readonly issue?: readonly { readonly diagnostics?: string }[];
}

/**
 * Reads JSON from the service. Addresses are relative to the page, so that the service can stand under any path.
 * @throws CallFailed with the OperationOutcome's words, or with the status where there are none
 */
export async function getJson<Value>(url: string, init: RequestInit = {}): Promise<Value> {
  const answer = await call(url, init);
  return (await answer.json()) as Value;
}

/** As `getJson`, for whatever body. */
export async function call(url: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallFailed(0, 'The service does not answer. Is it still running?');
  }
  if (!answer.ok) throw new CallFailed(answer.status, await reason(answer));
  return answer;
}

async function reason(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  try {
    const outcome = JSON.parse(text) as Outcome;
    const said = outcome.issue?.[0]?.diagnostics;
    if (said !== undefined) return said;
  } catch {
    // No JSON: the status alone has to do.
  }
  return `The service answered ${answer.status}.`;
}
