/** Why a camera or microphone did not open, as a person would say it; the page has the words. */
export type DeviceProblem = "denied" | "missing" | "busy" | "insecure" | "other";

export interface DeviceList {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

export type Opened = { track: MediaStreamTrack } | { problem: DeviceProblem };

export async function listDevices(): Promise<DeviceList> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const named = (kind: MediaDeviceKind) =>
    all.filter((device) => device.kind === kind && device.deviceId !== "");
  return { cameras: named("videoinput"), microphones: named("audioinput"), speakers: named("audiooutput") };
}

/** 720 lines feed all three layers; more would cost every laptop's fan for tiles nobody makes that large. */
export function openCamera(deviceId?: string): Promise<Opened> {
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
  return open({ video: { ...size, ...chosen(deviceId) } }, "motion");
}

export function openMicrophone(deviceId?: string): Promise<Opened> {
  const processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return open({ audio: { ...processing, ...chosen(deviceId) } });
}

/** Undefined when the person changed their mind. */
export async function openScreen(): Promise<MediaStreamTrack | undefined> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
    });
    const track = stream.getVideoTracks()[0];
    if (track !== undefined) track.contentHint = "detail";
    return track;
  } catch (why) {
    if (why instanceof DOMException && (why.name === "NotAllowedError" || why.name === "AbortError"))
      return undefined;
    throw why;
  }
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** A remembered device that is gone must not keep anybody out: `ideal` falls back to another. */
function chosen(deviceId: string | undefined): MediaTrackConstraints {
  return deviceId === undefined ? {} : { deviceId: { ideal: deviceId } };
}

async function open(constraints: MediaStreamConstraints, hint?: string): Promise<Opened> {
  if (navigator.mediaDevices?.getUserMedia === undefined) return { problem: "insecure" };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    const track = stream.getTracks()[0];
    if (track === undefined) return { problem: "missing" };
    if (hint !== undefined) track.contentHint = hint;
    return { track };
  } catch (why) {
    return { problem: problemOf(why) };
  }
}

export function problemOf(why: unknown): DeviceProblem {
  const name = (why as { name?: string } | undefined)?.name;
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "other";
}
