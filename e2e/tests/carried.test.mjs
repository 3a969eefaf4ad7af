// Nothing that dies ends a call: two Chromiums and a Firefox are carried between media nodes, on purpose, when their
// node is killed, and when it hangs and comes back.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { api, link } from '../src/api.mjs';
import { launchChromium, launchFirefox } from '../src/browsers.mjs';
import { COMPANY, GLANCE, startCompany } from '../src/company.mjs';
import { devicesOf, SMALL, SMOOTH } from '../src/devices.mjs';
import { startFleet } from '../src/fleet.mjs';
import { Holes } from '../src/holes.mjs';
import { startLedger } from '../src/ledger.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, pause, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace } = PEOPLE;
/** It only watches: two cores do not encode three pictures and forward them. */
const fox = { name: 'Fox' };
const ROOM = 'carried';
const NODES = ['node-1', 'node-2', 'node-3'];
const MEDIA_PORT = 10_008;
const MOVES = Number(process.env.PARLEY_MOVES ?? 6);
/** So little to encode and to paint that the machine has a moment to spare. */
const LITTLE = COMPANY || ['small', 'off'].includes(process.env.PARLEY_CAMERA);
/** A call of sound alone is moved. */
const SOUND = process.env.PARLEY_CAMERA === 'off';
const FIREFOX = process.env.PARLEY_FIREFOX !== 'no';
/** As long is looked at after each move, and then at rest. */
const BETWEEN_MS = 1_500;
const A_MOVE_MS = 10_000;
/** Records are copied every second. */
const COPIED_MS = 3_000;
const SETTLED_MS = 8_000;
const HUNG_MS = 6_000;
const GONE_ON_FRAMES = 5;

const skip = process.env.PARLEY_TEST_ADDRESS ? false : 'no right to make a network namespace';

describe('A call is carried between media nodes', { timeout: 420_000 + MOVES * A_MOVE_MS, skip }, () => {
  let system;
  let ledger;
  let company;
  const browsers = [];
  const visitors = [];

  const node = async () => (await (await api(system, 'GET', `/rooms/${ROOM}`)).json()).media.node;

  before(async () => {
    system = await startFleet('carried', NODES.length);
    ledger = await startLedger(MEDIA_PORT, MEDIA_PORT);
    const camera = LITTLE ? SMALL : SMOOTH;
    const people = [
      [ada, () => launchChromium(devicesOf(ada, `${TARGET}/devices`, camera)), 'host'],
      [grace, () => launchChromium(devicesOf(grace, `${TARGET}/devices`, camera)), 'guest'],
      ...(FIREFOX ? [[fox, launchFirefox, 'guest']] : []),
    ];
    for (const [person, launch, role] of people) {
      const entry = await link(system, ROOM, { role, name: person.name });
      browsers.push(await launch());
      visitors.push(await Visitor.enter(person, browsers.at(-1), entry));
    }
    await visitors.find((visitor) => !hasCamera(visitor))?.click('camera');
    for (const visitor of visitors) {
      await visitor.page.evaluate(watchFrames);
      if (LITTLE) {
        await visitor.page.setViewport(GLANCE);
      }
      await eventually(`${visitor.name} sees the others`, async () => (await shown(visitor)).length > 0, 60_000);
    }
    company = await startCompany(system);
    await pause(SETTLED_MS);
  });

  after(async () => {
    company?.end();
    ledger?.end();
    await Promise.all(browsers.map((browser) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the fleet ends clean');
  });

  it('when it is moved, again and again', async () => {
    await switchCameras();
    const before = await ledger.report();
    const [atRest, moved] = [new Holes(), new Holes()];
    const lost = { atRest: 0, moved: 0 };
    await shownHoles();
    for (let move = 0; move < MOVES; move++) {
      const at = await node();
      const to = NODES[(NODES.indexOf(at) + 1) % NODES.length];
      const asked = await api(system, 'POST', `/rooms/${ROOM}/move`, { node: to });
      assert.equal(asked.status, 202, await asked.text());
      await eventually(`the room is at ${to}`, async () => (await node()) === to);
      await pause(BETWEEN_MS);
      lost.moved += await noteHoles(moved);
      await pause(BETWEEN_MS);
      lost.atRest += await noteHoles(atRest);
    }
    for (const [when, holes] of [
      [`in ${MOVES} moves`, moved],
      ['at rest', atRest],
    ]) {
      console.log(`» longest pauses, and delays at nodes, ${when}, in ms: number | p50 | p90 | p99 | longest`);
      holes.lines().forEach((line) => console.log(`»   ${line}`));
    }
    console.log(`» packets of sound that nodes lost: ${lost.moved} in moves, ${lost.atRest} at rest`);
    await holds(before);
    await switchCameras();
    await flows();
    await shownHoles();
  });

  it('when its node is killed', async () => {
    const at = await node();
    await company.gather(at);
    await pause(COPIED_MS);
    const before = await ledger.report();
    await takeHoles('at rest');
    company.blow();
    await system.tell('kill', at);
    await eventually('the room is elsewhere', async () => (await node()) !== at);
    await flows();
    await takeHoles('around the death', await company.told());
    await holds(before);
    await system.tell('start', at);
    await pause(COPIED_MS);
  });

  it('when its node hangs, and that says nothing when it wakes', async () => {
    const at = await node();
    await company.gather(at);
    await pause(COPIED_MS);
    const before = await ledger.report();
    await takeHoles('at rest');
    company.blow();
    await system.tell('stop', at);
    await eventually('the room is elsewhere', async () => (await node()) !== at);
    await flows();
    await pause(HUNG_MS);
    await system.tell('wake', at);
    await flows();
    await takeHoles('around the hang', await company.told());
    await holds(before);
  });

  it('when no node is left, which everybody is told, and goes on when one returns', async () => {
    for (const name of NODES) {
      await system.tell('kill', name);
    }
    for (const visitor of visitors) {
      await eventually(`${visitor.name} is told`, () => isTold(visitor), 60_000);
    }
    const [first] = visitors;
    await first.page.screenshot({ path: `${TARGET}/carried-no-node.png` });
    await system.tell('start', NODES[0]);
    for (const visitor of visitors) {
      await eventually(`${visitor.name} is told no longer`, async () => !(await isTold(visitor)), 60_000);
      const before = await visitor.framesDecoded();
      const more = async () => (await visitor.framesDecoded()) > before + GONE_ON_FRAMES;
      await eventually(`${visitor.name} sees the others again`, more, 60_000);
    }
    await first.page.screenshot({ path: `${TARGET}/carried-node-back.png` });
    await keepRoles();
  });

  const isTold = async ({ page }) =>
    /No media server is left/.test(await page.$eval('[data-testid="trouble-text"]', (bar) => bar.textContent));

  /** Everything in the meeting is as it was: who is there and who they are; no handshake, no index twice. */
  async function holds(before) {
    const seen = await ledger.report();
    assert.deepEqual(seen.repeated, [], 'indexes used twice');
    assert.equal(seen.handshakes, before.handshakes, 'DTLS records');
    await keepRoles();
    assert.deepEqual(
      visitors.flatMap(({ errors }) => errors),
      [],
    );
  }

  const hasCamera = ({ name }) => name !== fox.name;

  /** Off, and on again the next time, where sound alone is to be moved. */
  async function switchCameras() {
    for (const visitor of SOUND ? visitors.filter(hasCamera) : []) {
      await visitor.click('camera');
    }
  }

  async function keepRoles() {
    const { participants } = await (await api(system, 'GET', `/rooms/${ROOM}`)).json();
    const roles = Object.fromEntries(participants.map(({ name, role }) => [name, role]));
    assert.deepEqual(roles, { Ada: 'host', Grace: 'guest', ...(FIREFOX && { Fox: 'guest' }) });
  }

  /** Everybody sees those move who are seen. */
  async function flows() {
    for (const visitor of visitors) {
      const before = await shown(visitor);
      await eventually(`${visitor.name} sees the others go on`, async () => {
        const now = await shown(visitor);
        return now.every(({ frames }, at) => frames > (before[at]?.frames ?? 0) + GONE_ON_FRAMES);
      });
    }
  }

  async function takeHoles(when, ofOthers) {
    const words = (await shownHoles()).map(({ name, longest }) => `${name} ${longest.toFixed()}`);
    if (ofOthers) {
      words.push(`without browsers ${ofOthers}`);
    }
    console.log(`» longest time between frames ${when}, in ms: ${words.join(', ')}`);
  }

  /**
   * Of packets, of each stream from and to a browser; of frames shown, the longest of all pictures of a browser.
   * Answers how many packets of sound were lost.
   */
  async function noteHoles(holes) {
    const seen = await ledger.report();
    for (const [kind, ms] of Object.entries(seen.holes)) {
      holes.add(`packets, ${kind}`, ms);
    }
    for (const [kind, ms] of Object.entries(seen.delays)) {
      holes.add(`at nodes, ${kind}`, ms);
    }
    for (const { name, longest } of SOUND ? [] : await shownHoles()) {
      holes.add(`frames shown, ${name === fox.name ? 'firefox' : 'chromium'}`, [longest]);
    }
    return Object.values(seen.lost).reduce((sum, more) => sum + more, 0);
  }

  /** Since the last time. */
  async function shownHoles() {
    const holes = [];
    for (const visitor of visitors) {
      const longest = Math.max(...(await shown(visitor)).map(({ hole }) => hole));
      await visitor.page.evaluate(() => window.videos.forEach((video) => (video.hole = 0)));
      holes.push({ name: visitor.name, longest });
    }
    return holes;
  }

  const shown = ({ page }) =>
    page.evaluate(() =>
      window.videos.filter(({ video }) => video.isConnected).map(({ hole, frames }) => ({ hole, frames })),
    );
});

/** In the page: keeps the longest time between two new frames of each video of others. */
function watchFrames() {
  window.videos = [];
  const watch = (video) => {
    const seen = { video, hole: 0, frames: 0, last: 0 };
    window.videos.push(seen);
    const shown = (now) => {
      seen.hole = Math.max(seen.hole, seen.last ? now - seen.last : 0);
      seen.last = now;
      seen.frames++;
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  };
  const look = () => {
    for (const video of document.querySelectorAll('.tile.has-picture:not(.own) video')) {
      if (!window.videos.some((known) => known.video === video)) watch(video);
    }
  };
  look();
  setInterval(look, 200);
}
