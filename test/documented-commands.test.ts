import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import { packageRoot } from '../src/package-root.ts';
import { readSettings } from '../src/server/settings.ts';
import { type RunningApp, runApp } from './server/support.ts';
import { isFullSize } from './support/sample-size.ts';

const vignette = 'lumbar-radiculopathy/contrast-without-rationale';
const home = mkdtempSync(join(tmpdir(), 'documented-commands-'));

/**
 * Commands that run here as they are written, but for the files, the port and the counts that `here` puts in their
 * place, and what they have to print.
 */
const runsHere: Readonly<Record<string, RegExp>> = {
  [`npm run --silent vignette -- ${vignette} | curl -s -H 'Content-Type: application/json' -d @- http://127.0.0.1:3000/cds-services/spine-imaging-order-sign`]:
    /^\{"cards":\[\{.*72148/,
  [`npm run --silent explain -- fixtures/vignettes/${vignette}.json`]:
    /ANOTHER STUDY IS PREFERRED \(decided by lumbar-radiculopathy\)/,
  'npm run --silent notes-read -- notes.json': /"linkId": "trial-of-treatment/,
  'npm run notes-score -- labelled.json': /precision/,
  'npm run --silent notes-score -- --sets': /^\| set .*`independent`/s,
  'npm run compare -- --from 2026.1 --to 2027.1': /2027\.1/,
  'npm run --silent backtest-data -- export --patients 2000': /export/,
  'npm run fuzz -- --count 100000': /^20 of 20 requests, 0 findings/m,
  'npm run oracle -- --count 20000': /^20 charts of seed 1: 0 kinds of disagreement/m,
  'npm run sbom': /"bomFormat": "CycloneDX"/,
};

/** Of the commands that run here, those that do what these tests do as well. */
const doneElsewhere: Readonly<Record<string, string>> = {
  [`npm run --silent vignette -- ${vignette} | curl -s -H 'Content-Type: application/json' -d @- http://127.0.0.1:3000/cds-services/spine-imaging-order-sign`]:
    'test/package/package.test.ts',
  [`npm run --silent explain -- fixtures/vignettes/${vignette}.json`]:
    'test/package/package.test.ts',
  'npm run --silent notes-read -- notes.json': 'test/notes/read-notes.test.ts',
  'npm run notes-score -- labelled.json': 'test/notes/score.test.ts',
  'npm run --silent notes-score -- --sets': 'test/notes/score.test.ts',
  'npm run compare -- --from 2026.1 --to 2027.1': 'test/policies/side-by-side.test.ts',
  'npm run fuzz -- --count 100000': 'test/fuzz/fuzz.test.ts',
  'npm run oracle -- --count 20000': 'test/properties/stories.test.ts',
};

/** Tests that do what a command does. */
const testedBy: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'test/server/built-service.test.ts',
  'npm start': 'test/server/built-service.test.ts',
  'SANDBOX_RATING=true npm start': 'test/server/settings.test.ts',
  'READINGS_FILE=readings.json npm start': 'test/built/start.test.ts',
  'SITE_EVIDENCE_FILE=./site-evidence.json npm start': 'test/built/start.test.ts',
  'TRUSTED_CLIENTS=clients.json PUBLIC_BASE_URL=https://your-host REPORTS_TOKEN_FILE=/run/secrets/reports npm start':
    'test/built/trust.test.ts',
  'npm run build:web': 'test/web/build.test.ts',
  'npm run screenshots': 'test/browser/pages.test.ts',
  'npm run ehr': 'test/browser/smart-form.test.ts',
  'npm run scale-out': 'test/server/scale-out.test.ts',
  'npm run --silent backtest -- export --out results': 'test/package/package.test.ts',
  'npm run --silent explain -- request.json --chart': 'test/package/package.test.ts',
  'npm run explain -- request.json --chart --site-evidence ./site-evidence.json':
    'test/built/site-evidence.test.ts',
  'npm run --silent questionnaire -- request.json': 'test/package/package.test.ts',
  'npm run --silent policy -- readings.json': 'test/package/package.test.ts',
  'npm run --silent policy': 'test/package/package.test.ts',
  'npm run explain': 'test/package/package.test.ts',
  'npm ci && npm pack': 'test/package/package.test.ts',
  'npm install spine-imaging-cds-0.1.0.tgz': 'test/package/package.test.ts',
  'npx spine-imaging-cds --help': 'test/package/package.test.ts',
  'spine-imaging-cds serve': 'test/package/package.test.ts',
  'spine-imaging-cds explain request.json': 'test/package/package.test.ts',
  'spine-imaging-cds vignette': 'test/package/package.test.ts',
  'spine-imaging-cds questionnaire request.json': 'test/package/package.test.ts',
  'spine-imaging-cds policy': 'test/package/package.test.ts',
  'spine-imaging-cds trace': 'test/package/package.test.ts',
  'spine-imaging-cds backtest export': 'test/package/package.test.ts',
  'npm run vignette': 'test/package/package.test.ts',
  'npm run questionnaire': 'test/package/package.test.ts',
  'npm run policy': 'test/package/package.test.ts',
  'npm run trace': 'test/package/package.test.ts',
  'npm run backtest': 'test/package/package.test.ts',
  'npm run trace -- --write': 'test/traceability.test.ts',
  'npm run wording -- --write': 'test/card-wording.test.ts',
  'npm run oracle': 'test/properties/situations.test.ts',
  'npm run --silent cql': 'test/questionnaire/population.test.ts',
  'npm run --silent cql -- --write': 'test/questionnaire/population.test.ts',
  'npm run terminology -- --write': 'test/terminology/terminology.test.ts',
  'podman compose -f deploy/compose.yaml up': 'test/deploy/examples.test.ts',
  'kubectl apply -k deploy': 'test/deploy/kubernetes.test.ts',
  'podman build --tag spine-imaging-cds:0.1.0 .': 'test/deploy/image.test.ts',
};

/** Commands that no test runs, and why. */
const notTested: Readonly<Record<string, string>> = {
  'npm run large-bodies -- --all':
    'sends what hostile-bodies.test.ts holds to its bounds, and prints the figures',
  'npm ci': 'installs what the tests run with',
  'npm ci --ignore-scripts': 'installs what the tests run with',
  'npm ci && npm test': 'is what runs this test',
  'npm test': 'runs this test',
  'npm ci && npm run check': 'runs this test',
  'npm run check': 'runs this test',
  'npm run format':
    'changes the files of the repository; .ci/run checks that it has nothing to change',
  'npx vitest run test/vignettes.test.ts -t facet-cyst': 'of an invented section',
  '.ci/run': 'runs this test',
  'apt-get install chromium': '.ci/run does it, as root',
  'npm run lhc-forms': '.ci/run does it; needs the network',
  'npm run audit': 'asks the registry for advisories; needs the network',
  'npm run compare-builds -- --base COMMIT': 'builds another commit; takes minutes',
  'npm run mutate': 'takes hours',
  'npm run --silent mutants-by-test-file': 'reads what a run of hours has written',
  'npx stryker run --disableBail': 'takes longer than stopping at the first test that notices',
  "npx stryker run --mutate 'src/logic/**/*.ts'": 'takes an hour or more',
  'npm run bench': 'measures; takes minutes on a machine that does nothing else',
  'npm run --silent bench': 'measures; takes minutes',
  'npm run --silent bench:peers': 'measures; takes minutes',
  'npm run --silent bench:all': 'measures; takes twelve minutes',
  'npm run bench:all': 'measures; takes twelve minutes',
  'npm run bench -- --short --against bench/recorded': '.ci/run does it after the tests',
  'npm run --silent bench -- --short --out bench/recorded/amd-epyc.json':
    'writes what .ci/run compares with',
  'npm run --silent soak': 'measures; takes an hour',
  'npm run --silent soak -- --minutes 60': 'measures; takes an hour',
  'npm run --silent soak -- --minutes 60 --out soak.json': 'measures; takes an hour',
  'npm run --silent backtest-speed': 'measures; takes minutes',
  'npm run --silent backtest-speed -- --fqm FOLDER/node_modules/fqm-execution/build/index.js':
    'measures; needs a package that is not installed',
  'npm run fuzz -- --count 100000 --large --answers-only':
    'takes many minutes; without --large it runs here',
  'sqlite3 data/spine-imaging-cds.db ".backup \'backup.db\'"':
    'needs the command-line tool of SQLite',
};

/** What begins with a program that is started, after settings that are given to it. */
const started =
  /^([A-Z_]+=\S+ )*((npm|npx|curl|node|podman|docker|kubectl|apt-get|sqlite3|helm) |spine-imaging-cds (serve|explain|vignette|trace|questionnaire|backtest|policy)\b|\.ci\/run)/;

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];
const shown = new Set(
  pages.flatMap((page) => commandsOf(readFileSync(join(packageRoot, page), 'utf8'))),
);

/** Files, counts and the address of this run, in place of the documented ones. */
function here(command: string, url: string): string {
  return command
    .replace('http://127.0.0.1:3000', url)
    .replace(/(?<= )(notes|labelled)\.json/, join(home, '$1.json'))
    .replace('-- export ', `-- ${join(home, 'export')} `)
    .replace(/--count \d+/, '--count 20 --seed 1')
    .replace(/--patients \d+/, '--patients 20');
}

describe('A command that the documentation shows', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await runApp({}, { services: cdsServices(readSettings({})) });
    const path = join(packageRoot, 'fixtures', 'notes', 'development.json');
    const notes: readonly unknown[] = JSON.parse(readFileSync(path, 'utf8'));
    for (const name of ['notes', 'labelled']) {
      writeFileSync(join(home, `${name}.json`), JSON.stringify(notes.slice(0, 5)));
    }
  });
  afterAll(async () => {
    await app.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('runs here, is tested elsewhere, or has a reason why it is not', () => {
    const known = { ...runsHere, ...testedBy, ...notTested };
    expect([...shown].filter((command) => known[command] === undefined)).toEqual([]);
    expect(Object.keys(known).filter((command) => !shown.has(command))).toEqual([]);
    for (const path of Object.values({ ...testedBy, ...doneElsewhere })) {
      expect(existsSync(join(packageRoot, path)), path).toBe(true);
    }
  });

  test('is the same as the one of the package, where both have it', () => {
    const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
    for (const name of ['explain', 'vignette', 'questionnaire', 'policy', 'trace']) {
      expect(scripts[name]).toBe(`tsx src/cli/main.ts ${name}`);
    }
  });

  // Each starts a process that loads everything: those whose work other tests do run where more samples are asked for.
  const run = Object.entries(runsHere).filter(
    ([command]) => isFullSize || doneElsewhere[command] === undefined,
  );
  test.each(run)(
    'prints what it should: %s',
    async (command, printed) => {
      const { stdout } = await promisify(execFile)('sh', ['-c', here(command, app.url)], {
        cwd: packageRoot,
        maxBuffer: 64 * 1024 * 1024,
      });
      expect(stdout).toMatch(printed);
    },
    180_000,
  );
});

/** The commands of a page: the lines of its shell blocks, and what stands in the text as code and begins like one. */
function commandsOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```/gm)];
  const lines = blocks
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , block = '']) => block.replace(/\|\n\s*/g, '| ').split('\n'));
  const inline = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)];
  return [...lines, ...inline.map(([, code = '']) => code)]
    .map((line) => line.trim())
    .filter((line) => started.test(line));
}
