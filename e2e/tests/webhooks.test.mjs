// Webhooks as somebody else's library sees them: what happens in a room is heard by a receiver that verifies every
// signature with the reference implementation of Standard Webhooks, and that fails now and then.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import WebSocket from 'ws';
import { api, metric, token } from '../src/api.mjs';
import { eventually, startSystem } from '../src/system.mjs';

const ROOM = 'told';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
/** Every how many-th delivery is not heard. */
const FAILS = 4;

describe('Webhooks', { timeout: 120_000 }, () => {
  let system;
  let receiver;
  let attempts = 0;
  const heard = [];

  before(async () => {
    receiver = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const webhook = new Webhook(SECRET).verify(body, request.headers);
      attempts++;
      if (attempts % FAILS === 0) {
        response.writeHead(503).end();
        return;
      }
      heard.push(webhook);
      response.writeHead(204).end();
    });
    await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
    system = await startSystem('webhooks', {
      PARLEY_WEBHOOK_URLS: `http://127.0.0.1:${receiver.address().port}/parley`,
      PARLEY_WEBHOOK_SECRETS: SECRET,
    });
  });

  after(async () => {
    assert.equal(await system?.stop(), 0, 'the system ends clean');
    receiver?.close();
  });

  it('tell all that happens in a room, in order, though the receiver fails now and then', async () => {
    await api(system, 'POST', '/rooms', { room: ROOM, name: 'Told' });
    const socket = new WebSocket(`${system.origin.replace('http', 'ws')}/v1/signal`);
    await new Promise((done) => socket.once('open', done));
    const bearer = await token(system, ROOM, { role: 'host', identity: 'ada' });
    for (const ask of [
      { type: 'join', id: '1', protocol: 1, token: bearer },
      { type: 'chat', id: '2', text: 'Hello' },
      { type: 'leave', id: '3' },
    ]) {
      socket.send(JSON.stringify(ask));
    }
    await new Promise((done) => socket.once('close', done));
    await api(system, 'DELETE', `/rooms/${ROOM}`);

    const types = () => heard.filter(({ room }) => room === ROOM).map(({ event }) => event.type);
    await eventually('the end of the room is heard', async () => types().includes('roomClosed'), 30_000);
    assert.deepEqual(types(), ['roomCreated', 'participantJoined', 'chatAdded', 'participantLeft', 'roomClosed']);
    assert.deepEqual(
      heard.filter(({ room }) => room === ROOM).map(({ version }) => version),
      [1, 2, 3, 4, 5],
    );
    assert.ok(attempts > heard.length, 'the receiver has failed');
    assert.equal(await metric(system, 'parley_webhooks_failed_total', 'reason="503"'), attempts - heard.length);
  });
});
