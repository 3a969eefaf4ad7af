import { type DeviceList, listDevices, meterLength } from "@parley/client";
import { h, setAttribute } from "./dom.ts";
import { icon } from "./icons.ts";
import type { LocalDevices } from "./local.ts";
import { remember, settings } from "./settings.ts";
import { words } from "./text/index.ts";

interface Picker {
  element: HTMLElement;
  /** The select, and room for a button beside it. */
  row: HTMLElement;
  show(devices: readonly MediaDeviceInfo[], chosen: string | undefined, none: string): void;
}

/** `where` keeps the ids of the door's pickers apart from those in the settings. */
function picker(where: string, label: string, name: string, choose: (id: string) => void): Picker {
  const id = `${where}-${name}`;
  const select = h("select", {
    class: "input",
    id,
    testid: id,
    on: { change: () => choose(select.value) },
  });
  const row = h("div", { class: "picker-row" }, select);
  const element = h("div", { class: "field" }, h("label", { for: id }, label), row);
  return {
    element,
    row,
    show: (devices, chosen, none) => {
      const options = devices.map((device, index) => {
        const text = device.label === "" ? `${label} ${index + 1}` : device.label;
        return h("option", { value: device.deviceId, selected: device.deviceId === chosen }, text);
      });
      select.replaceChildren(...(options.length > 0 ? options : [h("option", { value: "" }, none)]));
      select.disabled = options.length === 0;
    },
  };
}

/** A short tone of two notes through the chosen speaker: enough to know that one hears. */
async function testTone(speakerId: string | undefined): Promise<void> {
  const context = new AudioContext();
  const sink = context as AudioContext & { setSinkId?(id: string): Promise<void> };
  if (speakerId !== undefined) await sink.setSinkId?.(speakerId).catch(() => {});
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(context.destination);
  const start = context.currentTime + 0.05;
  for (const [index, frequency] of [523.25, 783.99].entries()) {
    const at = start + index * 0.25;
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    gain.gain.setTargetAtTime(0.25, at, 0.02);
    gain.gain.setTargetAtTime(0, at + 0.18, 0.04);
    tone.start(at);
    tone.stop(at + 0.25);
  }
  setTimeout(() => void context.close(), 1_200);
}

export interface DevicePickers {
  /** Camera, microphone with its meter, speaker with its test tone: in this order. */
  elements: HTMLElement[];
  refresh(): Promise<void>;
  close(): void;
}

/** The pickers of the door and of the settings. */
export function devicePickers(
  where: string,
  local: LocalDevices,
  onSpeaker: (id: string) => void,
): DevicePickers {
  const camera = picker(where, words.door.camera, "camera", (id) => void local.chooseCamera(id));
  const microphone = picker(
    where,
    words.door.microphone,
    "microphone",
    (id) => void local.chooseMicrophone(id),
  );
  const speaker = picker(where, words.door.speaker, "speaker", (id) => {
    remember({ speakerId: id });
    onSpeaker(id);
  });
  const bar = h("div");
  const meter = h(
    "div",
    {
      class: "meter",
      role: "meter",
      "aria-label": words.door.level,
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      "aria-valuenow": 0,
      testid: `${where}-level`,
      title: words.door.quiet,
    },
    bar,
  );
  microphone.element.append(meter);
  const listen = () => {
    const length = meterLength(local.level());
    bar.style.transform = `scaleX(${length.toFixed(3)})`;
    setAttribute(meter, "aria-valuenow", Math.round(length * 100));
  };
  const timer = setInterval(listen, 80);
  const click = () => void testTone(settings.speakerId);
  const testSound = {
    class: "button square",
    type: "button",
    testid: `${where}-test-sound`,
    "aria-label": words.door.testSound,
    title: words.door.testSound,
    on: { click },
  };
  speaker.row.append(h("button", testSound, icon("volume")));

  const refresh = async () => {
    const devices: DeviceList = await listDevices();
    camera.show(devices.cameras, idOf(local.camera.track) ?? settings.cameraId, words.door.noCameras);
    const heard = idOf(local.microphone.track) ?? settings.microphoneId;
    microphone.show(devices.microphones, heard, words.door.noMicrophones);
    speaker.show(devices.speakers, settings.speakerId, words.door.systemDefault);
  };
  const onChange = () => void refresh();
  navigator.mediaDevices?.addEventListener("devicechange", onChange);
  return {
    elements: [camera.element, microphone.element, speaker.element],
    refresh,
    close: () => {
      clearInterval(timer);
      navigator.mediaDevices?.removeEventListener("devicechange", onChange);
    },
  };
}

function idOf(track: MediaStreamTrack | undefined): string | undefined {
  return track?.getSettings().deviceId;
}
