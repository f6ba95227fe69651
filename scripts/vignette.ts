import { allVignettes, requestOn } from '../src/vignettes/vignette.ts';

/** `npm run --silent vignette -- lumbar-radiculopathy/supported`: a vignette's hook call, dated as if it were today. */
const [name] = process.argv.slice(2);
const vignettes = allVignettes();
const vignette = vignettes.find((one) => one.name === name);
if (vignette === undefined) {
  console.error(
    `Usage: npm run --silent vignette -- <name>\n${vignettes.map((one) => `  ${one.name}`).join('\n')}`,
  );
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(requestOn(vignette, new Date()), null, 2));
}
