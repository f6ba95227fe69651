import { PatientSource } from 'cql-exec-fhir';
import cql from 'cql-execution';
import express from 'express';
import { comparableLibrary } from '../scripts/comparable-measure.ts';
import { fixedAnswer } from './fixed-answer.ts';

/**
 * A peer: Express and cql-execution, which decides a measure with about as many criteria as the service judges an order
 * by, and answers with the fixed answer and what was decided. Prints where it listens, as the service does.
 */
const executor = new cql.Executor(new cql.Library(comparableLibrary()));
/** One for all calls, which take turns: making one reads the model of FHIR, which takes longer than all else. */
const source = PatientSource.FHIRv401();
let last: Promise<unknown> = Promise.resolve();

/** Whether the patient of a call is in the measure's numerator. */
function decided(call: Call): Promise<unknown> {
  const result = last.then(async () => {
    source.reset();
    source.loadBundles([bundleOf(call)]);
    const { patientResults } = await executor.exec(source);
    const one = patientResults[call.context.patientId];
    if (one === undefined) throw new Error('the measure decided nothing of the patient');
    return one.Numerator;
  });
  last = result.catch(() => undefined);
  return result;
}

interface Call {
  readonly prefetch: Readonly<Record<string, object>>;
  readonly context: { readonly patientId: string; readonly draftOrders: object };
}

/** Everything of the call as one Bundle, which is what cql-exec-fhir takes a patient from. */
function bundleOf({ prefetch, context }: Call): object {
  const sent = [...Object.values(prefetch), context.draftOrders];
  const entry = sent.flatMap((one) =>
    'entry' in one && Array.isArray(one.entry) ? one.entry : [{ resource: one }],
  );
  return { resourceType: 'Bundle', type: 'collection', entry };
}

const app = express();
app.use(express.json({ limit: '5mb' }));
app.post('/*path', async (request, response) => {
  const call: Call = request.body;
  response.json({ ...fixedAnswer, numerator: await decided(call) });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`cql-execution is listening on http://127.0.0.1:${port}`);
});
