// Runs the black-box tests: fetches what they need, then goes into a network namespace where that is allowed, so that
// nothing they do meets the ports of this machine. `node run.mjs [name of a test file]`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedFiles, forget } from './src/tries.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const NO_RIGHT = 77;
process.chdir(HERE);
forget();

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) {
    throw error;
  }
  return status ?? 1;
}

function isNewer(file, than) {
  return !existsSync(than) || statSync(file).mtimeMs > statSync(than).mtimeMs;
}

if (isNewer('package-lock.json', 'node_modules/.package-lock.json')) {
  console.log('» e2e: fetching npm packages');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    process.exit(1);
  }
}
for (const script of ['scripts/python.sh', 'scripts/pion.sh']) {
  if (run(script, []) !== 0) {
    process.exit(1);
  }
}

const wanted = process.argv[2] ?? '';
const tests = readdirSync('tests').filter((name) => name.endsWith('.test.mjs') && name.includes(wanted));
const isCi = process.env.CI === 'true';
const mayHaveNamespace = run('scripts/in-namespace.sh', ['true'], { stdio: 'ignore' }) !== NO_RIGHT;
if (!mayHaveNamespace) {
  if (isCi) {
    console.error('» e2e: no right to make a network namespace, and CI must not skip Firefox');
    process.exit(1);
  }
  console.log('» e2e: no right to make a network namespace: what needs one is skipped');
}

/** True when all of them passed. */
function passes(files) {
  const options = ['--test', '--test-concurrency=1', '--test-reporter=./src/reporter.mjs'];
  const node = [...options, '--test-reporter-destination=stdout', ...files.map((name) => `tests/${name}`)];
  return mayHaveNamespace
    ? run('scripts/in-namespace.sh', [process.execPath, ...node]) === 0
    : run(process.execPath, node) === 0;
}

if (passes(tests)) {
  process.exit(0);
}
// As with the tests of the Java modules, a failure has a second try on CI, and the count names it (scripts/test).
const again = isCi ? failedFiles() : [];
if (again.length === 0) {
  process.exit(1);
}
console.log(`» e2e: once more: ${again.join(', ')}`);
process.exit(passes(again) ? 0 : 1);
