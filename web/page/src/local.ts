import {
  type DeviceProblem,
  Emitter,
  LevelMeter,
  type Opened,
  openCamera,
  openMicrophone,
} from "@parley/client";
import { remember, settings } from "./settings.ts";

export interface LocalEvents {
  changed: undefined;
}

export interface Device {
  track: MediaStreamTrack | undefined;
  problem: DeviceProblem | undefined;
  /** Being opened: the browser may be asking for permission. */
  opening: boolean;
}

const NOTHING: Device = { track: undefined, problem: undefined, opening: false };

/** Our own camera and microphone, from the door to the last second of the meeting. */
export class LocalDevices extends Emitter<LocalEvents> {
  camera: Device = NOTHING;
  microphone: Device = NOTHING;
  /** What the person wants; a device may still be missing. */
  muted = settings.joinMuted;
  cameraOff = settings.joinWithoutCamera;
  private meter: LevelMeter | undefined;
  private cameraTurn = 0;
  private microphoneTurn = 0;

  async start(): Promise<void> {
    await Promise.all([this.openMicrophone(), this.cameraOff ? undefined : this.openCamera()]);
  }

  /** How loud the microphone is right now, muted or not. */
  level(): number {
    return this.meter?.level() ?? 0;
  }

  async setMuted(muted: boolean): Promise<void> {
    this.muted = muted;
    this.emit("changed", undefined);
    if (!muted && this.microphone.track === undefined) await this.openMicrophone();
  }

  async setCameraOff(off: boolean): Promise<void> {
    this.cameraOff = off;
    if (!off) return this.openCamera();
    // The lamp beside the camera must go out: stop it, do not only hide it.
    this.cameraTurn++;
    this.camera.track?.stop();
    this.camera = NOTHING;
    this.emit("changed", undefined);
  }

  async chooseCamera(id: string): Promise<void> {
    remember({ cameraId: id });
    this.cameraOff = false;
    await this.openCamera();
  }

  async chooseMicrophone(id: string): Promise<void> {
    remember({ microphoneId: id });
    await this.openMicrophone();
  }

  stop(): void {
    this.cameraTurn++;
    this.microphoneTurn++;
    this.camera.track?.stop();
    this.microphone.track?.stop();
    this.meter?.close();
    this.meter = undefined;
    this.camera = NOTHING;
    this.microphone = NOTHING;
  }

  private async openCamera(): Promise<void> {
    const turn = ++this.cameraTurn;
    const before = this.camera.track;
    this.camera = { track: before, problem: undefined, opening: true };
    this.emit("changed", undefined);
    // Some machines cannot open a camera twice: the old one goes first.
    before?.stop();
    const opened = await openCamera(settings.cameraId);
    if (turn !== this.cameraTurn) return stopOpened(opened);
    this.camera = deviceOf(opened);
    this.watch(this.camera.track, () => void this.openCamera());
    this.emit("changed", undefined);
  }

  private async openMicrophone(): Promise<void> {
    const turn = ++this.microphoneTurn;
    const before = this.microphone.track;
    this.microphone = { track: before, problem: undefined, opening: true };
    this.emit("changed", undefined);
    const opened = await openMicrophone(settings.microphoneId);
    if (turn !== this.microphoneTurn) return stopOpened(opened);
    before?.stop();
    this.meter?.close();
    this.microphone = deviceOf(opened);
    const track = this.microphone.track;
    this.meter = track === undefined ? undefined : new LevelMeter(track);
    this.watch(track, () => void this.openMicrophone());
    this.emit("changed", undefined);
  }

  /** A device that is pulled out is replaced by whatever else there is. */
  private watch(track: MediaStreamTrack | undefined, reopen: () => void): void {
    track?.addEventListener("ended", () => {
      const current = track === this.camera.track || track === this.microphone.track;
      if (current) reopen();
    });
  }
}

function deviceOf(opened: Opened): Device {
  return "track" in opened
    ? { track: opened.track, problem: undefined, opening: false }
    : { track: undefined, problem: opened.problem, opening: false };
}

function stopOpened(opened: Opened): void {
  if ("track" in opened) opened.track.stop();
}
