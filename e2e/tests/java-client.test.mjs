// Must show 3: a participant without a browser, written in Java, in one meeting with Chromium, both ways.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { api, token } from '../src/api.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { inPageTones } from '../src/senses.mjs';
import { eventually, pause, startSystem, TARGET, within } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada } = PEOPLE;
const ROOM = 'hello';
const NAME = 'Recorded';
const GUEST = fileURLToPath(new URL('../../scripts/guest', import.meta.url));
const START_MS = 60_000;
const LEAVE_MS = 20_000;
/** What it plays: six bars, from the left, and a tone. */
const BARS = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'];
const TONE_HZ = 440;

describe('A Java client and Chromium meet', { timeout: 300_000 }, () => {
  let system;
  let browser;
  let visitor;
  let guest;
  /** The last event of each type, and how often the guest has told what it received. */
  const told = {};

  before(async () => {
    system = await startSystem('java');
    browser = await launchChromium(devicesOf(ada, `${TARGET}/devices`));
    visitor = await Visitor.enter(ada, browser, system.host);
    const entry = await token(system, ROOM, { name: NAME, role: 'guest' });
    guest = spawn(GUEST, ['--url', system.origin, '--room', ROOM, '--token', entry], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: guest.stdout }).on('line', (line) => {
      const event = JSON.parse(line);
      told[event.type] = event;
    });
    await eventually('the Java client is in the room', () => told.here, START_MS);
  });

  after(async () => {
    guest?.kill();
    await browser?.close();
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  /** What the guest has received of this source of Ada's so far. */
  const received = (source) => told.received?.slots.find((slot) => slot.source === source);

  it('Chromium sees the recorded picture and hears the recorded tone', async () => {
    await eventually(
      'the bars',
      async () => assert.deepEqual(await visitor.page.evaluate(inPageBars, NAME), BARS) ?? true,
      40_000,
    );
    await eventually('the tone', async () =>
      (await visitor.page.evaluate(inPageTones, 600)).some((hz) => Math.abs(hz - TONE_HZ) < 20),
    );
    const before = await visitor.framesDecoded();
    await pause(2_000);
    assert.ok((await visitor.framesDecoded()) > before + 15, 'the picture moves');
    await visitor.screenshot('java-client');
  });

  it("the Java client receives Chromium's frames in the slots that were announced", async () => {
    const host = told.joined.room.participants.find(({ name }) => name === ada.name).id;
    const camera = await eventually('pictures', () => received('camera')?.frames > 30 && received('camera'), 40_000);
    assert.equal(camera.participant, host);
    await eventually('the top layer', () => received('camera')?.height === 720, 40_000);
    const voice = await eventually('sound', () => received('microphone')?.frames > 100 && received('microphone'));
    assert.equal(voice.participant, host);
  });

  it('it leaves, and its tile with it', async () => {
    guest.stdin.end();
    const [code] = await within(LEAVE_MS, once(guest, 'exit'), () => 'the Java client did not end');
    assert.equal(code, 0);
    assert.ok(told.gone);
    await eventually('the tile is gone', async () => (await visitor.tiles())[NAME] === undefined);
    const room = await (await api(system, 'GET', `/rooms/${ROOM}`)).json();
    assert.ok(!JSON.stringify(room).includes(NAME));
  });
});

/** The colours of six bars in the picture of the tile with this name, by which of red, green and blue are bright. */
function inPageBars(name) {
  const WORDS = ['black', 'blue', 'green', 'cyan', 'red', 'magenta', 'yellow', 'white'];
  const tile = [...document.querySelectorAll('.tile')].find(
    (one) => one.querySelector('.tile-name')?.textContent === name,
  );
  const video = tile?.querySelector('video');
  if (!video?.videoWidth) {
    return [];
  }
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [60, 90];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const HALF = 128;
  /** Near the lower edge, below the line that wanders through the picture most of the time. */
  const pixel = (bar) => context.getImageData(bar * 10 + 2, 88, 1, 1).data;
  return [0, 1, 2, 3, 4, 5].map((bar) => {
    const [red, green, blue] = pixel(bar);
    return WORDS[(red > HALF) * 4 + (green > HALF) * 2 + (blue > HALF)];
  });
}
