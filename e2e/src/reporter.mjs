// Says each test in one line as it ends, and leaves a report that is added up with those of the Java modules.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
    if (type === 'test:diagnostic' || data?.details?.type === 'suite') {
      if (type === 'test:fail' && data.details.error?.failureType === 'hookFailed') {
        yield* failure(data);
      } else if (type === 'test:pass' && data.skip !== undefined) {
        count.skipped++;
        yield `» – ${data.name}: skipped, ${data.skip}\n`;
      }
    } else if (type === 'test:pass' && data.nesting > 0) {
      count.passed++;
      yield `» ✓ ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)\n`;
    } else if (type === 'test:fail' && (data.nesting > 0 || data.details.error?.failureType !== 'subtestsFailed')) {
      yield* failure(data);
    }
  }
  const { passed, failed, skipped } = count;
  const counts = `tests="${passed + failed + skipped}" errors="0" skipped="${skipped}" failures="${failed}"`;
  writeFileSync(
    'target/surefire-reports/TEST-e2e.xml',
    `<testsuite name="e2e" ${counts}>\n${failures.join('')}</testsuite>\n`,
  );
  yield `» e2e: ${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

function* failure({ name, file, details }) {
  count.failed++;
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
