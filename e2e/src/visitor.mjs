// A person in front of the page: what they do, and what they see and hear.
import { mkdirSync } from 'node:fs';
import { id, join } from '../../web/scripts/browser.mjs';
import { pictures, rememberConnections, voices } from './senses.mjs';
import { TARGET } from './system.mjs';

export { id };

export class Visitor {
  /** @param {import('puppeteer-core').Page} page */
  constructor(person, browser, page) {
    this.person = person;
    this.name = person.name;
    this.browser = browser;
    this.page = page;
    this.errors = [];
    page.on('pageerror', (why) => this.errors.push(String(why)));
  }

  /** Opens the link, says their name and enters, into the room or to where they wait. */
  static async enter(person, browser, link, until = 'room') {
    const page = await browser.newPage();
    const visitor = new Visitor(person, browser, page);
    await rememberConnections(page);
    await join(page, link, person.name, until);
    return visitor;
  }

  click(testid) {
    return this.page.click(id(testid));
  }

  /** What the tiles show, by the name a tile bears: who is really in the picture, and how many lines it has. */
  async tiles() {
    const names = await this.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('.tile')].map((tile) => [
          `${tile.dataset.participant}/${tile.dataset.source}`,
          tile.querySelector('.tile-name').textContent,
        ]),
      ),
    );
    const seen = await pictures(this.page, '.tile.has-picture:not([hidden])');
    return Object.fromEntries(
      seen.map(({ tile, name, height, colour }) => [
        names[`${tile.participant}/${tile.source}`],
        { shows: name, height, colour, source: tile.source },
      ]),
    );
  }

  voices() {
    return voices(this.page);
  }

  /** Makes the tile of this name the large one. */
  async enlarge(name) {
    await this.page.evaluate((wanted) => {
      const tile = [...document.querySelectorAll('.tile')].find(
        (one) => one.querySelector('.tile-name').textContent === wanted,
      );
      tile.querySelector('[data-testid="pin"]').click();
    }, name);
  }

  /** Video frames decoded so far, of all that arrives. */
  framesDecoded() {
    return this.page.evaluate(async () => {
      let frames = 0;
      for (const connection of window.connections.filter((one) => one.connectionState === 'connected')) {
        for (const report of (await connection.getStats()).values()) {
          frames += report.type === 'inbound-rtp' && report.kind === 'video' ? (report.framesDecoded ?? 0) : 0;
        }
      }
      return frames;
    });
  }

  /** Every video stream of the page: its codec, its layer where it is sent, its frames where it is received. */
  videoStreams() {
    return this.page.evaluate(async () => {
      const streams = [];
      for (const connection of window.connections.filter((one) => one.connectionState === 'connected')) {
        const stats = await connection.getStats();
        for (const { type, kind, rid, codecId, framesDecoded } of stats.values()) {
          if (kind === 'video' && type.endsWith('bound-rtp') && !type.startsWith('remote')) {
            const codec = stats.get(codecId)?.mimeType.replace('video/', '');
            streams.push({ type, rid, codec, frames: framesDecoded });
          }
        }
      }
      return streams;
    });
  }

  /** How long ago, in ms, what arrives was captured, as far as packets say so (abs-capture-time). */
  captureAges() {
    return this.page.evaluate(() => {
      const UNIX_IN_NTP_MS = 2_208_988_800_000;
      const now = performance.timeOrigin + performance.now();
      return window.connections
        .filter((connection) => connection.connectionState === 'connected')
        .flatMap((connection) => connection.getReceivers())
        .flatMap((receiver) => receiver.getContributingSources())
        .filter(({ captureTimestamp }) => captureTimestamp)
        .map(({ captureTimestamp }) => now - (captureTimestamp - UNIX_IN_NTP_MS));
    });
  }

  async screenshot(name) {
    const folder = `${TARGET}/screenshots`;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: `${folder}/${name}.png` });
  }
}
