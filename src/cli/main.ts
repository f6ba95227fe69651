#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { packageRoot } from '../package-root.ts';
import { CommandError } from './command-error.ts';

/**
 * `spine-imaging-cds COMMAND …`. Ends with 0 where all went well, 1 where the input cannot be used, 2 where the
 * command was typed wrongly. Each command loads its own code, so that none waits for the others'.
 */
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
const program = new Command('spine-imaging-cds')
  .description(
    'Says, while a spine imaging order is being written, what the coverage guideline asks for.',
  )
  .version(version)
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

program
  .command('serve')
  .description('serve CDS Hooks on HOST and PORT; every setting is an environment variable')
  .action(async () => {
    // The service as it is built and tested, in this process.
    await import(new URL('../server/main.js', import.meta.url).href);
  });

program
  .command('explain')
  .description('the determination of every order in a hook request, with criteria and evidence')
  .argument('<file>', 'the JSON of a hook request, or a vignette; - for standard input')
  .option('--chart', 'also what was read of every resource, and what was not')
  .option('--json', 'for machines')
  .option('--as-of <date>', 'another day of evaluation')
  .addOption(
    new Option('--site-evidence <file>', 'the hospital’s own mappings').env('SITE_EVIDENCE_FILE'),
  )
  .action(async (path, options) => {
    const { explainCommand } = await import('./explain-command.ts');
    await explainCommand(path, options);
  });

program
  .command('vignette')
  .description('a vignette’s hook call dated as if it were today; without a name, the list of all')
  .argument('[name]')
  .action(async (name) => {
    const { vignetteCommand } = await import('./vignette-command.ts');
    vignetteCommand(name);
  });

program
  .command('questionnaire')
  .description('the documentation form with everything that the chart answers already')
  .argument('<file>', 'the JSON of a hook request, or a vignette; - for standard input')
  .option('--as-of <date>', 'another day of evaluation')
  .action(async (path, options) => {
    const { questionnaireCommand } = await import('./questionnaire-command.ts');
    questionnaireCommand(path, options);
  });

program
  .command('trace')
  .description('from every statement of the guideline to what encodes it')
  .option('--write', 'into docs/guideline.md')
  .action(async (options) => {
    const { traceCommand } = await import('./trace-command.ts');
    traceCommand(options);
  });

program
  .command('policy')
  .description('the guideline’s version and readings; a file of readings is checked')
  .argument('[file]', 'a file as READINGS_FILE takes it')
  .option('--json', 'for machines')
  .action(async (path, options) => {
    const { policyCommand } = await import('./policy-command.ts');
    policyCommand(path, options);
  });

program
  .command('backtest')
  .description(
    'judge every spine imaging order of a Bulk Data export as of the moment it was written',
  )
  .argument('<export>', 'folder with NDJSON files, gzipped or not')
  .requiredOption('--out <dir>', 'folder for the results')
  .option('--identifiers <keep>', 'keep identifiers instead of keyed pseudonyms')
  .option('--pseudonym-key <file>', 'the key for the pseudonyms, at least 16 characters')
  .option('--shards <n>', 'processes on this machine')
  .option('--shard <i/n>', 'begin with this shard; the processes of the others share the work')
  .option('--resume', 'go on where an interrupted run stopped')
  .option('--as-of <order|date>', 'each order’s own moment (default), or one day for all')
  .option(
    '--mode <strict|lenient>',
    'recorded times alone (default), or others too where those are missing',
  )
  .option('--policy <name|file>', 'default, or a file of readings')
  .option('--compare <name|file>', 'another policy, to see what it would change')
  .option('--threads <n>', 'threads that judge; one a core otherwise')
  .action(async (exportFolder, options) => {
    const { backtestCommand } = await import('./backtest-command.ts');
    await backtestCommand(exportFolder, options);
  });

// Whoever reads the output may have enough of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof CommandError) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else throw error;
}
