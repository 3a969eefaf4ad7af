// Must show 4: clients that are not ours publish by WHIP and watch by WHEP, and meet Chromium both ways.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { api, token } from '../src/api.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { client, lastLine } from '../src/clients.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE, personOf, voiceOf } from '../src/people.mjs';
import { eventually, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace, mary } = PEOPLE;
const ROOM = 'hello';
const PYTHON = `${TARGET}/python/bin/python`;
const AIORTC = new URL('../clients/aiortc_client.py', import.meta.url).pathname;
const WERIFT = new URL('../clients/werift-watch.mjs', import.meta.url).pathname;
const WATCH_SECONDS = '8';

describe('WHIP and WHEP with other stacks', { timeout: 300_000 }, () => {
  let system;
  let browser;
  let visitor;
  const running = [];

  before(async () => {
    system = await startSystem('whip');
    browser = await launchChromium(devicesOf(ada, `${TARGET}/devices`));
    visitor = await Visitor.enter(ada, browser, system.host);
  });

  after(async () => {
    running.forEach((one) => one.end());
    await browser?.close();
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  it('what aiortc publishes is seen and heard in Chromium', async () => {
    const publisher = await token(system, ROOM, { name: grace.name, role: 'guest' });
    const whip = `${system.origin}/whip/${ROOM}`;
    const aiortc = client(PYTHON, AIORTC, 'publish', whip, publisher, grace.colour.join(), String(grace.toneHz));
    running.push(aiortc);
    const trouble = aiortc.said.then(() => assert.fail('it ended early'));
    await Promise.race([
      trouble,
      eventually('the picture', async () => (await visitor.tiles())[grace.name]?.shows === grace.name, 40_000),
    ]);
    await eventually('the tone', async () => (await visitor.voices()).join() === grace.name);
    await visitor.screenshot('whip');
  });

  it('aiortc watches what Chromium publishes', async () => {
    const viewer = await token(system, ROOM, { role: 'viewer' });
    const whep = `${system.origin}/whep/${ROOM}`;
    const seen = lastLine(await client(PYTHON, AIORTC, 'watch', whep, viewer, WATCH_SECONDS).said);
    const people = seen.colours.map((colour) => personOf(colour)?.name);
    assert.ok(seen.frames > 10, JSON.stringify(seen));
    assert.ok(
      people.every((name) => name === ada.name || name === grace.name),
      JSON.stringify(seen),
    );
    assert.ok(
      seen.tones.some((hz) => [ada, grace].includes(voiceOf(hz))),
      JSON.stringify(seen),
    );
  });

  it('werift watches too, and each packet names its source', async () => {
    const viewer = await token(system, ROOM, { role: 'viewer' });
    const whep = `${system.origin}/whep/${ROOM}`;
    const seen = lastLine(await client(process.execPath, WERIFT, whep, viewer, WATCH_SECONDS).said);
    assert.ok(seen.audio > 100 && seen.video > 20, JSON.stringify(seen));
    assert.ok(seen.sources >= 2, JSON.stringify(seen));
    assert.ok([200, 204].includes(seen.gone), JSON.stringify(seen));
  });

  it('a publisher that says goodbye leaves the room', async () => {
    const [publisher] = running.splice(0);
    publisher.end();
    await publisher.said;
    await eventually('the tile is gone', async () => (await visitor.tiles())[grace.name] === undefined);
    const room = await (await api(system, 'GET', `/rooms/${ROOM}`)).json();
    assert.ok(!JSON.stringify(room).includes(`"${mary.name}"`));
  });
});
