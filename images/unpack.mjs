// Unpacks an image tar as a container runtime would: `unpack.mjs TAR FOLDER`.
//
//   FOLDER/root           its files
//   FOLDER/entrypoint     what is run, a word on each line; environment, user, port and name likewise
//   FOLDER/id             what names this image and no other
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const GZIP = [0x1f, 0x8b];

// Not the owners in the tar: whoever unpacks may be nobody in particular.
const TAR = ["--no-same-owner", "--warning=no-unknown-keyword"];

function extract(tar, folder, compressed) {
  execFileSync("tar", [...TAR, "-C", folder, compressed ? "-xzf" : "-xf", tar]);
}

async function beginning(file) {
  for await (const chunk of createReadStream(file, { end: 1 })) return [...chunk];
  return [];
}

async function unpack(tar, folder) {
  const root = join(folder, "root");
  mkdirSync(root, { recursive: true });
  const parts = mkdtempSync(join(folder, "parts-"));
  extract(tar, parts, false);
  const [manifest] = JSON.parse(readFileSync(join(parts, "manifest.json"), "utf8"));
  for (const layer of manifest.Layers) {
    const file = join(parts, layer);
    extract(file, root, (await beginning(file)).every((byte, at) => byte === GZIP[at]));
  }
  const document = readFileSync(join(parts, manifest.Config), "utf8");
  const id = createHash("sha256").update(document).digest("hex");
  describe({ ...JSON.parse(document).config, id }, manifest, folder);
  rmSync(parts, { recursive: true });
}

function describe(config, manifest, folder) {
  const lines = {
    entrypoint: [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])],
    environment: config.Env ?? [],
    user: [config.User ?? ""],
    port: Object.keys(config.ExposedPorts ?? {}).map((port) => port.split("/")[0]),
    name: manifest.RepoTags ?? [],
    id: [config.id],
  };
  for (const [name, words] of Object.entries(lines)) {
    const split = words.find((word) => word.includes("\n"));
    if (split !== undefined) throw new Error(`${name}: ${JSON.stringify(split)} (expected: one line)`);
    writeFileSync(join(folder, name), words.map((word) => `${word}\n`).join(""));
  }
}

const [tar, folder] = process.argv.slice(2);
if (!tar || !folder || !existsSync(tar)) {
  console.error("usage: unpack.mjs TAR FOLDER");
  process.exit(2);
}
await unpack(tar, folder);
