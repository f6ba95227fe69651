import { PatientSource } from 'cql-exec-fhir';
import cql from 'cql-execution';
import type { Library, Resource } from 'fhir/r4.js';
import type { Said } from './filled-forms.ts';

/** Runs the ELM of a Library, as a DTR client does, over the record of a patient. */
export class CqlAnswers {
  readonly #executor: cql.Executor;
  /** One for all charts: making one reads the model of FHIR, which takes longer than all else. */
  readonly #source = PatientSource.FHIRv401();

  constructor({ content = [] }: Library) {
    const elm = content.find(({ contentType }) => contentType === 'application/elm+json');
    this.#executor = new cql.Executor(
      new cql.Library(JSON.parse(Buffer.from(elm?.data ?? '', 'base64').toString())),
    );
  }

  /** What the definitions of some linkIds give, of a choice its code. */
  async of(
    linkIds: readonly string[],
    chart: readonly Resource[],
    patientId: string,
    asOf: Date,
  ): Promise<Said> {
    const hasPatient = chart.some(({ resourceType }) => resourceType === 'Patient');
    const patient = hasPatient ? [] : [{ resourceType: 'Patient', id: patientId }];
    this.#source.reset();
    this.#source.loadBundles([
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [...patient, ...chart].map((resource) => ({ resource })),
      },
    ]);
    const at = cql.DateTime.fromJSDate(asOf, 0);
    const { patientResults } = await this.#executor.exec(this.#source, at);
    const results = new Map(Object.entries(Object(Object.values(patientResults)[0])));
    return new Map(
      linkIds.flatMap((linkId) => {
        const found = results.get(linkId);
        const values = Array.isArray(found) ? found : [found];
        const said = values.length === 1 ? plain(values[0]) : undefined;
        return said === undefined ? [] : [[linkId, said] as const];
      }),
    );
  }
}

function plain(found: unknown): unknown {
  if (found === null || found === undefined) return undefined;
  if (found instanceof cql.Code) return found.code;
  return typeof found === 'object' ? String(found) : found;
}
