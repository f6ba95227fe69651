import { cdsServices } from '../../hooks/services.ts';
import { run } from '../../src/server/run.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';

/** The service as a process of its own, on whose clock it is always the day of the vignettes. */
const [{ asOf } = { asOf: '' }] = allVignettes();
await run(process.env, (settings) =>
  cdsServices(settings).map(({ answerWithNotes, ...service }) => ({
    ...service,
    answer: (input) => service.answer({ ...input, asOf: new Date(asOf) }),
    ...(answerWithNotes === undefined
      ? {}
      : {
          answerWithNotes: (input, readNotes) =>
            answerWithNotes({ ...input, asOf: new Date(asOf) }, readNotes),
        }),
  })),
);
