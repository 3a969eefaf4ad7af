// Fake devices: a camera as raw video (YUV4MPEG2) and a microphone as a WAV file, both looped by Chromium.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Few frames on purpose: three browsers encode and decode on two cores. */
const SHARP = { width: 1280, height: 720, framesPerSecond: 10 };
/** For tests that measure the time between frames: a small picture at the full rate. */
export const SMOOTH = { width: 640, height: 360, framesPerSecond: 30 };
/** For tests in which others measure too: as little to encode as a camera can show. */
export const SMALL = { width: 320, height: 180, framesPerSecond: 15 };
const SECONDS = 2;
const SAMPLE_RATE = 48_000;

/** @returns {{ camera: string, microphone: string }} paths of the files made for this person */
export function devicesOf(person, folder, camera = SHARP) {
  mkdirSync(folder, { recursive: true });
  const files = { camera: join(folder, `${person.name}.y4m`), microphone: join(folder, `${person.name}.wav`) };
  writeFileSync(files.camera, picture(person.colour, camera));
  writeFileSync(files.microphone, tone(person.toneHz));
  return files;
}

/** A field of one colour with a lighter bar that walks through it, so that there is something to encode. */
function picture(colour, { width, height, framesPerSecond }) {
  const header = `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  const parts = [Buffer.from(header)];
  const frames = framesPerSecond * SECONDS;
  const [luma, blue, red] = yuv(colour);
  for (let frame = 0; frame < frames; frame++) {
    const plane = Buffer.alloc(width * height, luma);
    const bar = Math.floor((frame / frames) * width);
    for (let y = 0; y < height; y++) {
      plane.fill(Math.min(235, luma + 50), y * width + bar, y * width + Math.min(width, bar + 40));
      stripe(plane, y, luma, width, height);
    }
    const quarter = (width / 2) * (height / 2);
    parts.push(Buffer.from('FRAME\n'), plane, Buffer.alloc(quarter, blue), Buffer.alloc(quarter, red));
  }
  return Buffer.concat(parts);
}

/** Fine stripes in the lowest fifth: detail that only the top layer can keep. */
function stripe(plane, y, luma, width, height) {
  if (y > height * 0.8) {
    for (let x = 0; x < width; x += 8) {
      plane.fill(luma - 25, y * width + x, y * width + x + 4);
    }
  }
}

/** BT.601, limited range. */
function yuv([r, g, b]) {
  return [
    Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b),
    Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b),
    Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b),
  ];
}

/** A tone that swells four times a second as speech does: noise suppression removes what never changes. */
function tone(hz) {
  const samples = SAMPLE_RATE * SECONDS;
  const data = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i++) {
    const t = i / SAMPLE_RATE;
    const swell = 0.55 - 0.45 * Math.cos(2 * Math.PI * 4 * t);
    data.writeInt16LE(Math.round(0.5 * 32_767 * swell * Math.sin(2 * Math.PI * hz * t)), i * 2);
  }
  return Buffer.concat([wavHeader(data.length), data]);
}

function wavHeader(dataBytes) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
