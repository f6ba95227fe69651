import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Questionnaire, QuestionnaireResponse, Resource } from 'fhir/r4.js';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../src/package-root.ts';

/** The form filler of the National Library of Medicine, fetched by `npm run lhc-forms`. */
export const lhcFormsPackage = 'lforms@40.1.3';
export const lhcFormsFolder = join(packageRoot, 'node_modules/.cache/lforms-40.1.3');

const scripts = [
  'webcomponent/assets/lib/zone.min.js',
  'webcomponent/lhc-forms.js',
  'fhir/R4/lformsFHIR.min.js',
].map((path) => join(lhcFormsFolder, 'package/dist/lforms', path));

export const hasLhcForms = scripts.every((path) => existsSync(path));

if (!hasLhcForms) {
  console.warn('The tests with LHC-Forms are skipped: fetch it with `npm run lhc-forms`.');
}

/** What the page's script uses of LHC-Forms and of the FHIR client that it is given. */
interface LhcForms {
  readonly Util: {
    setFHIRContext(client: object, variables: object): void;
    addFormToPage(form: Questionnaire, id: string, options: object): Promise<unknown>;
    getFormFHIRData(type: string, version: string, selector: string): QuestionnaireResponse;
  };
}

/** A page with LHC-Forms in it. */
export async function loadLhcForms(page: Page): Promise<void> {
  await page.setContent('<!doctype html><title>Form</title><div id="form"></div>');
  for (const path of scripts) await page.addScriptTag({ path });
}

/** Shows a form that fills itself in from an EHR with this chart, on the day of `asOf`, and reads what it then holds. */
export async function fillInLhcForms(
  page: Page,
  form: Questionnaire,
  chart: readonly Resource[],
  asOf: Date,
): Promise<QuestionnaireResponse> {
  await page.clock.setFixedTime(asOf);
  return page.evaluate(
    async ([shown, resources]) => {
      const { Util }: LhcForms = Reflect.get(globalThis, 'LForms');
      const client = {
        getFhirVersion: () => Promise.resolve('4.0.1'),
        request: (query: string) => {
          const type = query.split('?')[0];
          const found = resources.filter(({ resourceType }) => resourceType === type);
          return Promise.resolve({
            resourceType: 'Bundle',
            type: 'searchset',
            entry: found.map((resource) => ({ resource })),
          });
        },
      };
      const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
      Util.setFHIRContext(client, { patient });
      await Util.addFormToPage(shown, 'form', { prepopulate: true });
      return Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form');
    },
    [form, chart] as const,
  );
}
