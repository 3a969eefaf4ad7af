// Programs that are not ours and speak WHIP or WHEP, each a process that prints a line of JSON when it ends.
import { spawn } from 'node:child_process';

/** Runs a client; `said` is what it printed when it ended, `end` closes its standard input. */
export function client(program, ...args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let [output, trouble] = ['', ''];
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (trouble += data));
  const said = new Promise((done, failed) =>
    child.on('close', (code) => (code === 0 ? done(output) : failed(new Error(`${code}: ${output}${trouble}`)))),
  );
  said.catch(() => {});
  return { said, output: () => output, end: () => child.stdin.end() };
}

export const lastLine = (text) => JSON.parse(text.trim().split('\n').at(-1));
