// Says each test in one line as it ends, and leaves a report that is added up with those of the Java modules.
import { writeFileSync } from 'node:fs';

const count = { passed: 0, failed: 0, skipped: 0 };

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
  writeFileSync('target/surefire-reports/TEST-e2e.xml', `<testsuite name="e2e" ${counts}/>\n`);
  yield `» e2e: ${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

function* failure({ name, details }) {
  count.failed++;
  const why = details.error?.cause ?? details.error;
  const lines = String(why?.stack ?? why).split('\n');
  yield `» ✗ ${name}\n${lines.map((line) => `»   ${line}\n`).join('')}`;
}
