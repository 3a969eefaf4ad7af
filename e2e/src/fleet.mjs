// A Parley whose parts are processes of their own, so that one can be killed: a signaling instance, media nodes and a
// Redis, in the network namespace of the test.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { startJvm } from './jvm.mjs';
import { TARGET, within } from './system.mjs';

const CLASSPATH = 'loadtest/target/classes:loadtest/target/lib/*:web/target/*';
const START_TIMEOUT_MS = 180_000;
const TOLD_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
/** In the namespace of scripts/in-namespace.sh, beside its 10.99.0.1. */
const NODE_ADDRESS = (number) => `10.99.0.${10 + number}`;

/** @param {number} nodes how many media nodes, named `node-1` and so on */
export async function startFleet(name, nodes) {
  const machines = ['signaling-1=127.0.0.1', 'redis=127.0.0.1'];
  for (let number = 1; number <= nodes; number++) {
    const address = NODE_ADDRESS(number);
    spawnSync('ip', ['addr', 'add', `${address}/24`, 'dev', 'parley0']);
    machines.push(`node-${number}=${address}`);
  }
  const { child, nextLine } = startJvm('server', CLASSPATH, 'dev.parley.loadtest.system.FleetApplication', [
    `${TARGET}/run-${name}/logs`,
    '10.99.0.1',
    ...machines,
  ]);
  const ended = once(child, 'exit').then(([code]) => code);
  const line = (ms) => within(ms, nextLine(), () => 'the fleet does not answer');
  const told = JSON.parse(await line(START_TIMEOUT_MS));
  return {
    ...told,
    /** `kill`, `stop`, `wake` or `start`; returns when it is done. */
    async tell(deed, machine) {
      child.stdin.write(`${deed} ${machine}\n`);
      return line(TOLD_TIMEOUT_MS);
    },
    async stop() {
      child.stdin.end();
      return within(STOP_TIMEOUT_MS, ended, () => 'the fleet does not end');
    },
  };
}
