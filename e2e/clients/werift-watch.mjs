// A second stack that is not ours: werift watches by WHEP and counts what arrives, by the source that the node names in
// each packet. `node werift-watch.mjs URL TOKEN SECONDS` prints one line of JSON.
import { RTCPeerConnection, RTCRtpCodecParameters, useNACK, usePLI } from 'werift';

const [url, token, seconds] = process.argv.slice(2);
const connection = new RTCPeerConnection({
  codecs: {
    audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2 })],
    video: [
      new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000, rtcpFeedback: [useNACK(), usePLI()] }),
    ],
  },
});
const packets = { audio: 0, video: 0 };
const sources = new Set();
for (const kind of ['audio', 'video']) {
  const transceiver = connection.addTransceiver(kind, { direction: 'recvonly' });
  transceiver.onTrack.subscribe((track) => {
    track.onReceiveRtp.subscribe(({ header }) => {
      packets[kind]++;
      header.csrc.forEach((source) => sources.add(source));
    });
  });
}
await connection.setLocalDescription(await connection.createOffer());
const authorization = `Bearer ${token}`;
const answer = await fetch(url, {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/sdp' },
  body: connection.localDescription.sdp,
});
const sdp = await answer.text();
if (answer.status !== 201) {
  console.error(`${answer.status} ${sdp}`);
  process.exit(1);
}
await connection.setRemoteDescription({ type: 'answer', sdp });
await new Promise((done) => setTimeout(done, Number(seconds) * 1_000));
const session = new URL(answer.headers.get('location'), url);
const gone = await fetch(session, { method: 'DELETE', headers: { authorization } });
console.log(JSON.stringify({ ...packets, sources: sources.size, gone: gone.status }));
process.exit(0);
