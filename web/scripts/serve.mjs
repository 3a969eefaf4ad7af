// Serves the built page without a signaling server: for screenshots, tests and `npm run dev`.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { build } from "esbuild";
import { resources, webRoot } from "./paths.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** The fake server and node as one script, to be run before the page's own. */
export async function fakeScript() {
  const result = await build({
    entryPoints: [`${webRoot}page/dev/fake.ts`],
    alias: { "@parley/client": `${webRoot}client/src/index.ts` },
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

/** `extra` maps paths to texts; `html` may change the page. Resolves to the address and a way to stop. */
export async function serve({ port = 0, extra = {}, html = (text) => text } = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const isPage = path === "/" || path.startsWith("/r/");
    const file = `${resources}${isPage ? "/index.html" : path}`;
    const found = extra[path] ?? (!path.includes("..") && existsSync(file) ? readFileSync(file) : undefined);
    response.writeHead(found === undefined ? 404 : 200, {
      "content-type": TYPES[extname(isPage ? file : path)] ?? "text/plain",
    });
    response.end(isPage && found !== undefined ? html(String(found)) : (found ?? "not found"));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, close: () => server.close() };
}
