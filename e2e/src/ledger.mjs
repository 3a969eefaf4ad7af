// What is on the wire between browsers and media ports, seen from outside (clients/wire_ledger.py).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export async function startLedger(firstPort, lastPort) {
  const wire = spawn('python3', ['clients/wire_ledger.py', firstPort, lastPort].map(String), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const reports = createInterface({ input: wire.stdout });
  await once(reports, 'line');
  return {
    /** Pauses, delays and losses since the last report, the rest since the beginning. Fails when it missed any. */
    async report() {
      wire.stdin.write('\n');
      const seen = JSON.parse((await once(reports, 'line'))[0]);
      assert.equal(seen.missed, 0, 'frames since the last report that the ledger itself missed');
      return seen;
    },
    end: () => wire.stdin.end(),
  };
}
