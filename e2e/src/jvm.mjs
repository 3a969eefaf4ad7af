// Programs in Java beside browsers, on a machine where all of them want the same cores.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where a program stands in the queue for the cores, as a command before it; without the right to it, where all stand.
 * It goes before browsers: in a session of its own, since between sessions `nice` does not count (autogroup, sched(7)).
 * A server that is measured waits for nobody but servers, as if it had a machine of its own; while it compiles browsers
 * stand still for it, so that other tests are not run that way (SCHED_RR).
 */
const RANKS = {
  server: process.env.PARLEY_MOVES
    ? 'if chrt --rr 1 true 2>/dev/null; then rank="chrt --rr 1"; fi'
    : 'echo -10 2>/dev/null >/proc/self/autogroup || :',
  client: 'echo -5 2>/dev/null >/proc/self/autogroup || :',
};

/** Started in a session of its own; its lines are read one by one. */
export function startJvm(rank, classpath, program, args) {
  const child = spawn(
    'sh',
    [
      '-c',
      `. scripts/toolchain.sh; find_jdk; rank=; ${RANKS[rank]}
       exec $rank "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
         -cp '${classpath}' ${program} "$@"`,
      program,
      ...args.map(String),
    ],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async () => (await lines.next()).value };
}
