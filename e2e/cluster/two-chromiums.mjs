// Two people with Chromium meet in a Parley that runs somewhere: each sees and hears the other. Run in the network of
// the cluster: `two-chromiums.mjs <origin> <key> <secret>`. The last line says how it went.
import { link } from '../src/api.mjs';
import { launchChromium } from '../src/browsers.mjs';
import { devicesOf } from '../src/devices.mjs';
import { PEOPLE } from '../src/people.mjs';
import { eventually, TARGET } from '../src/system.mjs';
import { Visitor } from '../src/visitor.mjs';

const [origin, key, secret] = process.argv.slice(2);
const { ada, grace } = PEOPLE;
const ROOM = 'browsers';
/** Two browsers, a cluster and its meetings share the cores of one machine. */
const SEEN_MS = 90_000;

const browsers = [];

async function arrive(person) {
  // Cameras are for pages of a secure origin only, and a port of a machine is none.
  const browser = await launchChromium(devicesOf(person, `${TARGET}/devices`), [
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
  ]);
  browsers.push(browser);
  return Visitor.enter(person, browser, await link({ origin, key, secret }, ROOM, { role: 'host' }));
}

async function meets(visitor, other) {
  await eventually(
    `${visitor.name} sees ${other.name}`,
    async () => (await visitor.tiles())[other.name]?.shows === other.name,
    SEEN_MS,
  );
  await eventually(
    `${visitor.name} hears ${other.name}`,
    async () => (await visitor.voices()).includes(other.name),
    SEEN_MS,
  );
  return visitor.framesDecoded();
}

try {
  const first = await arrive(ada);
  const second = await arrive(grace);
  const frames = [await meets(first, grace), await meets(second, ada)];
  const errors = [...first.errors, ...second.errors];
  if (errors.length > 0) {
    throw new Error(`errors in the page: ${errors}`);
  }
  console.log(`each sees and hears the other; frames decoded by then: ${frames.join(' and ')}`);
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
}
