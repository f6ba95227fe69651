import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdsServices } from '../hooks/services.ts';
import { readRequestFile } from '../src/cli/request-file.ts';
import { wordingDocument } from '../src/explain/wording.ts';
import { packageRoot } from '../src/package-root.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';

/** `npm run wording`: every sentence that a card can say in any vignette; with `--write` into docs/card-wording.md. */
const services = cdsServices({
  payerName: 'Spine imaging guideline',
  guidelineUrl: 'https://spine-imaging-cds.example.org/guideline',
  publicBaseUrl: 'http://127.0.0.1:3000',
  canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
});
const answered = allVignettes().map(({ name: vignette }) => {
  const file = readRequestFile(join(packageRoot, 'fixtures', 'vignettes', `${vignette}.json`));
  const service = services.find((one) => one.definition.hook === file.request.hook);
  if (service === undefined) throw new Error(`${vignette} is no hook call`);
  const { request, resources, asOf } = file;
  const { response } = service.answer({ request, resources, unavailable: [], asOf });
  return { vignette, cards: response.cards };
});
const text = wordingDocument(answered);
if (process.argv.includes('--write')) {
  const path = join(packageRoot, 'docs', 'card-wording.md');
  writeFileSync(path, text);
  console.log(`Wrote ${path}`);
} else console.log(text);
