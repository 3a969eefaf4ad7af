import { fileURLToPath } from "node:url";

/** Everything is written below target/: Maven's clean knows it, git ignores it. */
export const webRoot = fileURLToPath(new URL("..", import.meta.url));
export const resources = `${webRoot}target/classes/META-INF/resources`;
export const clientDist = `${webRoot}client/dist`;
