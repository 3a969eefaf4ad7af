/** Where tiles go. Pure: sizes in, boxes out; CSS pixels throughout. */

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  left: number;
  top: number;
}

export const GAP = 8;
/** A page of the grid shows at most this many; more faces than that are a crowd, not a meeting. */
export const MOST_TILES = 25;
/** A face narrower than this is a stamp: rather another page. */
const LEAST_TILE_WIDTH = 136;

/** Beside a shared screen people may be smaller. */
const LEAST_STRIP_WIDTH = 100;
/** Narrower than this the strip's tiles are upright, so that more than one fits. */
const PHONE_WIDTH = 520;
/** A screen held upright must leave room for the people. */
const MOST_OF_TALL_WINDOW = 0.7;

const WIDE = 16 / 9;
/** A camera's picture may be cut this far when that makes it larger: a window held upright wants taller tiles. */
const UPRIGHT_ASPECTS = [WIDE, 4 / 3, 1, 4 / 5];
const LANDSCAPE_ASPECTS = [WIDE];
/** In a wide window people sit beside each other, even where one above the other were a hair larger. */
const BESIDE_BONUS = 1.04;

export interface Grid {
  columns: number;
  rows: number;
  tile: Size;
}

/** The tiles of equal size whose pictures are largest in this area. */
export function bestGrid(area: Size, count: number): Grid {
  let best: Grid = { columns: 1, rows: Math.max(1, count), tile: { width: 0, height: 0 } };
  if (count <= 0 || area.width <= 0 || area.height <= 0) return best;
  const upright = area.height > area.width;
  const aspects = upright ? UPRIGHT_ASPECTS : LANDSCAPE_ASPECTS;
  const bonus = upright ? 1 : BESIDE_BONUS;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = {
      width: (area.width - GAP * (columns - 1)) / columns,
      height: (area.height - GAP * (rows - 1)) / rows,
    };
    for (const aspect of aspects) {
      const tile = fit(cell, aspect);
      const better = tile.width * tile.height * bonus > best.tile.width * best.tile.height + 1;
      if (better) best = { columns, rows, tile };
    }
  }
  return best;
}

/** How many tiles one page takes before they become too small. */
export function pageSize(area: Size, count: number): number {
  for (let tiles = Math.min(count, MOST_TILES); tiles > 1; tiles--) {
    if (bestGrid(area, tiles).tile.width >= LEAST_TILE_WIDTH) return tiles;
  }
  return 1;
}

/** Equal tiles, the block centred in the area, the last row centred below the others. */
export function gridBoxes(area: Size, count: number): Box[] {
  if (count === 1) return [lone(area)];
  const { columns, rows, tile } = bestGrid(area, count);
  const top = (area.height - rows * tile.height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (area.width - inRow * tile.width - (inRow - 1) * GAP) / 2;
    return {
      left: left + (index % columns) * (tile.width + GAP),
      top: top + row * (tile.height + GAP),
      ...tile,
    };
  });
}

/** One person alone may fill the window, but is never cut to a slit. */
export function lone(area: Size): Box {
  const upright = area.height > area.width;
  const aspect = clamp(area.width / Math.max(1, area.height), upright ? 9 / 16 : 4 / 3, WIDE);
  return centred(area, fit(area, aspect));
}

export interface Stage {
  main: Box;
  strip: Box[];
}

/**
 * One large picture and a strip of the rest: beside it in a wide window, below it in a tall one. `aspect` is that
 * of a shared screen, which is never cut; a person's picture may be.
 */
export function stageBoxes(area: Size, count: number, aspect?: number): Stage {
  if (count === 0) return { main: place(area, aspect), strip: [] };
  return area.width >= area.height * 1.2 ? besideMain(area, count, aspect) : belowMain(area, count, aspect);
}

function besideMain(area: Size, count: number, aspect: number | undefined): Stage {
  const width = Math.round(clamp(area.width * 0.17, 140, 520));
  const tile = { width, height: width / WIDE };
  const shown = Math.max(1, Math.min(count, Math.floor((area.height + GAP) / (tile.height + GAP))));
  const main = place({ width: area.width - width - GAP, height: area.height }, aspect);
  const top = (area.height - shown * tile.height - (shown - 1) * GAP) / 2;
  const strip = Array.from({ length: shown }, (_, index) => ({
    left: area.width - width,
    top: top + index * (tile.height + GAP),
    ...tile,
  }));
  return { main, strip };
}

function belowMain(area: Size, count: number, aspect: number | undefined): Stage {
  if (aspect !== undefined) return underScreen(area, count, aspect);
  const height = Math.round(clamp(area.height * 0.16, 72, 180));
  const tile = { width: height * (area.width < PHONE_WIDTH ? 4 / 5 : 4 / 3), height };
  const shown = Math.max(1, Math.min(count, Math.floor((area.width + GAP) / (tile.width + GAP))));
  const main = lone({ width: area.width, height: area.height - height - GAP });
  const left = (area.width - shown * tile.width - (shown - 1) * GAP) / 2;
  const strip = Array.from({ length: shown }, (_, index) => ({
    left: left + index * (tile.width + GAP),
    top: area.height - height,
    ...tile,
  }));
  return { main, strip };
}

/** A wide screen in a tall window leaves much room below itself: people fill it. */
function underScreen(area: Size, count: number, aspect: number): Stage {
  const main = fit({ width: area.width, height: area.height * MOST_OF_TALL_WINDOW }, aspect);
  const top = main.height + GAP;
  const below = { width: area.width, height: area.height - top };
  let shown = Math.min(count, MOST_TILES);
  while (shown > 1 && bestGrid(below, shown).tile.width < LEAST_STRIP_WIDTH) shown--;
  const strip = gridBoxes(below, shown).map((box) => ({ ...box, top: box.top + top }));
  return { main: { left: (area.width - main.width) / 2, top: 0, ...main }, strip };
}

function place(area: Size, aspect: number | undefined): Box {
  return aspect === undefined ? lone(area) : centred(area, fit(area, aspect));
}

/** The own picture, floating in a corner of the area. */
export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

export function floatBox(area: Size, corner: Corner): Box {
  const width = clamp(area.width * 0.2, 112, 400);
  const height = area.height > area.width ? width * (4 / 3) : width / WIDE;
  const [vertical, horizontal] = corner.split("-");
  return {
    left: horizontal === "left" ? GAP * 2 : area.width - width - GAP * 2,
    top: vertical === "top" ? GAP * 2 : area.height - height - GAP * 2,
    width,
    height,
  };
}

/** The corner that a tile dropped here belongs to. */
export function nearestCorner(area: Size, x: number, y: number): Corner {
  return `${y < area.height / 2 ? "top" : "bottom"}-${x < area.width / 2 ? "left" : "right"}`;
}

export function placeAt(element: HTMLElement, box: Box): void {
  const { style } = element;
  style.transform = `translate(${box.left.toFixed(1)}px, ${box.top.toFixed(1)}px)`;
  style.width = `${box.width.toFixed(1)}px`;
  style.height = `${box.height.toFixed(1)}px`;
}

/** The lines of picture a box can show: a picture cut to fill needs more than the box is high. */
export function linesShown(box: Size, pixelRatio: number, whole: boolean): number {
  const lines = whole ? box.height : Math.max(box.height, box.width / WIDE);
  return Math.round(lines * pixelRatio);
}

function fit(area: Size, aspect: number): Size {
  const width = Math.max(0, Math.min(area.width, area.height * aspect));
  return { width, height: width / aspect };
}

function centred(area: Size, size: Size): Box {
  return { left: (area.width - size.width) / 2, top: (area.height - size.height) / 2, ...size };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
