// What a test sees and hears in a page: pixels of a tile, and the loudest tone of each audio track.
// The functions named `inPage…` run inside the browser.
import { spawnSync } from 'node:child_process';
import { PEOPLE, personOf, voiceOf } from './people.mjs';

/** Remembers every peer connection of a page, so that tests can ask the browser itself. Before the page loads. */
export async function rememberConnections(page) {
  await page.evaluateOnNewDocument(() => {
    const Original = window.RTCPeerConnection;
    window.connections = [];
    window.RTCPeerConnection = class extends Original {
      constructor(...args) {
        super(...args);
        window.connections.push(this);
      }
    };
  });
}

/** The mean colour of the middle of each video in the page that has a picture, with the label of its tile. */
export function inPagePictures(tileSelector) {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 18;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return [...document.querySelectorAll(tileSelector)].flatMap((tile) => {
    const video = tile.matches('video') ? tile : tile.querySelector('video');
    if (!video?.videoWidth) {
      return [];
    }
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(8, 4, 16, 8);
    const mean = [0, 1, 2].map((c) => {
      let sum = 0;
      for (let i = c; i < data.length; i += 4) {
        sum += data[i];
      }
      return Math.round((sum * 4) / data.length);
    });
    return [{ colour: mean, height: video.videoHeight, tile: { ...tile.dataset } }];
  });
}

/** The loudest frequency of each audio track that arrives, in Hz; 0 where it is silent. Listens for `listenMs`. */
export async function inPageTones(listenMs) {
  const SILENCE_DECIBEL = -65;
  window.ears ??= new AudioContext();
  await window.ears.resume();
  const tracks = window.connections
    .filter((connection) => connection.connectionState === 'connected')
    .flatMap((connection) => connection.getReceivers())
    .map((receiver) => receiver.track)
    .filter((track) => track.kind === 'audio' && track.readyState === 'live');
  const listeners = tracks.map((track) => {
    const analyser = new AnalyserNode(window.ears, { fftSize: 8192, smoothingTimeConstant: 0.3 });
    const source = window.ears.createMediaStreamSource(new MediaStream([track]));
    source.connect(analyser);
    return { source, analyser, bins: new Float32Array(analyser.frequencyBinCount) };
  });
  await new Promise((done) => setTimeout(done, listenMs));
  return listeners.map(({ source, analyser, bins }) => {
    analyser.getFloatFrequencyData(bins);
    source.disconnect();
    const loudest = bins.reduce((best, level, bin) => (level > bins[best] ? bin : best), 1);
    const hz = Math.round((loudest * window.ears.sampleRate) / analyser.fftSize);
    return bins[loudest] > SILENCE_DECIBEL ? hz : 0;
  });
}

/** @returns {Promise<Array<{ name: string | undefined, height: number, colour: number[], tile: object }>>} */
export async function pictures(page, tileSelector) {
  const seen = await page.evaluate(inPagePictures, tileSelector);
  return seen.map((picture) => ({ ...picture, name: personOf(picture.colour)?.name }));
}

/** The names of those whose tone is heard in a page. */
export async function voices(page, listenMs = 600) {
  const tones = await page.evaluate(inPageTones, listenMs);
  return [...new Set(tones.map((hz) => voiceOf(hz)?.name).filter(Boolean))].sort();
}

/**
 * As [voices], for a browser whose AudioContext stands still because the machine has no loudspeaker (Firefox): the page
 * records each track, FFmpeg decodes the recording, and the tones are looked for here.
 */
export async function recordedVoices(page, listenMs = 1500) {
  const recordings = await page.evaluate(inPageRecordings, listenMs);
  const heard = recordings.map((recording) => tonesIn(decode(Buffer.from(recording, 'base64')))).flat();
  return [...new Set(heard)].sort();
}

/** What arrives on each audio track, as recorded files in base64. */
export async function inPageRecordings(listenMs) {
  const tracks = window.connections
    .filter((connection) => connection.connectionState === 'connected')
    .flatMap((connection) => connection.getReceivers())
    .map((receiver) => receiver.track)
    .filter((track) => track.kind === 'audio' && track.readyState === 'live');
  const recordings = tracks.map(async (track) => {
    const recorder = new MediaRecorder(new MediaStream([track]));
    const data = new Promise((done) => {
      recorder.ondataavailable = (event) => done(event.data);
    });
    recorder.start();
    await new Promise((done) => setTimeout(done, listenMs));
    recorder.stop();
    const bytes = new Uint8Array(await (await data).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  });
  return Promise.all(recordings);
}

function decode(recording) {
  const { stdout } = spawnSync(
    'ffmpeg',
    ['-loglevel', 'error', '-i', 'pipe:0', '-f', 's16le', '-ac', '1', '-ar', '48000', 'pipe:1'],
    { input: recording, maxBuffer: 64 << 20 },
  );
  return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1);
}

/** Goertzel: a person is heard when a tenth of the signal's power lies at the person's tone. */
function tonesIn(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const AUDIBLE = 100 * 100;
  if (power < AUDIBLE) {
    return [];
  }
  return Object.values(PEOPLE)
    .filter((person) => powerAt(person.toneHz, samples) > power / 10)
    .map((person) => person.name);
}

/** Mean power in windows of 20 ms around one frequency. */
function powerAt(hz, samples) {
  const WINDOW = 960;
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / 48_000);
  let sum = 0;
  let windows = 0;
  for (let start = 0; start + WINDOW <= samples.length; start += WINDOW, windows++) {
    let [last, beforeLast] = [0, 0];
    for (let i = start; i < start + WINDOW; i++) {
      [last, beforeLast] = [samples[i] + coefficient * last - beforeLast, last];
    }
    sum += (2 * (last * last + beforeLast * beforeLast - coefficient * last * beforeLast)) / (WINDOW * WINDOW);
  }
  return windows ? sum / windows : 0;
}
