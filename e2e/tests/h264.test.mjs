// A room whose codec is H264: Chromium encodes it in three layers, the node switches between them at key frames.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, pause, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace } = PEOPLE;

describe('Two people meet in H264', { timeout: 300_000 }, () => {
  let system;
  const browsers = [];
  let adas;
  let graces;

  before(async () => {
    system = await startSystem('h264', { PARLEY_VIDEO_CODEC: 'h264' });
    const arrive = async (person, link) => {
      const browser = await launchChromium(devicesOf(person, `${TARGET}/devices`));
      browsers.push(browser);
      return Visitor.enter(person, browser, link);
    };
    adas = await arrive(ada, system.host);
    graces = await arrive(grace, system.guest);
  });

  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  const heightOf = (visitor, name, height) =>
    eventually(
      `${visitor.name} sees ${name} in ${height} lines`,
      async () => {
        const tile = (await visitor.tiles())[name];
        if (tile?.shows !== name || tile.height !== height) {
          throw new Error(JSON.stringify(tile));
        }
        return true;
      },
      40_000,
    );

  it('each sees the other, frame after frame', async () => {
    for (const [visitor, other] of [
      [adas, 'Grace'],
      [graces, 'Ada'],
    ]) {
      const sees = async () => (await visitor.tiles())[other]?.shows === other;
      await eventually(`${visitor.name} sees ${other}`, sees, 40_000);
      const before = await visitor.framesDecoded();
      await pause(2_000);
      assert.ok((await visitor.framesDecoded()) - before >= 10, 'frames go on');
    }
  });

  it('what is sent, in three layers, and what is decoded is H264', async () => {
    for (const visitor of [adas, graces]) {
      await eventually(`${visitor.name} sends three layers`, async () => {
        const sent = (await visitor.videoStreams()).filter(({ type, rid }) => type === 'outbound-rtp' && rid);
        return sent.map(({ rid, codec }) => `${rid} ${codec}`).sort().join() === 'h H264,l H264,m H264';
      });
      const decoded = (await visitor.videoStreams()).filter(({ type, frames }) => type === 'inbound-rtp' && frames > 0);
      assert.deepEqual(new Set(decoded.map(({ codec }) => codec)), new Set(['H264']));
    }
  });

  it('an enlarged tile receives 720 lines, a small one 180, and neither loses the picture', async () => {
    await adas.enlarge('Grace');
    await heightOf(adas, 'Grace', 720);
    await adas.screenshot('h264-enlarged');
    await adas.enlarge('Ada (you)');
    await heightOf(adas, 'Grace', 180);
    await adas.enlarge('Grace');
    await heightOf(adas, 'Grace', 720);
  });

  it('the packets say when they were captured, by the clock of the publisher', async () => {
    const ages = await eventually('a capture time', async () => {
      const seen = await adas.captureAges();
      return seen.length > 0 && seen;
    });
    // One machine, one clock: the picture is between now and a few seconds old.
    assert.ok(
      ages.every((age) => age >= 0 && age < 5_000),
      `ages: ${ages}`,
    );
  });

  it('no page had an error', () => {
    assert.deepEqual([...adas.errors, ...graces.errors], []);
  });
});
