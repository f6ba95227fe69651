import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateExport } from '../../src/backtest/generate.ts';
import { packageRoot } from '../../src/package-root.ts';
import { buildPage } from '../browser/build-page.ts';
import { builtCommands, bundled } from '../support/bundled.ts';
import { freePort } from '../support/free-port.ts';
import { linkProductionPackages } from '../support/production-packages.ts';
import { isFullSize } from '../support/sample-size.ts';

const vignette = 'lumbar-radiculopathy/contrast-without-rationale';
const vignettes = join('fixtures', 'vignettes');
const home = mkdtempSync(join(os.tmpdir(), 'installed-'));
const packed = mkdtempSync(join(os.tmpdir(), 'packed-'));
afterAll(() => {
  for (const folder of [home, packed]) rmSync(folder, { recursive: true });
});
const command = join(home, 'node_modules', '.bin', 'spine-imaging-cds');

function run(...words: readonly string[]) {
  return spawnSync(command, words, { cwd: home, encoding: 'utf8' });
}

/**
 * Packs what would be published and installs it into an empty folder, as someone does who has no repository: with npm
 * where more samples are asked for. Else what other tests build as well is packed, without types, and unpacked beside the
 * packages that it depends on, which takes a tenth of the time.
 */
beforeAll(async () => {
  const from = isFullSize ? packageRoot : await builtElsewhere();
  const words = ['pack', '--silent', '--pack-destination', packed];
  if (!isFullSize) words.push('--ignore-scripts');
  const printed = execFileSync('npm', words, { cwd: from, encoding: 'utf8' });
  const tarball = join(packed, printed.trim().split('\n').at(-1) ?? '');
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'empty', type: 'module' }));
  if (isFullSize) install(tarball, 'typescript', '@types/node@20');
  else unpack(tarball);
}, 180_000);

/** A folder with what the package is packed from, built once for all tests. */
async function builtElsewhere(): Promise<string> {
  const folder = join(packed, 'built');
  const server = await bundled(join(packageRoot, 'src', 'server', 'main.ts'));
  const parts = {
    server: dirname(server),
    web: await buildPage(),
    commands: await builtCommands(),
  };
  for (const [name, built] of Object.entries(parts)) {
    cpSync(built, join(folder, 'dist', name), { recursive: true });
  }
  for (const path of [
    'package.json',
    'LICENSE',
    'README.md',
    'NOTICE',
    'CHANGELOG.md',
    vignettes,
  ]) {
    cpSync(join(packageRoot, path), join(folder, path), { recursive: true });
  }
  return folder;
}

function install(...packages: readonly string[]): void {
  const options = ['--silent', '--ignore-scripts', '--prefer-offline'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd: home });
}

function unpack(tarball: string): void {
  linkProductionPackages(home);
  const modules = join(home, 'node_modules');
  const unpacked = join(modules, 'spine-imaging-cds');
  mkdirSync(unpacked);
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked]);
  const { bin } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  mkdirSync(join(modules, '.bin'), { recursive: true });
  chmodSync(join(unpacked, bin['spine-imaging-cds']), 0o755);
  symlinkSync(join(unpacked, bin['spine-imaging-cds']), command);
}

describe('The package, installed from its tarball into an empty folder', {
  timeout: 60_000,
}, () => {
  test('explains a vignette that it prints', () => {
    const printed = run('vignette', vignette).stdout;
    const path = join(home, 'request.json');
    writeFileSync(path, printed);
    const { status, stdout } = run('explain', path);
    expect(status).toBe(0);
    expect(stdout).toContain('ANOTHER STUDY IS PREFERRED (decided by lumbar-radiculopathy)');
    expect(run('explain', path, '--chart').stdout).toContain('ServiceRequest/');
    expect(run('questionnaire', path).stdout).toContain('"resourceType": "QuestionnaireResponse"');
  });

  test('serves, and answers a hook call with the card', async () => {
    const port = await freePort();
    const service = spawn(command, ['serve'], {
      cwd: home,
      env: {
        ...process.env,
        PORT: String(port),
        DATABASE_URL: 'file::memory:',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      for await (const chunk of service.stdout) if (String(chunk).includes('listening')) break;
      const answer = await fetch(`http://127.0.0.1:${port}/cds-services/spine-imaging-order-sign`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: run('vignette', vignette).stdout,
      });
      const { cards } = JSON.parse(await answer.text());
      expect(cards[0].summary).toContain('72148');
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    } finally {
      service.kill('SIGTERM');
    }
  });

  test('back-tests an export', async () => {
    const folder = join(home, 'export');
    await generateExport({ folder, patients: 20, resources: 15, seed: 1, until: '2026-11-01' });
    const { status, stderr } = run('backtest', 'export', '--out', 'results', '--threads', '1');
    expect(stderr).toContain('Done: results/report.html');
    expect(status).toBe(0);
    expect(readFileSync(join(home, 'results', 'orders.csv'), 'utf8').split('\r\n')).toHaveLength(
      22,
    );
  });

  test('prints the guideline’s version, readings and statements', () => {
    expect(run('policy').stdout).toMatch(/^spine-imaging \d{4}\.\d+\n {2}trialDays +42\n/);
    const readings = join(packageRoot, 'deploy', 'readings.example.json');
    expect(run('policy', readings).stdout).toMatch(/trialDays +\d+/);
    expect(run('trace').stdout).toContain('radiculopathy-1');
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('assesses orders for another program, with types', async () => {
    const example = readFileSync(join(packageRoot, 'docs', 'examples', 'assess.ts'), 'utf8');
    if (isFullSize) compile(example);
    else {
      const { code } = await transform(example, { loader: 'ts' });
      mkdirSync(join(home, 'out'));
      writeFileSync(join(home, 'out', 'example.js'), code);
    }
    const printed = execFileSync(process.execPath, ['out/example.js', 'request.json'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(printed).toContain('72158 alternative-preferred 72148');
  });
});

/** As someone compiles it who installed the package, with its types. */
function compile(example: string): void {
  mkdirSync(join(home, 'src'), { recursive: true });
  writeFileSync(join(home, 'src', 'example.ts'), example);
  const compiler = join(home, 'node_modules', '.bin', 'tsc');
  const options = ['--strict', '--module', 'nodenext', '--types', 'node', '--target', 'es2023'];
  const words = [...options, '--outDir', 'out', 'src/example.ts'];
  const compiled = spawnSync(compiler, words, { cwd: home, encoding: 'utf8' });
  expect(compiled.stdout).toBe('');
}

describe('A command that is typed wrongly, or gets what it cannot use', { timeout: 60_000 }, () => {
  test.each([
    [['explain', 'nowhere.json'], 1, 'nowhere.json cannot be read (ENOENT).'],
    [['explain', 'package.json'], 1, 'package.json is no hook request'],
    [['explain', 'broken.json'], 1, 'broken.json is not JSON'],
    [['explain', 'request.json', '--wrong'], 2, "unknown option '--wrong'"],
    [['explain', 'request.json', '--as-of', 'soon'], 2, '--as-of is "soon"; expected a date'],
    [['explain'], 2, "missing required argument 'file'"],
    [['vignette', 'lumbar'], 1, 'There is no vignette "lumbar"'],
    [
      ['policy', 'broken.json'],
      1,
      'The file of readings is "broken.json", but it cannot be read as JSON',
    ],
    [['nonsense'], 2, "unknown command 'nonsense'"],
  ])('%j ends with %i and says what is wrong', (words, status, message) => {
    writeFileSync(join(home, 'broken.json'), '{"hook": ');
    const ended = run(...words);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toContain('    at ');
    expect(ended.status).toBe(status);
  });

  test('a reader that has had enough ends it quietly', () => {
    const piped = spawnSync('sh', ['-c', `"${command}" trace | head -1`], { encoding: 'utf8' });
    expect(piped.stderr).toBe('');
    expect(piped.stdout.split('\n')).toHaveLength(2);
  });
});
