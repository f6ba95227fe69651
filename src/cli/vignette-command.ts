import { allVignettes, requestOn } from '../vignettes/vignette.ts';
import { CommandError } from './command-error.ts';

/** `vignette [NAME]`: a vignette's hook call, dated as if it were today; without a name, the list of all. */
export function vignetteCommand(name: string | undefined): void {
  const vignettes = allVignettes();
  if (name === undefined) {
    for (const one of vignettes) console.log(`${one.name.padEnd(60)} ${one.story}`);
    return;
  }
  const vignette = vignettes.find((one) => one.name === name);
  if (vignette === undefined) {
    const near = vignettes.filter((one) => one.name.includes(name)).slice(0, 5);
    const hint = near.length === 0 ? '' : ` Near it: ${near.map((one) => one.name).join(', ')}.`;
    throw new CommandError(`There is no vignette "${name}"; \`vignette\` lists them all.${hint}`);
  }
  console.log(JSON.stringify(requestOn(vignette, new Date()), null, 2));
}
