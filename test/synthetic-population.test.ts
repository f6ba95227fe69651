import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { chartAccount } from '../src/explain/chart-account.ts';
import { packageRoot } from '../src/package-root.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

/** Whole charts that nobody here wrote; they are not part of this repository. */
const folder = join(packageRoot, '..', 'shared', 'charts', 'synthea');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.gz')) : [];
const asOf = new Date('2021-07-20T15:00:00Z');
const services = cdsServices(serviceSettings);

describe.skipIf(files.length === 0)('a chart of a synthetic population', () => {
  test.each(files)(
    '%s: every relevant resource is read, none of another complaint is cited',
    (file) => {
      const content = gunzipSync(readFileSync(join(folder, file))).toString('utf8');
      const sent: HookRequest & { readonly request?: HookRequest } = JSON.parse(content);
      const request = sent.request ?? sent;
      const resources = resourcesOf(request);
      const { patientId } = request.context;
      const chart = buildChart({ patientId, resources, asOf });
      const service = services.find((one) => one.definition.hook === request.hook);
      const answer = service?.answer({ request, resources, unavailable: [], asOf });
      const found = answer?.response.extension?.['io.github.spine-imaging-cds.assessments'];
      const [assessment]: Assessment[] = Array.isArray(found) ? found : [];
      expect(assessment).toBeDefined();

      const elsewhere = new Set(
        [...chart.encounters, ...chart.treatments]
          .filter(
            ({ reasons }) => reasons.length > 0 && reasons.every((one) => one.elsewhere === true),
          )
          .map(({ evidence }) => evidence.reference),
      );
      const cited = assessment?.criteria.flatMap(({ evidence }) => evidence) ?? [];
      expect(cited.filter(({ reference }) => elsewhere.has(reference))).toEqual([]);

      const unread = chartAccount(resources, { patientId, asOf })
        .filter(({ readAs }) => readAs.length === 0)
        .flatMap(({ notUsed }) => notUsed)
        .filter((text) => /not known here/.test(text));
      const missed =
        /movement therapy|physical therapy|\b(back|neck|spine|lumbar) |ibuprofen|naproxen|acetaminophen \d+ MG (oral|chewable)|oxycodone|hydrocodone|tramadol|codeine/i;
      expect(unread.filter((text) => missed.test(text))).toEqual([]);
    },
  );
});
