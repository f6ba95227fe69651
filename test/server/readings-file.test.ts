import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readReadings } from '../../src/server/readings-file.ts';
import { SettingsError } from '../../src/server/settings.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

const folder = mkdtempSync(join(tmpdir(), 'readings-'));
let files = 0;

function file(content: string): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, content);
  return path;
}

describe('the readings file', () => {
  it('is not needed', () => {
    expect(readReadings(undefined)).toEqual({});
  });

  it('replaces the readings that it names, and no other', () => {
    const path = file('{"trialDays": 28, "coccydyniaNeedsTrial": false}');
    expect(readReadings(path)).toEqual({
      trialDays: 28,
      coccydyniaNeedsTrial: false,
    });
  });

  it('decides what the services answer', () => {
    const vignette = allVignettes().find(({ name }) => name.endsWith('/trial-of-41-days'));
    if (vignette === undefined) throw new Error('the vignette of a trial of 41 days is gone');
    const { request } = vignette;
    const determinationWith = (path: string | undefined) => {
      const readings = readReadings(path);
      const [service] = cdsServices({ ...serviceSettings, readings }).filter(
        ({ definition }) => definition.hook === request.hook,
      );
      const answer = service?.answer({
        request,
        resources: resourcesOf(request),
        unavailable: [],
        asOf: new Date(vignette.asOf),
      });
      return answer?.record.orders.map(({ determination }) => determination);
    };
    expect(determinationWith(undefined)).toEqual(['prerequisites-missing']);
    expect(determinationWith(file('{"trialDays": 41}'))).toEqual(['supported']);
  });

  it.each([
    ['{"trialWeeks": 4, "trialDay": 2}', /unknown trialWeeks, trialDay/],
    ['{"trialDays": "28"}', /trialDays: .*expected number/],
    ['{"trialDays": 28.5}', /trialDays: /],
    ['{"trialDays": -1}', /trialDays: /],
    ['{"coccydyniaNeedsTrial": 1}', /coccydyniaNeedsTrial: .*expected boolean/],
    ['{"trialDays": true, "other": 1}', /trialDays: .*unknown other/],
    ['[]', /expected an object/],
    ['{', /cannot be read as JSON/],
  ])('that says %s is refused, naming what is wrong', (content, problem) => {
    const path = file(content);
    const reading = () => readReadings(path);
    expect(reading).toThrow(SettingsError);
    expect(reading).toThrow(problem);
    expect(reading).toThrow(`READINGS_FILE is "${path}"`);
  });

  it('that does not exist is refused', () => {
    expect(() => readReadings(join(folder, 'none.json'))).toThrow(SettingsError);
  });
});
