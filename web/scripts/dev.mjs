// `npm run dev`: builds, then serves the page in a meeting that does not exist.
import "./build.mjs";
import { fakeScript, serve } from "./serve.mjs";

const others = Number(process.argv[2] ?? 4);
const options = JSON.stringify({ others, speaks: 0, role: "host", drawnCamera: true });
const script = `window.fakeOptions=${options};${await fakeScript()}`;
const html = (text) => text.replace("<script", '<script src="/dev/fake.js"></script><script');
const { url } = await serve({
  port: Number(process.env.PORT ?? 8090),
  extra: { "/dev/fake.js": script },
  html,
});
console.log(`${url}/r/stand-up#token=dev`);
