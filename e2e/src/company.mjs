// People without browsers beside those with one: meetings of Java clients in the same system. `PARLEY_COMPANY=10x5`:
// ten rooms of five. They are measured, so the browsers beside them are given little to encode and to paint.
import { api } from './api.mjs';
import { startJvm } from './jvm.mjs';
import { eventually, within } from './system.mjs';

const CLASSPATH = 'loadtest/target/classes:loadtest/target/lib/*';
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
  const { child, nextLine } = startJvm('client', CLASSPATH, 'dev.parley.loadtest.carry.CompanyApplication', [
    '10.99.0.1',
    system.origin,
    system.key,
    system.secret,
    rooms,
    people,
  ]);
  const line = (ms) => within(ms, nextLine(), () => 'the company does not answer');
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
