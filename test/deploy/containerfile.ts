import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { buildPage } from '../browser/build-page.ts';
import { linkProductionPackages } from '../support/production-packages.ts';
import { isFullSize } from '../support/sample-size.ts';

/** What a Containerfile makes: a folder in place of the image's root, and how its process is started. */
export interface Image {
  readonly root: string;
  /** Where its process starts. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthCommand: readonly string[];
  readonly user: string;
}

interface Stage {
  readonly root: string;
  workdir: string;
  readonly env: Record<string, string>;
  command: readonly string[];
  healthCommand: readonly string[];
  user: string;
}

/**
 * Carries out the project's Containerfile in a folder, without a container: COPY and RUN as they stand, but that
 * `npm ci` takes the packages from this checkout, that a file's owner is only changed by root, and that the page is the
 * one that other tests look at, unless more samples are asked for.
 * @throws Error where an instruction fails or is none of those that the Containerfile uses
 */
export async function buildImage(folder: string): Promise<Image> {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const [instruction, rest] of instructions()) {
    if (instruction === 'ARG') continue;
    if (instruction === 'FROM') {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? 'final';
      const root = join(folder, name);
      mkdirSync(root, { recursive: true });
      stage = { root, workdir: root, env: {}, command: [], healthCommand: [], user: '' };
      stages.set(name, stage);
    } else if (stage === undefined) {
      throw new Error(`${instruction} before FROM`);
    } else {
      await carryOut(instruction, rest, stage, stages);
    }
  }
  if (stage === undefined) throw new Error('the Containerfile has no FROM');
  return stage;
}

function instructions(): readonly (readonly [string, string])[] {
  return readFileSync(join(packageRoot, 'Containerfile'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

async function carryOut(
  instruction: string,
  rest: string,
  stage: Stage,
  stages: ReadonlyMap<string, Stage>,
): Promise<void> {
  switch (instruction) {
    case 'WORKDIR':
      stage.workdir = join(stage.root, rest);
      mkdirSync(stage.workdir, { recursive: true });
      return;
    case 'COPY':
      copy(rest, stage, stages);
      return;
    case 'RUN':
      // Scripts of packages play no part in what is copied here.
      if (rest === 'npm ci --ignore-scripts') {
        symlinkSync(join(packageRoot, 'node_modules'), join(stage.workdir, 'node_modules'));
      } else if (rest === 'npm ci --omit=dev --ignore-scripts') {
        linkProductionPackages(stage.workdir);
      } else if (rest === 'npm run build && npm run build:commands' && !isFullSize) {
        for (const name of ['server', 'commands'])
          run(`node_modules/.bin/tsx scripts/build-${name}.ts`, stage);
        cpSync(await buildPage(), join(stage.workdir, 'dist', 'web'), { recursive: true });
      } else {
        run(process.getuid?.() === 0 ? rest : rest.replace(/ && chown .*/, ''), stage);
      }
      return;
    case 'ENV':
      for (const pair of rest.split(' ')) {
        const [name = '', value = ''] = pair.split('=');
        stage.env[name] = value;
      }
      return;
    case 'USER':
      stage.user = rest;
      return;
    case 'HEALTHCHECK':
      stage.healthCommand = list(rest.slice(rest.indexOf('[')));
      return;
    case 'CMD':
      stage.command = list(rest);
      return;
    case 'EXPOSE':
      return;
    default:
      throw new Error(`${instruction} is not known here`);
  }
}

function run(command: string, { workdir }: Stage): void {
  execFileSync('sh', ['-c', command], { cwd: workdir, stdio: 'pipe' });
}

function copy(rest: string, stage: Stage, stages: ReadonlyMap<string, Stage>): void {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = words.pop() ?? '';
  for (const source of words) {
    // As in an image: a target that ends in a slash is a folder for what is copied.
    const path = target.endsWith('/') ? join(target, source.split('/').at(-1) ?? '') : target;
    const copy = resolve(stage.workdir, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyTree(sourcePath(source, from, stages), copy);
  }
}

/**
 * Packages are linked where they are installed, and taken from there. Nothing is changed that is copied, so that its
 * files can be the same ones under another name, which takes a fraction of the time, where both lie on one disk.
 */
function copyTree(source: string, copy: string): void {
  try {
    execFileSync('cp', ['-RLl', source, copy], { stdio: 'pipe' });
  } catch {
    rmSync(copy, { recursive: true, force: true });
    execFileSync('cp', ['-RL', source, copy]);
  }
}

function sourcePath(
  source: string,
  from: string | undefined,
  stages: ReadonlyMap<string, Stage>,
): string {
  if (from !== undefined) return join(stages.get(from)?.root ?? '', source);
  const isLetThrough = ignoreFile().some(
    (path) => source === path || source.startsWith(`${path}/`),
  );
  if (!isLetThrough) throw new Error(`.dockerignore does not let ${source} through`);
  return join(packageRoot, source);
}

/** The paths that `.dockerignore` lets through, everything else being left out. */
function ignoreFile(): readonly string[] {
  const [first, ...others] = readFileSync(join(packageRoot, '.dockerignore'), 'utf8')
    .trim()
    .split('\n');
  if (first !== '*') throw new Error('.dockerignore does not begin with *');
  return others.map((line) => line.replace(/^!/, ''));
}

function list(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) throw new Error(`${json} is not a list`);
  return parsed.map(String);
}
