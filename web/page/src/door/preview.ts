import { h, setAttribute, setText } from "../dom.ts";
import { icon, setIcon } from "../icons.ts";
import type { LocalDevices } from "../local.ts";
import { hueOf, initials } from "../person.ts";
import { remember, settings } from "../settings.ts";
import { words } from "../text/index.ts";

/** The own picture at the door, large and mirrored, with the two switches that matter. */
export function preview(local: LocalDevices, nameNow: () => string) {
  const video = h("video", {
    autoplay: true,
    muted: true,
    playsinline: true,
    "aria-label": words.door.preview,
  });
  video.muted = true;
  const avatar = h("div", { class: "avatar", "aria-hidden": "true" });
  const why = h("p", { class: "quiet" });
  const microphoneIcon = icon("microphone");
  const cameraIcon = icon("camera");
  const microphone = h(
    "button",
    {
      class: "button square",
      type: "button",
      testid: "door-microphone",
      on: {
        click: () => {
          void local.setMuted(!local.muted);
          remember({ joinMuted: local.muted });
        },
      },
    },
    microphoneIcon,
  );
  const camera = h(
    "button",
    {
      class: "button square",
      type: "button",
      testid: "door-camera",
      on: {
        click: () => {
          void local.setCameraOff(!local.cameraOff);
          remember({ joinWithoutCamera: local.cameraOff });
        },
      },
    },
    cameraIcon,
  );
  const element = h(
    "div",
    { class: "preview", testid: "preview" },
    h("div", { class: "preview-words" }, avatar, why),
    video,
    h("div", { class: "preview-toggles" }, microphone, camera),
  );

  const update = () => {
    const { track, opening } = local.camera;
    const live = track !== undefined && track.readyState === "live" && !local.cameraOff;
    if (live && (video.srcObject as MediaStream | null)?.getVideoTracks()[0] !== track) {
      video.srcObject = new MediaStream([track]);
    } else if (!live) video.srcObject = null;
    video.hidden = !live;
    video.classList.toggle("mirror", settings.mirror);
    setText(why, opening ? words.door.cameraStarting : words.door.cameraIsOff);
    setText(avatar, initials(nameNow() || "?"));
    avatar.style.setProperty("--hue", String(hueOf(nameNow())));
    setAttribute(microphone, "aria-pressed", String(local.muted));
    setAttribute(microphone, "aria-label", local.muted ? words.bar.unmute : words.bar.mute);
    setIcon(microphoneIcon, local.muted ? "microphoneOff" : "microphone");
    setAttribute(camera, "aria-pressed", String(local.cameraOff));
    setAttribute(camera, "aria-label", local.cameraOff ? words.bar.cameraOn : words.bar.cameraOff);
    setIcon(cameraIcon, local.cameraOff ? "cameraOff" : "camera");
  };
  return { element, update };
}
