// Must show 2: Firefox and Chromium in one meeting, both ways. Firefox gathers no loopback candidate, so this runs in a
// network namespace (scripts/in-namespace.sh) where there is another address.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium, launchFirefox } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { recordedVoices, inPageTones } from '../src/senses.mjs';
import { eventually, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada } = PEOPLE;
/** Firefox shows a picture and a tone of its own making; what matters is that they move and sound. */
const fox = { name: 'Fox' };

const skip = process.env.PARLEY_TEST_ADDRESS ? false : 'no right to make a network namespace';

describe('Firefox and Chromium meet', { timeout: 300_000, skip }, () => {
  let system;
  const browsers = [];
  let chromium;
  let firefox;

  before(async () => {
    system = await startSystem('firefox');
    browsers.push(await launchChromium(devicesOf(ada, `${TARGET}/devices`)));
    chromium = await Visitor.enter(ada, browsers[0], system.host);
    browsers.push(await launchFirefox());
    firefox = await Visitor.enter(fox, browsers[1], system.guest);
  });

  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  it('Firefox sees and hears Chromium', async () => {
    await eventually('the picture', async () => (await firefox.tiles()).Ada?.shows === 'Ada', 40_000);
    await eventually('the tone', async () => (await recordedVoices(firefox.page)).join() === 'Ada');
    await firefox.screenshot('firefox');
  });

  it('Chromium sees and hears Firefox', async () => {
    await eventually(
      'the picture',
      async () => {
        const before = await chromium.framesDecoded();
        await new Promise((done) => setTimeout(done, 1_000));
        return (await chromium.tiles()).Fox !== undefined && (await chromium.framesDecoded()) > before;
      },
      40_000,
    );
    await eventually('a tone', async () => (await chromium.page.evaluate(inPageTones, 600)).some((hz) => hz > 100));
  });
});
