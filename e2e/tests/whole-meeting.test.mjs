// Must show 4 of the room: a host and guests in Chromium use the waiting room, host controls, breakouts with a timer, a
// webinar and polls, against the system that `make up` starts.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeViolations } from '../../web/scripts/page-checks.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, startSystem, TARGET } from '../src/system.mjs';
import { id, Visitor } from '../src/visitor.mjs';

const { ada, grace, linus, mary } = PEOPLE;
/** A minute is the shortest timer; the rest is for two busy cores. */
const TIMER_MS = 90_000;

describe('A host and guests in Chromium', { timeout: 600_000 }, () => {
  let system;
  const browsers = new Map();
  /** @type {Record<string, Visitor>} */
  const at = {};
  const violations = [];

  const arrive = async (person, link, until = 'room') => {
    const browser = await launchChromium(devicesOf(person, `${TARGET}/devices`));
    browsers.set(person.name, browser);
    at[person.name] = await Visitor.enter(person, browser, link, until);
  };

  const waitFor = (visitor, testid, ms = 20_000) => visitor.page.waitForSelector(id(testid), { timeout: ms });

  /** A page that is covered by nothing: panels and dialogs closed. */
  const press = async (visitor, ...testids) => {
    for (const testid of testids) {
      await waitFor(visitor, testid);
      await visitor.page.$eval(id(testid), (control) => control.click());
    }
  };

  const rule = async (name) => {
    await press(at.Ada, 'more', 'menu-rules', `rule-${name}`);
    await waitFor(at.Ada, `rule-${name}`);
    await at.Ada.screenshot(`rules-${name}`);
    await press(at.Ada, 'dialog-close');
  };

  /** Exactly these people's pictures, each in their own tile; one's own is not counted. */
  const seesOnly = (visitor, ...names) =>
    eventually(
      `${visitor.name} sees only ${names}`,
      async () => {
        const tiles = await visitor.tiles();
        const others = Object.entries(tiles).filter(([name]) => !name.endsWith('(you)'));
        const right = others.every(([name, tile]) => tile.shows === name);
        const seen = others.map(([name]) => name).sort();
        if (!right || seen.join() !== [...names].sort().join()) {
          throw new Error(JSON.stringify(tiles));
        }
        return true;
      },
      40_000,
    );

  const hears = (visitor, ...names) =>
    eventually(`${visitor.name} hears ${names}`, async () => {
      const heard = await visitor.voices();
      if (heard.join() !== [...names].sort().join()) {
        throw new Error(`hears ${heard}`);
      }
      return true;
    });

  const isShown = (visitor, testid) =>
    visitor.page.evaluate((selector) => {
      const control = document.querySelector(selector);
      return control !== null && control.offsetParent !== null;
    }, id(testid));

  const idOf = (visitor) => visitor.page.evaluate(() => window.parley.me.id);

  before(async () => {
    system = await startSystem('whole');
    await arrive(ada, system.host);
  });

  after(async () => {
    await Promise.all([...browsers.values()].map((browser) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  it('people wait in line, read the host’s message, and see nothing of the meeting until they are let in', async () => {
    await rule('waitingRoom');
    await press(at.Ada, 'people');
    await waitFor(at.Ada, 'waiting-message');
    await at.Ada.page.type(id('waiting-message'), 'One moment, please.');
    await press(at.Ada, 'waiting-tell');
    await at.Ada.screenshot('nobody-waits');
    await arrive(grace, system.guest, 'waiting-room');
    await arrive(linus, system.guest, 'waiting-room');
    const place = (visitor) => visitor.page.$eval(id('waiting-room'), (one) => one.dataset.place);
    assert.deepEqual([await place(at.Grace), await place(at.Linus)], ['1', '2']);
    await eventually('the message', () =>
      at.Linus.page.$eval(id('waiting-text'), (one) => one.textContent.includes('One moment, please.')),
    );
    await at.Linus.screenshot('waiting-room');
    violations.push(...(await axeViolations(at.Linus.page, 'waiting room')));
    await at.Ada.screenshot('waiting-list');
    violations.push(...(await axeViolations(at.Ada.page, 'waiting list')));
    assert.equal(await at.Linus.framesDecoded(), 0, 'nothing is received in the waiting room');
    await press(at.Ada, 'admit');
    await waitFor(at.Grace, 'room');
    await eventually('Linus is next', async () => (await place(at.Linus)) === '1');
    await press(at.Ada, 'admit-all');
    await waitFor(at.Linus, 'room');
    await press(at.Ada, 'panel-close');
    await seesOnly(at.Ada, 'Grace', 'Linus');
    await seesOnly(at.Grace, 'Ada', 'Linus');
  });

  it('the host mutes one at the node, stops a video, and hands out a role', async () => {
    const graceId = await idOf(at.Grace);
    const menu = async (item) => {
      const person = `${id('person')}[data-participant="${graceId}"] ${id('person-menu')}`;
      await at.Ada.page.waitForSelector(person);
      await at.Ada.page.$eval(person, (button) => button.click());
      await press(at.Ada, item);
    };
    await hears(at.Linus, 'Ada', 'Grace');
    await press(at.Ada, 'people');
    await menu('menu-mute');
    await hears(at.Linus, 'Ada');
    await menu('menu-stop-camera');
    await seesOnly(at.Linus, 'Ada');
    await menu('menu-cohost');
    await eventually('Grace is a co-host', () => at.Grace.page.evaluate(() => window.parley.me.role === 'cohost'));
    await at.Ada.screenshot('host-controls');
    await press(at.Ada, 'panel-close');
    await press(at.Grace, 'microphone', 'camera');
    await seesOnly(at.Linus, 'Ada', 'Grace');
    await hears(at.Linus, 'Ada', 'Grace');
  });

  it('a poll is asked, voted in, and its result seen live', async () => {
    await press(at.Ada, 'asking', 'tab-polls', 'poll-new');
    await waitFor(at.Ada, 'poll-question');
    await at.Ada.page.type(id('poll-question'), 'Tea or coffee?');
    const options = await at.Ada.page.$$(id('poll-option-input'));
    await options[0].type('Tea');
    await options[1].type('Coffee');
    await press(at.Ada, 'poll-open');
    await press(at.Linus, 'asking', 'tab-polls');
    await waitFor(at.Linus, 'poll-option');
    await at.Linus.page.$$eval(id('poll-option'), (all) => all[1].click());
    if (await at.Linus.page.$(id('poll-vote'))) {
      await press(at.Linus, 'poll-vote');
    }
    await eventually('the vote', () =>
      at.Ada.page.evaluate(() => window.parley.room.polls[0]?.options.map((one) => one.votes).join() === '0,1'),
    );
    await at.Linus.screenshot('poll');
    violations.push(...(await axeViolations(at.Linus.page, 'poll')));
    await press(at.Ada, 'panel-close');
    await press(at.Linus, 'panel-close');
  });

  it('scripts in names and messages are shown as the text they are', async () => {
    const attack = '<img src=x onerror="window.attacked=true">';
    await press(at.Ada, 'chat');
    await at.Linus.page.evaluate((text) => window.parley.rename(text), attack);
    await at.Linus.page.evaluate((text) => window.parley.say(text), attack);
    await eventually('the message', () =>
      at.Ada.page.$$eval('.chat-text', (all, text) => all.some((one) => one.textContent === text), attack),
    );
    await eventually('the name', () =>
      at.Ada.page.$$eval('.tile-name', (all, text) => all.some((one) => one.textContent === text), attack),
    );
    assert.equal(await at.Ada.page.evaluate(() => window.attacked), undefined);
    assert.equal(await at.Ada.page.$('img[src="x"]'), null);
    await at.Linus.page.evaluate(() => window.parley.rename('Linus'));
    await press(at.Ada, 'panel-close');
  });

  it('in breakouts people see and hear who is there and nobody else, on the session they have', async () => {
    const sessions = await at.Linus.page.evaluate(() => window.connections.length);
    const [graceId, linusId] = [await idOf(at.Grace), await idOf(at.Linus)];
    await press(at.Ada, 'more', 'menu-breakouts', 'breakouts-manual');
    await at.Ada.page.$eval(id('breakouts-minutes'), (input) => {
      input.value = '1';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const send = async (participant, place) => {
      const select = `${id('member')}[data-participant="${participant}"] ${id('place-select')}`;
      await at.Ada.page.waitForSelector(select);
      await at.Ada.page.$eval(
        select,
        (one, index) => {
          one.selectedIndex = index;
          one.dispatchEvent(new Event('change', { bubbles: true }));
        },
        place,
      );
    };
    await send(graceId, 1);
    await send(linusId, 1);
    await at.Ada.screenshot('breakouts-setup');
    await press(at.Ada, 'breakouts-open');
    await waitFor(at.Linus, 'banner');
    await seesOnly(at.Linus, 'Grace');
    await seesOnly(at.Grace, 'Linus');
    await hears(at.Linus, 'Grace');
    await seesOnly(at.Ada);
    await waitFor(at.Ada, 'broadcast-input');
    await at.Ada.page.type(id('broadcast-input'), 'Two more minutes.');
    await press(at.Ada, 'broadcast-send');
    await eventually('the broadcast', () =>
      at.Linus.page.evaluate(() => document.body.textContent.includes('Two more minutes.')),
    );
    await at.Linus.screenshot('breakout');
    await at.Ada.screenshot('breakouts-open');
    violations.push(...(await axeViolations(at.Linus.page, 'breakout')));
    assert.equal(await at.Linus.page.evaluate(() => window.connections.length), sessions, 'no new session');
  });

  it('when the time is over everyone is back, by themselves', async () => {
    await at.Linus.page.waitForSelector(id('banner'), { hidden: true, timeout: TIMER_MS });
    await seesOnly(at.Linus, 'Ada', 'Grace');
    await seesOnly(at.Ada, 'Grace', 'Linus');
    await hears(at.Grace, 'Ada', 'Linus');
    await press(at.Ada, 'panel-close');
  });

  it('in a webinar a newcomer watches; brought on stage, they are seen and heard on the same session', async () => {
    await browsers.get('Linus').close();
    browsers.delete('Linus');
    await rule('waitingRoom');
    await rule('webinar');
    await arrive(mary, system.guest);
    await seesOnly(at.Mary, 'Ada', 'Grace');
    assert.equal(await at.Mary.page.evaluate(() => window.parley.me.role), 'viewer');
    assert.equal(await isShown(at.Mary, 'microphone'), false, 'a viewer has no microphone to press');
    await at.Mary.screenshot('webinar-viewer');
    const maryId = await idOf(at.Mary);
    await press(at.Ada, 'people');
    const person = `${id('person')}[data-participant="${maryId}"] ${id('person-menu')}`;
    await at.Ada.page.waitForSelector(person);
    await at.Ada.page.$eval(person, (button) => button.click());
    await press(at.Ada, 'menu-promote');
    await waitFor(at.Mary, 'microphone');
    await press(at.Mary, 'microphone', 'camera');
    await eventually('Grace sees Mary', async () => (await at.Grace.tiles()).Mary?.shows === 'Mary', 40_000);
    await eventually('Grace hears Mary', async () => (await at.Grace.voices()).includes('Mary'));
    assert.equal(await at.Mary.page.evaluate(() => window.connections.length), 1, 'the session it came with');
    await at.Ada.screenshot('promoted');
  });

  it('axe finds no violation, and no page had an error', async () => {
    assert.deepEqual(violations, []);
    assert.deepEqual(
      Object.values(at).flatMap((visitor) => visitor.errors),
      [],
    );
  });

  it('the host ends the meeting for everyone', async () => {
    await press(at.Ada, 'panel-close', 'leave', 'menu-end', 'confirm-yes');
    for (const visitor of [at.Ada, at.Grace, at.Mary]) {
      await waitFor(visitor, 'after');
    }
    await at.Grace.screenshot('ended');
  });
});
