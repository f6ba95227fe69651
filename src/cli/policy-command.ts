import { readReadings } from '../server/readings-file.ts';
import { SettingsError } from '../server/settings.ts';
import { newestPolicy } from '../spine-imaging/loaded-policies.ts';
import { defaultReadings } from '../spine-imaging/readings.ts';
import { CommandError } from './command-error.ts';

/**
 * `policy [FILE]`: the guideline's name and version with every reading; with a file of readings, it is checked, and what
 * it reads otherwise is marked.
 */
export function policyCommand(path: string | undefined, options: { readonly json?: true }): void {
  const readings = { ...newestPolicy.readings, ...checked(path) };
  if (options.json === true) {
    const { name, version, inForce } = newestPolicy;
    console.log(JSON.stringify({ name, version, inForce, readings }, null, 2));
    return;
  }
  console.log(`${newestPolicy.name} ${newestPolicy.version}`);
  const defaults = new Map<string, unknown>(Object.entries(defaultReadings));
  for (const [name, value] of Object.entries(readings)) {
    const usual = defaults.get(name);
    console.log(
      `  ${name.padEnd(34)} ${String(value)}${value === usual ? '' : `  (guideline: ${String(usual)})`}`,
    );
  }
}

function checked(path: string | undefined) {
  try {
    return readReadings(path);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new CommandError(error.message.replace('READINGS_FILE is', 'The file of readings is'));
  }
}
