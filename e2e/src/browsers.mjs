// Chromium and Firefox as a person has them, but with devices from files and without a window.
import { execFileSync } from 'node:child_process';
import puppeteer from 'puppeteer-core';

const WINDOW = { width: 960, height: 600 };
const LAUNCH_TIMEOUT_MS = 60_000;

function programOf(variable, names) {
  const named = process.env[variable];
  if (named) {
    return named;
  }
  for (const name of names) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // not installed under this name
    }
  }
  throw new Error(`none of ${names.join(', ')} is installed (or name one in ${variable})`);
}

/** @param {{ camera: string, microphone: string }} devices @param {string[]} more arguments */
export function launchChromium(devices, more = []) {
  return puppeteer.launch({
    executablePath: programOf('CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']),
    headless: true,
    defaultViewport: WINDOW,
    timeout: LAUNCH_TIMEOUT_MS,
    args: [
      '--no-sandbox', // tests run as root in containers
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${devices.camera}`,
      `--use-file-for-fake-audio-capture=${devices.microphone}`,
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      ...more,
    ],
  });
}

/** Firefox shows a camera of its own making (a colour that changes) and a tone of 1 kHz (440 Hz in older ones). */
export function launchFirefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: programOf('FIREFOX', ['firefox-esr', 'firefox']),
    headless: true,
    defaultViewport: WINDOW,
    timeout: LAUNCH_TIMEOUT_MS,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      'media.autoplay.block-webaudio': false,
    },
  });
}
