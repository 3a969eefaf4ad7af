// Pion, the WebRTC of the Go world, publishes recordings by WHIP and watches by WHEP, in one room with Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { token } from '../src/api.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { client, lastLine } from '../src/clients.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace } = PEOPLE;
const ROOM = 'hello';
const PION = `${TARGET}/pion`;
const WATCH_SECONDS = '6';

const skip = existsSync(PION) ? false : 'no Go on this machine to build the Pion client with';

/** What a person looks and sounds like, as Pion reads it: VP8 in IVF, and Opus in Ogg with one packet a page. */
function recordingsOf(person) {
  const { camera, microphone } = devicesOf(person, `${TARGET}/devices`);
  const [ivf, ogg] = [`${TARGET}/devices/${person.name}.ivf`, `${TARGET}/devices/${person.name}.ogg`];
  const ffmpeg = (...args) => execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...args]);
  ffmpeg('-i', camera, '-vf', 'scale=640:360', '-c:v', 'libvpx', '-b:v', '500k', '-g', '10', ivf);
  ffmpeg('-i', microphone, '-c:a', 'libopus', '-b:a', '32k', '-ac', '2', '-page_duration', '20000', ogg);
  return [ivf, ogg];
}

describe('Pion over WHIP and WHEP', { timeout: 300_000, skip }, () => {
  let system;
  let browser;
  let visitor;
  let publisher;

  before(async () => {
    system = await startSystem('pion');
    browser = await launchChromium(devicesOf(ada, `${TARGET}/devices`));
    visitor = await Visitor.enter(ada, browser, system.host);
  });

  after(async () => {
    publisher?.end();
    await browser?.close();
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  it('what it publishes is seen and heard in Chromium', async () => {
    const grant = await token(system, ROOM, { name: grace.name, role: 'guest' });
    publisher = client(PION, 'publish', `${system.origin}/whip/${ROOM}`, grant, ...recordingsOf(grace));
    await Promise.race([
      publisher.said.then((said) => assert.fail(`it ended early: ${said}`)),
      eventually('the picture', async () => (await visitor.tiles())[grace.name]?.shows === grace.name, 40_000),
    ]);
    await eventually('the tone', async () => (await visitor.voices()).join() === grace.name);
  });

  it('it watches the two, and each packet names its source', async () => {
    const viewer = await token(system, ROOM, { role: 'viewer' });
    const watcher = client(PION, 'watch', `${system.origin}/whep/${ROOM}`, viewer, WATCH_SECONDS);
    const seen = lastLine(await watcher.said);
    assert.ok(seen.audio > 100 && seen.frames > 20 && seen.keyFrames > 0, JSON.stringify(seen));
    assert.ok(seen.sources >= 2, JSON.stringify(seen));
    assert.ok([200, 204].includes(seen.gone), JSON.stringify(seen));
  });

  it('it says goodbye, and its tile goes', async () => {
    publisher.end();
    assert.ok([200, 204].includes(lastLine(await publisher.said).gone));
    await eventually('the tile is gone', async () => (await visitor.tiles())[grace.name] === undefined);
  });
});
