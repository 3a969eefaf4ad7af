import { setText } from "../dom.ts";
import { words } from "../text/index.ts";

/** The last minute, one value a second. */
export const CHART_VALUES = 60;
const WIDTH = 300;
const HEIGHT = 64;
const SVG = "http://www.w3.org/2000/svg";

/** A round number at or above the largest value: 1, 2 or 5 times a power of ten. */
export function ceiling(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

/** The points of a line that ends at the right edge, newest last. */
export function linePoints(values: readonly number[], top: number): string {
  const step = WIDTH / (CHART_VALUES - 1);
  const start = CHART_VALUES - values.length;
  return values
    .map((value, index) => {
      const y = HEIGHT - 2 - (Math.min(value, top) / top) * (HEIGHT - 4);
      return `${((start + index) * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}

export interface Chart {
  element: HTMLElement;
  add(value: number): void;
}

/** A small line of the last minute with its present value in words. */
export function chart(name: string, say: (value: number) => string): Chart {
  const values: number[] = [];
  const line = document.createElementNS(SVG, "polyline");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.append(line);
  const element = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const title = document.createElement("span");
  const now = document.createElement("strong");
  const top = document.createElement("span");
  element.className = "chart";
  top.className = "chart-top quiet";
  title.textContent = name;
  caption.append(title, now);
  element.append(caption, top, svg);
  const add = (value: number) => {
    values.push(value);
    if (values.length > CHART_VALUES) values.shift();
    const most = Math.max(...values);
    line.setAttribute("points", linePoints(values, ceiling(most)));
    setText(now, say(value));
    setText(top, say(ceiling(most)));
    svg.setAttribute("aria-label", words.details.chart(name, say(value), say(most)));
  };
  add(0);
  values.length = 0;
  return { element, add };
}
