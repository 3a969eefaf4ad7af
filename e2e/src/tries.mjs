// Where the report of a file of tests lies, and where that of its first try is kept while it has a second one.
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';

const REPORTS = 'target/surefire-reports';
const FIRST_TRIES = 'target/first-tries';

export function report(file) {
  return `${REPORTS}/TEST-e2e-${file}.xml`;
}

export function firstTry(file) {
  return `${FIRST_TRIES}/TEST-e2e-${file}.xml`;
}

/** Nothing has been tried: reports of other runs are gone. */
export function forget() {
  rmSync(REPORTS, { recursive: true, force: true });
  rmSync(FIRST_TRIES, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  mkdirSync(FIRST_TRIES, { recursive: true });
}

/** The files in which something failed; their reports are those of a first try now. */
export function failedFiles() {
  return readdirSync(REPORTS)
    .filter((name) => readFileSync(`${REPORTS}/${name}`, 'utf8').includes('<failure '))
    .map((name) => {
      renameSync(`${REPORTS}/${name}`, `${FIRST_TRIES}/${name}`);
      return name.slice('TEST-e2e-'.length, -'.xml'.length);
    });
}
