// What a stranger may throw at a server. Every loop here is bounded, and only this machine is ever a target.
import { createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { crc32 } from 'node:zlib';
import WebSocket from 'ws';
import { within } from './system.mjs';

const PATIENCE_MS = 10_000;

/** Datagrams that begin like STUN, DTLS, RTP, RTCP or nothing at all (RFC 7983), and are garbage from there on. */
export async function garbageDatagrams(address, port, count) {
  const socket = createSocket('udp4');
  const send = (data) => new Promise((done) => socket.send(data, port, address, () => done()));
  const firstBytes = [0, 1, 22, 64, 128, 144, 200, 255];
  for (let i = 0; i < count; i++) {
    const data = randomBytes(1 + ((i * 37) % 1_400));
    data[0] = firstBytes[i % firstBytes.length];
    if (data[0] === 128 && data.length > 1) {
      data[1] = i % 2 ? 200 : 96;
    }
    await send(data);
  }
  socket.close();
}

/** Bytes that are not HTTP. Resolves when the server has closed the connection, or has not for a while. */
export function garbageBytes(port, bytes) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(randomBytes(bytes)));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', done);
    socket.resume();
  });
}

/** A binding request for `username` signed with `password` (RFC 8489). @returns {Promise<number>} the error code */
export async function bindingRequest(address, port, username, password) {
  const socket = createSocket('udp4');
  const answer = new Promise((done) => socket.once('message', done));
  socket.send(signed(username, password), port, address);
  try {
    return errorCodeOf(await within(PATIENCE_MS, answer, () => 'no answer to a binding request'));
  } finally {
    socket.close();
  }
}

function signed(username, password) {
  const attribute = (type, value) => {
    const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
    padded.writeUInt16BE(type, 0);
    padded.writeUInt16BE(value.length, 2);
    value.copy(padded, 4);
    return padded;
  };
  const header = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
  const priority = Buffer.alloc(4);
  priority.writeUInt32BE(1_853_824_767);
  let message = Buffer.concat([
    header,
    attribute(0x0006, Buffer.from(username)),
    attribute(0x0024, priority),
    attribute(0x802a, randomBytes(8)),
  ]);
  message.writeUInt16BE(message.length - 20 + 24, 2);
  const integrity = createHmac('sha1', password).update(message).digest();
  message = Buffer.concat([message, attribute(0x0008, integrity)]);
  message.writeUInt16BE(message.length - 20 + 8, 2);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0);
  return Buffer.concat([message, attribute(0x8028, fingerprint)]);
}

function errorCodeOf(message) {
  for (let at = 20; at + 4 <= message.length; ) {
    const [type, length] = [message.readUInt16BE(at), message.readUInt16BE(at + 2)];
    if (type === 0x0009) {
      return message[at + 6] * 100 + message[at + 7];
    }
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return 0;
}

/** A JWT signed with HS256, whatever its claims. */
export function jwt(secret, claims, algorithm = 'HS256') {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}`;
  const signature = algorithm === 'none' ? '' : createHmac('sha256', secret).update(text).digest('base64url');
  return `${text}.${signature}`;
}

/** One message on a fresh signaling socket: the first answer, and the code it closed with. */
export function say(system, text) {
  const socket = new WebSocket(`${system.origin.replace('http', 'ws')}/v1/signal`);
  let answer;
  const end = new Promise((done) => {
    socket.on('error', () => {});
    socket.on('open', () => socket.send(text));
    socket.on('message', (data) => {
      answer ??= JSON.parse(String(data));
      socket.close();
    });
    socket.on('close', (code) => done({ answer, close: code }));
  });
  return within(PATIENCE_MS, end, () => 'a signaling socket neither answered nor closed').finally(() =>
    socket.terminate(),
  );
}

export const joinText = (token) => JSON.stringify({ type: 'join', id: '1', protocol: 1, token });

/** An offer that never ends. */
export function endlessOffer(sections) {
  const head = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
  const section = (mid) =>
    `m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:${mid}\r\na=recvonly\r\na=rtpmap:96 VP8/90000\r\n`;
  return head + Array.from({ length: sections }, (_, mid) => section(mid)).join('');
}
