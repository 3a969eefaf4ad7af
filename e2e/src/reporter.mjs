// Says each test in one line as it ends, and leaves a report of each file, which is added up with those of the Java
// modules.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { firstTry, report as reportOf } from './tries.mjs';

const reports = new Map();

/** What is counted of the file that a test is in; a file that does not even load is a test itself. */
function counted(test) {
  const name = basename(test.file ?? test.name);
  if (!reports.has(name)) {
    reports.set(name, { passed: 0, failed: 0, skipped: 0, failures: [] });
  }
  return reports.get(name);
}

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
    if (type === 'test:diagnostic' || data?.details?.type === 'suite') {
      if (type === 'test:fail' && data.details.error?.failureType === 'hookFailed') {
        yield* failure(data);
      } else if (type === 'test:pass' && data.skip !== undefined) {
        counted(data).skipped++;
        yield `» – ${data.name}: skipped, ${data.skip}\n`;
      }
    } else if (type === 'test:pass' && data.nesting > 0) {
      counted(data).passed++;
      yield `» ✓ ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)\n`;
    } else if (type === 'test:fail' && (data.nesting > 0 || data.details.error?.failureType !== 'subtestsFailed')) {
      yield* failure(data);
    }
  }
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const [file, { passed, failed, skipped, failures }] of reports) {
    const counts = `tests="${passed + failed + skipped}" errors="0" skipped="${skipped}" failures="${failed}"`;
    const cases = [...failures, ...(failed === 0 ? flaky(file) : [])];
    writeFileSync(reportOf(file), `<testsuite name="${escaped(file)}" ${counts}>\n${cases.join('')}</testsuite>\n`);
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  yield `» e2e: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`;
}

/** What failed in the first try of a file whose second one is good. */
function flaky(file) {
  const before = firstTry(file);
  if (!existsSync(before)) {
    return [];
  }
  const cases = readFileSync(before, 'utf8').split('\n').slice(1, -2).join('\n');
  return [`${cases.replaceAll('<failure ', '<flakyFailure ')}\n`];
}

function* failure(test) {
  const { name, file, details } = test;
  const { failures } = counted(test);
  counted(test).failed++;
  const why = details.error?.cause ?? details.error;
  const lines = String(why?.stack ?? why).split('\n');
  failures.push(
    `  <testcase name="${escaped(name)}" classname="${escaped(basename(file ?? ''))}">\n`,
    `    <failure message="${escaped(why?.message ?? why)}"/>\n  </testcase>\n`,
  );
  yield `» ✗ ${name}\n${lines.map((line) => `»   ${line}\n`).join('')}`;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As an attribute of XML, on one line. */
function escaped(text) {
  return String(text).replace(/[<>&"\p{Cc}]/gu, (c) => ENTITIES[c] ?? '&#10;');
}
