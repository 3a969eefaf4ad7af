// Must show 8: a call of two Chromiums is moved twenty times between the loops of a node, and nobody notices.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf, SMOOTH } from '../src/devices.mjs';
import { startLedger } from '../src/ledger.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, pause, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace } = PEOPLE;
const ROOM = 'hello';
const SECRET = 'a-secret-for-the-moves-test';
const MOVES = 20;
const BETWEEN_MS = 400;
/** Three frames. Of the holes of all moves the third quartile counts: a machine's own stalls are rarer than that. */
const HOLE_MS = 100;
const QUARTILE = 0.75;
/** By then estimates have grown, layers have settled and those nobody watches are let go. */
const SETTLED_MS = 12_000;
/** Two nodes of two loops, a port each. */
const PORTS = 4;

describe('A call is moved between two loops of its node', { timeout: 300_000 }, () => {
  let system;
  let ledger;
  const visitors = [];

  /** The longest time between two frames that the page showed since the last call, in ms. */
  const longestHoles = () =>
    Promise.all(
      visitors.map(({ page }) =>
        page.evaluate(() => {
          const longest = window.longestHole;
          window.longestHole = 0;
          return longest;
        }),
      ),
    );

  before(async () => {
    system = await startSystem('moves', { PARLEY_NODE_SECRET: SECRET });
    ledger = await startLedger(system.mediaPort, system.mediaPort + PORTS - 1);
    for (const [person, link] of [
      [ada, system.host],
      [grace, system.guest],
    ]) {
      const browser = await launchChromium(devicesOf(person, `${TARGET}/devices`, SMOOTH));
      visitors.push(await Visitor.enter(person, browser, link));
    }
    for (const visitor of visitors) {
      const other = visitors.find((one) => one !== visitor).name;
      await eventually(`${visitor.name} sees ${other}`, async () => (await visitor.tiles())[other]?.shows === other);
      await visitor.page.evaluate((label) => {
        const video = [...document.querySelectorAll('[data-participant]')]
          .find((tile) => tile.textContent.includes(label))
          .querySelector('video');
        let last = 0;
        window.longestHole = 0;
        const shown = (now) => {
          window.longestHole = Math.max(window.longestHole, last ? now - last : 0);
          last = now;
          video.requestVideoFrameCallback(shown);
        };
        video.requestVideoFrameCallback(shown);
      }, other);
    }
  });

  after(async () => {
    ledger?.end();
    await Promise.all(visitors.map(({ browser }) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  it('loses no frame, uses no index twice and shakes no hands', async () => {
    await pause(SETTLED_MS);
    await longestHoles();
    const before = [];
    for (let i = 0; i < MOVES; i++) {
      await pause(BETWEEN_MS);
      before.push(Math.max(...(await longestHoles())));
    }
    const { handshakes } = await ledger.report();
    const node = await holder();
    const during = [];
    for (let move = 0; move < MOVES; move++) {
      const moved = await fetch(`${node}/v1/rooms/${ROOM}/move`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` },
        body: JSON.stringify({ loop: (move + 1) % 2 }),
      });
      assert.equal(moved.status, 202);
      await pause(BETWEEN_MS);
      during.push(Math.max(...(await longestHoles())));
    }
    const seen = await ledger.report();
    console.log(`» longest time between frames at rest: ${words(before)}; in ${MOVES} moves: ${words(during)}`);
    assert.deepEqual(seen.repeated, [], 'indexes used twice');
    assert.equal(seen.handshakes, handshakes, 'DTLS records');
    assert.equal(seen.ports.length, 2, `ports that carried media: ${seen.ports}`);
    assert.ok(seen.packets > 1_000, 'the wire was watched');
    const [rest, moved] = [quantile(before, QUARTILE), quantile(during, QUARTILE)];
    assert.ok(moved <= rest + HOLE_MS, `${moved} ms without a frame in a move, ${rest} ms at rest`);
  });

  /** The node that has the room. */
  async function holder() {
    for (const node of system.nodes) {
      const text = await (await fetch(`${node}/metrics`)).text();
      if (/^parley_sessions 2\.0$/m.test(text)) {
        return node;
      }
    }
    throw new Error('no node has both sessions');
  }
});

function quantile(values, q) {
  return values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1];
}

function words(values) {
  return [0.5, QUARTILE, 1].map((q) => `${quantile(values, q).toFixed()}`).join('/') + ' ms (p50/p75/max)';
}
