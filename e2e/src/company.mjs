// People without browsers beside those with one: meetings of Java clients in the same system. `PARLEY_COMPANY=10x5`:
// ten rooms of five. They are measured, so the browsers beside them are given little to encode and to paint.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { api } from './api.mjs';
import { eventually, within } from './system.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 120_000;
const TOLD_MS = 20_000;

export const COMPANY = process.env.PARLEY_COMPANY;
/** A window in which little has to be painted. */
export const GLANCE = { width: 400, height: 300 };

/** Nobody, unless somebody was asked for. */
export async function startCompany(system) {
  if (!COMPANY) {
    return { gather: async () => {}, blow: () => {}, told: async () => undefined, end: () => {} };
  }
  const [rooms, people] = COMPANY.split('x').map(Number);
  // After the servers and before browsers, in a session of its own, as in fleet.mjs.
  const child = spawn(
    'sh',
    [
      '-c',
      `. scripts/toolchain.sh; find_jdk
       echo -5 2>/dev/null >/proc/self/autogroup || :
       exec nice -n -5 "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
         -cp 'loadtest/target/classes:loadtest/target/lib/*' dev.parley.loadtest.carry.CompanyApplication "$@"`,
      'company',
      ...['10.99.0.1', system.origin, system.key, system.secret, rooms, people].map(String),
    ],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = (ms) => within(ms, lines.next(), () => 'the company does not answer').then(({ value }) => value);
  for (let said = ''; said !== 'ready'; ) {
    said = await line(READY_MS);
  }
  return {
    /** All of its rooms are at this node. */
    async gather(node) {
      for (let room = 0; room < rooms; room++) {
        const path = `/rooms/chaos-${room}`;
        await eventually(`${path} is at ${node}`, async () => {
          const { media } = await (await api(system, 'GET', path)).json();
          return media.node === node || (await api(system, 'POST', `${path}/move`, { node })).status === 0;
        });
      }
    },
    /** What happens next is counted. */
    blow: () => child.stdin.write('blow\n'),
    /** What it did. */
    async told() {
      child.stdin.write('told\n');
      return line(TOLD_MS);
    },
    end: () => child.stdin.end(),
  };
}
