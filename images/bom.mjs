// The parts of an image (CycloneDX): what Maven knows of its program, and what its base is made of.
// `bom.mjs PROGRAM-BOM PARTS IMAGE OUT`; PARTS has a line for each part of the base: name, version, package URL.
import { readFileSync, writeFileSync } from "node:fs";

const [program, parts, image, out] = process.argv.slice(2);
if (!out) {
  console.error("usage: bom.mjs PROGRAM-BOM PARTS IMAGE OUT");
  process.exit(2);
}

const bom = JSON.parse(readFileSync(program, "utf8"));
const application = bom.metadata.component;
const base = readFileSync(parts, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [name, version, purl] = line.split("\t");
    return { type: "library", "bom-ref": purl, name, version, purl };
  });

const at = image.lastIndexOf(":");
const container = { type: "container", "bom-ref": image, name: image.slice(0, at), version: image.slice(at + 1) };
bom.metadata.component = container;
bom.components = [application, ...(bom.components ?? []), ...base];
bom.dependencies = [
  { ref: image, dependsOn: [application["bom-ref"], ...base.map((part) => part["bom-ref"])] },
  ...(bom.dependencies ?? []),
  ...base.map((part) => ({ ref: part["bom-ref"], dependsOn: [] })),
];
writeFileSync(out, `${JSON.stringify(bom, null, 2)}\n`);
console.log(bom.components.length);
