// A whole Parley, started by the launcher that `make up` uses, on ports of its own.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const TARGET = fileURLToPath(new URL('../target', import.meta.url));
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 40_000;
/** Of the media nodes: two each, so that a session has somewhere to move to. */
const LOOPS = 2;

/**
 * @typedef {{
 *   origin: string, host: string, guest: string, nodes: string[], key: string, secret: string, mediaPort: number,
 *   output: () => string, stop: () => Promise<number>,
 * }} System
 */

/** @returns {Promise<System>} */
export async function startSystem(name, environment = {}) {
  const folder = `${TARGET}/run-${name}`;
  mkdirSync(folder, { recursive: true });
  const http = await freePorts(3);
  const node = http + 1;
  // UDP ports are found free by chance: a range that nothing else here uses.
  const mediaPort = 20_000 + (process.pid % 400) * 100 + Math.floor(Math.random() * 9) * 10;
  const settings = {
    PARLEY_HTTP_PORT: String(http),
    PARLEY_NODE_HTTP_PORT: String(node),
    PARLEY_MEDIA_PORT: String(mediaPort),
    PARLEY_LOOPS: String(LOOPS),
    PARLEY_ANNOUNCE: process.env.PARLEY_TEST_ADDRESS ?? '127.0.0.1',
    PARLEY_RUN_DIR: folder,
    ...environment,
  };
  const child = spawn(`${ROOT}scripts/start`, {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const ended = new Promise((done) => child.on('exit', (code) => done(code ?? -1)));
  await within(START_TIMEOUT_MS, untilUp(() => output, ended), () => `Parley did not start:\n${output}`);
  const link = (role) => new RegExp(`${role} +(http\\S+)`).exec(output)[1];
  return {
    origin: `http://127.0.0.1:${http}`,
    host: link('Host'),
    guest: link('Guest'),
    nodes: [0, 1].map((n) => `http://127.0.0.1:${node + n}`),
    key: 'dev',
    secret: /secret ([^)\s]+)/.exec(output)[1],
    mediaPort,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      return within(STOP_TIMEOUT_MS, ended, () => `Parley did not stop:\n${output}`);
    },
  };
}

async function untilUp(output, ended) {
  let code;
  ended.then((value) => (code = value));
  while (!output().includes('Parley is up')) {
    if (code !== undefined) {
      throw new Error(`Parley ended with ${code}:\n${output()}`);
    }
    await pause(50);
  }
}

/** Below the range from which Linux gives ports to sockets that ask for any: one of those might have it first. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** The first of `count` TCP ports in a row that are free now. */
export async function freePorts(count) {
  const first = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT - count));
  for (let port = first; port < first + count; port++) {
    if (!(await isFree(port))) {
      return freePorts(count);
    }
  }
  return first;
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Fails with the words of `saying` when `promise` takes longer. */
export async function within(ms, promise, saying) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(saying())), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Looks again and again until `look` gives something true, and returns that. What it saw last is in the error, so
 * `look` may also throw what is not yet as it should be.
 */
export async function eventually(what, look, ms = 20_000) {
  const deadline = performance.now() + ms;
  let last;
  for (;;) {
    try {
      const seen = await look();
      if (seen) {
        return seen;
      }
      last = seen;
    } catch (why) {
      last = why.message ?? why;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${ms} ms; last seen: ${last}`);
    }
    await pause(100);
  }
}
