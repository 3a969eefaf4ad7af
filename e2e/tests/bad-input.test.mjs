// Must show 6: whatever a stranger sends is refused with a reason and counted, and a running meeting goes on.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { api, metric, token } from '../src/api.mjs';
import * as attacks from '../src/attacks.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, pause, startSystem, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const { ada, grace } = PEOPLE;
const ROOM = 'hello';
const ADDRESS = process.env.PARLEY_TEST_ADDRESS ?? '127.0.0.1';
/** Of the frames a second in peace: two cores carry browsers, server and attack. */
const UNDISTURBED = 0.5;

describe('Bad input', { timeout: 300_000 }, () => {
  let system;
  let visitor;
  let framesInPeace;
  let began;
  const browsers = [];

  const sdpPost = (path, bearer, sdp, type = 'application/sdp') =>
    fetch(`${system.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(bearer && { authorization: `Bearer ${bearer}` }) },
      body: sdp,
    });

  const refused = async (answer, status, code) => {
    const problem = await answer.json();
    assert.equal(answer.status, status, JSON.stringify(problem));
    assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
    assert.match(problem.code, code ?? /^[a-z-]+$/);
  };

  const frameRate = async (since) =>
    ((await visitor.framesDecoded()) - since.frames) / ((performance.now() - since.ms) / 1_000);
  const now = async () => ({ frames: await visitor.framesDecoded(), ms: performance.now() });

  before(async () => {
    // Few joins a second, so that a slow machine's flood is one too.
    system = await startSystem('bad-input', { PARLEY_JOINS_PER_ADDRESS: '5' });
    for (const [person, link] of [
      [grace, system.guest],
      [ada, system.host],
    ]) {
      browsers.push(await launchChromium(devicesOf(person, `${TARGET}/devices`)));
      visitor = await Visitor.enter(person, browsers.at(-1), link);
    }
    await eventually('the meeting runs', async () => (await visitor.tiles()).Grace?.shows === 'Grace', 40_000);
    const start = await now();
    await pause(4_000);
    framesInPeace = await frameRate(start);
    assert.ok(framesInPeace > 3, `${framesInPeace} frames/s in peace`);
  });

  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    assert.equal(await system?.stop(), 0, 'the system ends clean');
  });

  beforeEach(async () => {
    began = await now();
  });

  afterEach(async () => {
    // Short attacks are watched for a while longer, so that a rate means something.
    await pause(Math.max(0, 2_000 - (performance.now() - began.ms)));
    const rate = await frameRate(began);
    assert.ok(rate > framesInPeace * UNDISTURBED, `${rate} frames/s, in peace ${framesInPeace}`);
  });

  it('garbage on every UDP port is dropped by name', async () => {
    const before = await metric(system, 'parley_packets_total');
    for (let port = system.mediaPort; port < system.mediaPort + 4; port++) {
      await attacks.garbageDatagrams(ADDRESS, port, 1_000);
    }
    await eventually('it is counted', async () => (await metric(system, 'parley_packets_total')) > before + 1_000);
  });

  it('garbage on every TCP port closes that connection, and nothing else', async () => {
    for (const at of [system.origin, ...system.nodes]) {
      await Promise.all(Array.from({ length: 20 }, () => attacks.garbageBytes(Number(new URL(at).port), 5_000)));
      assert.equal((await fetch(`${at}/health/live`)).status, 200);
    }
  });

  it('a wrong ICE password is answered 401', async () => {
    const sdp = await visitor.page.evaluate(() => window.connections.at(-1).remoteDescription.sdp);
    const ufrag = /a=ice-ufrag:(\S+)/.exec(sdp)[1];
    const [, host, port] = /a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host/i.exec(sdp);
    assert.equal(await attacks.bindingRequest(host, Number(port), `${ufrag}:abcd`, 'not-the-password-at-all'), 401);
  });

  it('forged, expired and foreign tokens are refused, each with its code', async () => {
    const seconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: system.key, room: ROOM, role: 'guest', iat: seconds - 7_200 };
    const valid = { ...claims, exp: seconds + 3_600 };
    const cases = [
      [attacks.jwt('not-the-secret-but-as-long-as-one-has-to-be', valid), 'token-not-valid'],
      [attacks.jwt(system.secret, valid, 'none'), 'token-not-valid'],
      [attacks.jwt(system.secret, { ...claims, exp: seconds - 3_600 }), 'token-expired'],
      ['nonsense', 'token-not-valid'],
    ];
    for (const [bad, code] of cases) {
      const { answer } = await attacks.say(system, attacks.joinText(bad));
      assert.equal(answer?.type, 'refused');
      assert.equal(answer.code, code);
      await refused(await sdpPost(`/whip/${ROOM}`, bad, 'v=0'), 401, new RegExp(code));
    }
    const elsewhere = await token(system, 'elsewhere', { role: 'guest' });
    await refused(await sdpPost(`/whip/${ROOM}`, elsewhere, 'v=0'), 403, /other-room/);
    await refused(await sdpPost(`/whip/${ROOM}`, undefined, 'v=0'), 401);
    const guest = await token(system, ROOM, { role: 'guest' });
    await refused(await sdpPost(`/whip/${ROOM}`, guest, 'v=0', 'text/plain'), 415);
    await refused(await api({ ...system, secret: 'guessed' }, 'GET', '/rooms'), 401);
    assert.ok((await metric(system, 'parley_refusals_total', 'token-expired')) > 0, 'counted by code');
  });

  it('an offer of 1,000 sections or of a megabyte is refused', async () => {
    const guest = await token(system, ROOM, { role: 'guest' });
    const many = await sdpPost(`/whip/${ROOM}`, guest, attacks.endlessOffer(1_000));
    assert.ok([400, 413, 422].includes(many.status), `${many.status}`);
    await refused(many, many.status);
    await refused(await sdpPost(`/whip/${ROOM}`, guest, attacks.endlessOffer(20_000)), 413);
  });

  it('a WebSocket message of 10 MB closes that socket with 1009', async () => {
    const { close } = await attacks.say(system, 'x'.repeat(10 << 20));
    assert.equal(close, 1009);
  });

  it('a flood of joins is slowed, with a code', async () => {
    const guest = await token(system, 'flood', { role: 'guest' });
    const codes = {};
    for (let wave = 0; wave < 20; wave++) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => attacks.say(system, attacks.joinText(guest)).catch(() => ({}))),
      );
      for (const { answer } of answers) {
        const said = answer?.code ?? answer?.type ?? 'nothing';
        codes[said] = (codes[said] ?? 0) + 1;
      }
    }
    assert.ok(codes['too-many-joins'] > 0, JSON.stringify(codes));
  });
});
