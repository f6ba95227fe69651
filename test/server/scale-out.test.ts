import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { noNginx } from '../scale-out/nginx.ts';
import { type ScaleOutReport, scaleOut } from '../scale-out/scale-out.ts';
import { noPostgresServer } from '../store/postgres.ts';
import { isFullSize } from '../support/sample-size.ts';

const title = 'two replicas behind nginx';
const missing = [noNginx, noPostgresServer].filter((reason) => reason !== undefined);

describe.skipIf(missing.length > 0)(
  missing.length === 0 ? title : `${title}: skipped, ${missing.join('; ')}`,
  () => {
    let report: ScaleOutReport;
    beforeAll(async () => {
      // What replicas share has nothing to do with what they answer: the tests' services answer in no time.
      const main = isFullSize ? '../../src/server/main.ts' : 'fake-main.ts';
      const entry = fileURLToPath(new URL(main, import.meta.url));
      report = await scaleOut({
        ...{ entry, callers: 4, phaseMs: 700 },
        // As fast as they can, they keep all processors busy; every call is looked at all the same.
        pauseMs: isFullSize ? 0 : 40,
      });
    }, 120_000);

    it('answer every call of callers that send again, though one was killed', () => {
      for (const { name, calls } of report.phases) {
        expect(calls.length, name).toBeGreaterThan(0);
        expect(
          calls.filter(({ replica }) => replica === undefined),
          name,
        ).toEqual([]);
      }
    });

    it('need nothing sent again when one is told to stop', () => {
      const { calls } = report.phases.find(({ name }) => name.startsWith('B told')) ?? {};
      expect(calls?.flatMap(({ failures }) => failures)).toEqual([]);
      expect(report.exitCode).toBe(0);
    });

    it('accept a token once, whichever it came to', () => {
      expect(report.sameToken).toEqual([200, 401, 200, 401, 401]);
    });

    it('share their feedback', () => {
      expect(report.feedback).toEqual({ sent: 6, inReports: [6, 6] });
    });

    it('take requests again only once they are ready', () => {
      const { answersOfRestarted, readyAgainAt } = report;
      expect(answersOfRestarted.length).toBeGreaterThan(0);
      expect(answersOfRestarted.filter(({ answeredAt }) => answeredAt < readyAgainAt)).toEqual([]);
    });
  },
);
