// Writes what runc needs to run an unpacked image as Kubernetes would under pod security "restricted":
// `bundle.mjs FOLDER CGROUP NETWORK SETTING...`: FOLDER as unpack.mjs leaves it, NETWORK a namespace, a setting like
// NAME=value.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MIB = 1 << 20;
// What a small pod would be given; half of it is the heap.
const MEMORY_BYTES = 640 * MIB;
// Of the one folder that may be written: what the operator gives.
const SCRATCH_BYTES = 64 * MIB;

const [folder, cgroup, network, ...settings] = process.argv.slice(2);
const lines = (name) =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter((line) => line !== "");
const [uid, gid] = lines("user")[0].split(":").map(Number);
const nothing = [];
const scratch = (destination, options) => ({
  destination,
  type: "tmpfs",
  source: "tmpfs",
  options: [...options, `size=${SCRATCH_BYTES}`],
});

const bundle = {
  ociVersion: "1.0.2",
  hostname: "image",
  root: { path: "root", readonly: true },
  process: {
    user: { uid, gid },
    args: lines("entrypoint"),
    env: [...lines("environment"), ...settings],
    cwd: "/",
    noNewPrivileges: true,
    capabilities: { bounding: nothing, effective: nothing, inheritable: nothing, permitted: nothing, ambient: nothing },
  },
  mounts: [
    { destination: "/proc", type: "proc", source: "proc" },
    scratch("/dev", ["nosuid", "strictatime", "mode=755"]),
    { destination: "/sys", type: "none", source: "/sys", options: ["rbind", "nosuid", "noexec", "nodev", "ro"] },
    scratch("/tmp", ["nosuid", "nodev", "mode=1777"]),
  ],
  linux: {
    cgroupsPath: cgroup,
    resources: { memory: { limit: MEMORY_BYTES } },
    namespaces: [
      { type: "pid" },
      { type: "ipc" },
      { type: "uts" },
      { type: "mount" },
      { type: "network", path: network },
    ],
    maskedPaths: ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/sys/firmware"],
    readonlyPaths: ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
  },
};
writeFileSync(join(folder, "config.json"), JSON.stringify(bundle, null, 2));
