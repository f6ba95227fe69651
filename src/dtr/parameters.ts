import type { FhirResource, Parameters, ParametersParameter } from 'fhir/r4.js';
import * as z from 'zod';
import { RequestProblem } from '../cds/request-problem.ts';

const resource = z.looseObject({ resourceType: z.string() });

const parametersSchema = z.looseObject({
  resourceType: z.literal('Parameters'),
  meta: z.looseObject({ profile: z.array(z.string()).optional() }).optional(),
  parameter: z.array(z.looseObject({ name: z.string(), resource: resource.optional() })).optional(),
});

/** More than any form is about: each is worked on, and answered. */
export const mostOfOneName = 50;

/** As many resources as a chart has that comes resource by resource. */
const mostParameters = 25_000;

/** The input of an operation, looked up by name. What is not asked for is left alone. */
export class OperationInput {
  readonly #parameters: readonly ParametersParameter[];
  /** What the input says of its own profile, such as `…/dtr-qpackage-input-parameters|2.0.1`. */
  readonly profiles: readonly string[];

  /** @throws RequestProblem 400 where the body is no Parameters resource */
  constructor(body: unknown) {
    const { parameter }: { parameter?: unknown } = Object(body);
    if (Array.isArray(parameter) && parameter.length > mostParameters) {
      throw new RequestProblem(400, 'parameter', `expected at most ${mostParameters}`);
    }
    const read = parametersSchema.safeParse(body);
    if (!read.success) {
      const path = read.error.issues[0]?.path.map(String).join('.') ?? '';
      throw new RequestProblem(400, path === '' ? 'body' : path, 'expected a Parameters resource');
    }
    // What stands in each part is looked at when it is asked for.
    this.#parameters = (read.data as Parameters).parameter ?? [];
    this.profiles = read.data.meta?.profile ?? [];
  }

  /**
   * The resources of a name.
   * @param most how many there may be
   * @throws RequestProblem 400 where one of them is none, or there are more
   */
  resources(name: string, most = mostOfOneName): readonly FhirResource[] {
    return this.#named(name, most).map((one) => {
      if (one.resource === undefined) {
        throw new RequestProblem(400, name, 'expected a resource');
      }
      // A resource of whatever type: callers look at its type, and at every field that they use.
      return one.resource as FhirResource;
    });
  }

  /** The texts of a name, of whatever string type. @throws RequestProblem 400 where one of them is none */
  texts(name: string): readonly string[] {
    return this.#named(name).map((one) => {
      const value =
        one.valueCanonical ?? one.valueString ?? one.valueUri ?? one.valueUrl ?? one.valueInstant;
      if (typeof value !== 'string' || value === '') {
        throw new RequestProblem(400, name, 'expected a text');
      }
      return value;
    });
  }

  /** The one text of a name. @throws RequestProblem 400 where there are several */
  text(name: string): string | undefined {
    const [first, second] = this.texts(name);
    if (second !== undefined) throw new RequestProblem(400, name, 'expected once');
    return first;
  }

  /** The one reference of a name. @throws RequestProblem 400 where it is none */
  reference(name: string): string | undefined {
    const [first] = this.#named(name);
    if (first === undefined) return undefined;
    const reference: unknown = first.valueReference?.reference;
    if (typeof reference !== 'string') throw new RequestProblem(400, name, 'expected a Reference');
    return reference;
  }

  #named(name: string, most = mostOfOneName): readonly ParametersParameter[] {
    const named = this.#parameters.filter((one) => one.name === name);
    if (named.length <= most) return named;
    throw new RequestProblem(400, name, `expected at most ${most} of them`);
  }
}
