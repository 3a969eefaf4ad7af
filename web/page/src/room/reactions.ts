import { type Meeting, tileKey } from "@parley/client";
import { h } from "../dom.ts";
import { words } from "../text/index.ts";
import type { Stage } from "./stage.ts";

/** As long as the style lets one rise and fade. */
const SHOWN_MS = 3_200;
/** A hall that applauds is seen by this many at once; more would only cost frames. */
const MOST = 24;

/** Lets emoji rise over the tile of whoever sent them; those of people without a tile rise from the stage's foot. */
export function showReactions(meeting: Meeting, stage: Stage): () => void {
  const layer = h("div", { class: "reactions", "aria-hidden": "true", testid: "reactions" });
  stage.cover(layer);
  return meeting.on("reaction", ({ participant, emoji }) => {
    while (layer.childElementCount >= MOST) layer.firstElementChild?.remove();
    const name = meeting.participant(participant)?.name ?? words.notice.someone;
    const placed = stage.arrangement.tiles.get(tileKey(participant, "camera"));
    const { width, height } = stage.area;
    const box = placed?.box ?? { left: 0, top: height * 0.5, width, height: height * 0.5 };
    // Beside one another, and beside the face.
    const aside = placed === undefined ? 0.2 + Math.random() * 0.6 : 0.7 + Math.random() * 0.2;
    const bubble = h(
      "span",
      { class: "reaction", testid: "reaction", "data-participant": participant },
      h("span", { class: "reaction-emoji" }, emoji),
      placed === undefined && h("span", { class: "reaction-name" }, name),
    );
    bubble.style.left = `${Math.round(box.left + box.width * aside)}px`;
    bubble.style.top = `${Math.round(box.top + box.height - Math.min(72, box.height * 0.35))}px`;
    layer.append(bubble);
    setTimeout(() => bubble.remove(), SHOWN_MS);
  });
}
