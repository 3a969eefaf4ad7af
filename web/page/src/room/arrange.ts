import { tileKey } from "@parley/client";
import type { LayoutName } from "../settings.ts";
import {
  type Box,
  type Corner,
  floatBox,
  gridBoxes,
  lone,
  pageSize,
  type Size,
  stageBoxes,
} from "./layout.ts";

/** What there is to show, and how the person wants it. */
export interface Scene {
  area: Size;
  /** Undefined for a viewer, whom nobody sees. */
  me: string | undefined;
  /** Everybody else, in the order of their places. */
  others: readonly string[];
  /** Who shares a screen, the latest last. */
  screens: readonly string[];
  layout: LayoutName;
  pinned: string | undefined;
  /** Whom a host shows large to everyone. */
  spotlight: string | undefined;
  speaker: string | undefined;
  page: number;
  corner: Corner;
  /** Width by height of a shared screen, once it is known. */
  aspectOf(tile: string): number | undefined;
}

export interface Placed {
  box: Box;
  role: "grid" | "main" | "strip" | "float";
}

export interface Arrangement {
  /** Most important first: that is also the order in which slots are wished for. */
  tiles: Map<string, Placed>;
  pages: number;
  page: number;
  /** Stands in the strip for those there is no room for. */
  more: { box: Box; count: number } | undefined;
}

const DEFAULT_SCREEN_ASPECT = 16 / 9;

/** Which tile goes where: pinned first, then a shared screen, then the spotlight, then the speaker or the grid. */
export function arrange(scene: Scene): Arrangement {
  const main = mainTile(scene);
  return main === undefined ? arrangeGrid(scene) : arrangeStage(scene, main);
}

function mainTile(scene: Scene): string | undefined {
  const { pinned, screens, layout, spotlight, speaker, others, me } = scene;
  if (pinned !== undefined && exists(scene, pinned)) return pinned;
  const screen = screens[screens.length - 1];
  if (screen !== undefined) return tileKey(screen, "screen");
  if (spotlight !== undefined && (spotlight === me || others.includes(spotlight))) {
    return tileKey(spotlight, "camera");
  }
  if (layout === "grid") return undefined;
  const known = speaker !== undefined && others.includes(speaker) ? speaker : others[0];
  const large = known ?? me;
  return large === undefined ? undefined : tileKey(large, "camera");
}

function exists(scene: Scene, tile: string): boolean {
  const people = scene.me === undefined ? scene.others : [...scene.others, scene.me];
  return (
    people.some((one) => tileKey(one, "camera") === tile) ||
    scene.screens.some((one) => tileKey(one, "screen") === tile)
  );
}

function arrangeGrid(scene: Scene): Arrangement {
  const { area, others } = scene;
  const own = ownTile(scene);
  const tiles = new Map<string, Placed>();
  const cameras = others.map((one) => tileKey(one, "camera"));
  const first = cameras[0];
  // Two people look at each other; from three on everybody has the same place, oneself too.
  if (cameras.length <= (own.length === 0 ? 0 : 1)) {
    const large = first ?? own[0];
    if (large !== undefined) tiles.set(large, { box: lone(area), role: "grid" });
    for (const tile of own) {
      if (tile !== large) tiles.set(tile, { box: floatBox(area, scene.corner), role: "float" });
    }
    return { tiles, pages: 1, page: 0, more: undefined };
  }
  const places = pageSize(area, cameras.length + own.length);
  const all = [...cameras.slice(0, places - own.length), ...own, ...cameras.slice(places - own.length)];
  const pages = Math.ceil(all.length / places);
  const page = Math.min(scene.page, pages - 1);
  const shown = all.slice(page * places, (page + 1) * places);
  const boxes = gridBoxes(area, shown.length);
  for (const [index, box] of boxes.entries()) {
    const tile = shown[index];
    if (tile !== undefined) tiles.set(tile, { box, role: "grid" });
  }
  return { tiles, pages, page, more: undefined };
}

function ownTile({ me }: Scene): string[] {
  return me === undefined ? [] : [tileKey(me, "camera")];
}

function arrangeStage(scene: Scene, main: string): Arrangement {
  const { area, others, screens } = scene;
  const own = ownTile(scene);
  const isScreen = main.endsWith("/screen");
  const rest = [
    ...screens.map((one) => tileKey(one, "screen")),
    ...others.map((one) => tileKey(one, "camera")),
    ...own,
  ].filter((tile) => tile !== main);
  const tiles = new Map<string, Placed>();
  const isAlone = rest.every((tile) => own.includes(tile));
  if (!isScreen && isAlone) {
    tiles.set(main, { box: lone(area), role: "main" });
    for (const tile of rest) tiles.set(tile, { box: floatBox(area, scene.corner), role: "float" });
    return { tiles, pages: 1, page: 0, more: undefined };
  }
  const aspect = isScreen ? (scene.aspectOf(main) ?? DEFAULT_SCREEN_ASPECT) : undefined;
  const stage = stageBoxes(area, rest.length, aspect);
  tiles.set(main, { box: stage.main, role: "main" });
  const last = stage.strip[stage.strip.length - 1];
  const isFull = rest.length > stage.strip.length;
  const places = isFull ? stage.strip.slice(0, -1) : stage.strip;
  const shown = withOwn(rest, own[0], places.length);
  for (const [index, box] of places.entries()) {
    const tile = shown[index];
    if (tile !== undefined) tiles.set(tile, { box, role: "strip" });
  }
  const more = isFull && last !== undefined ? { box: last, count: rest.length - shown.length } : undefined;
  return { tiles, pages: 1, page: 0, more };
}

/** Whoever has no room in the strip, it is not oneself: everybody wants to know how they look. */
function withOwn(rest: readonly string[], own: string | undefined, places: number): string[] {
  const shown = rest.slice(0, places);
  if (own === undefined) return shown;
  if (rest.includes(own) && !shown.includes(own) && places > 0) shown[places - 1] = own;
  return shown;
}

export type Direction = "left" | "right" | "up" | "down";

/** The tile an arrow key leads to: the nearest one whose middle lies that way. */
export function neighbour(
  tiles: ReadonlyMap<string, Placed>,
  from: string,
  to: Direction,
): string | undefined {
  const start = tiles.get(from)?.box;
  if (start === undefined) return tiles.keys().next().value;
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const [key, { box }] of tiles) {
    const dx = box.left + box.width / 2 - (start.left + start.width / 2);
    const dy = box.top + box.height / 2 - (start.top + start.height / 2);
    const ahead = to === "left" ? -dx : to === "right" ? dx : to === "up" ? -dy : dy;
    const aside = Math.abs(to === "left" || to === "right" ? dy : dx);
    if (key === from || ahead <= 1) continue;
    const cost = ahead + aside * 2;
    if (cost < bestCost) {
      best = key;
      bestCost = cost;
    }
  }
  return best;
}
