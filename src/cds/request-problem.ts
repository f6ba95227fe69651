/** A request that cannot be answered as it stands; whoever serves it turns it into the HTTP error. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly status: 400 | 404 | 412 | 422;
  /** Where in the request: `prefetch.coverage`. */
  readonly field: string;

  /**
   * @param status 400 where the request is wrong, 404 where it names what is not there, 412 where needed data cannot
   * be had, 422 where it is valid but breaks a profile's constraint
   * @param field where
   * @param message what is wrong and what to do next; no patient data
   */
  constructor(status: 400 | 404 | 412 | 422, field: string, message: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}
