/** Icons of one stroke on a 24-unit square, drawn in the colour of the text beside them. */
const PATHS = {
  microphone: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11v1a7 7 0 0 0 14 0v-1M12 19v3",
  microphoneOff:
    "M9 9v3a3 3 0 0 0 5 2.2M15 10V6a3 3 0 0 0-5.8-1M5 11v1a7 7 0 0 0 11.5 5.4M19 11v1a7 7 0 0 1-.6 2.8M12 19v3M3 3l18 18",
  camera: "M4 6h9a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM15 11l7-4v10l-7-4",
  cameraOff:
    "M10 6h3a2 2 0 0 1 2 2v3l7-4v10l-4.5-2.6M15 16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2M3 3l18 18",
  screen:
    "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M12 14V7.5M9 10l3-3 3 3",
  screenStop:
    "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 21h8M9.5 8l5 5M14.5 8l-5 5",
  hand: "M8 13V5.5a1.5 1.5 0 0 1 3 0V11V3.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v7.5V9a1.5 1.5 0 0 1 3 0v6a7 7 0 0 1-7 7h-1.5a7 7 0 0 1-5.5-2.7L3.3 15a1.6 1.6 0 0 1 2.5-2z",
  chat: "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 9h8M8 12.5h5",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.3a3.5 3.5 0 0 1 0 6.4M18 14a6.5 6.5 0 0 1 3.5 6",
  grid: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  speaker: "M3 4h18v11H3zM3 18h5v3H3zM9.5 18h5v3h-5zM16 18h5v3h-5z",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  leave:
    "M3.5 15.5l3-1.5a1.5 1.5 0 0 0 .8-1.5l-.2-1.7a13 13 0 0 1 9.8 0l-.2 1.7a1.5 1.5 0 0 0 .8 1.5l3 1.5c.8.3 1.5-.2 1.6-1a5.5 5.5 0 0 0-1.4-4.6 13.5 13.5 0 0 0-18.4 0A5.5 5.5 0 0 0 1.9 14.5c.1.800.8 1.3 1.6 1z",
  pin: "M9 3h6l-1 7 3 3v2H7v-2l3-3zM12 15v6",
  unpin: "M9.5 3H15l-1 7 3 3v2h-2M10 9.5V10l-3 3v2h6M12 15v6M4 4l16 16",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-5 17-3.5-7zM11.5 14L20 4",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  record: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  stop: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5h5v5h-5z",
  chart: "M3 20h18M5 16l4-5 4 3 6-8",
  keyboard: "M3 6h18v12H3zM7 10h.01M10.5 10h.01M14 10h.01M17 10h.01M7 14h10",
  check: "M5 12.5l5 5L19 7",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
  volume: "M4 9v6h4l5 4V5L8 9zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  warning: "M12 4l9.5 16h-19zM12 10v4.5M12 17.5h.01",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  remove: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M17 8l5 5M22 8l-5 5",
  signal: "M5 19v-4M10 19v-7M15 19V8M20 19V4",
  star: "M12 4l2.4 5 5.600.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14a4 4 0 0 0 7 0M9 9.500v.01M15 9.5v.01",
  poll: "M5 20v-6h3v6zM10.5 20V4h3v16zM16 20v-9h3v9z",
  question:
    "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM10 8.500a2 2 0 1 1 2.700 1.900c-.5.2-.7.5-.7 1M12 14v.01",
  rooms: "M3 4h8v7H3zM14 4h7v7h-7zM3 14h8v6H3zM14 14h7v6h-7z",
  door: "M5 21V4h10v17M3 21h18M15 7l4 1v13M12 12v1.500",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  spotlight:
    "M12 3v2M5.500 5.500l1.500 1.500M18.500 5.500L17 7M8 12a4 4 0 0 1 8 0v3H8zM9.500 18h5M10.500 21h3",
  up: "M12 19V6M6 11.500l6-6 6 6",
  eye: "M2 12s3.600-6 10-6 10 6 10 6-3.600 6-10 6-10-6-10-6zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  plus: "M12 5v14M5 12h14",
  megaphone: "M4 10v4h3l9 4V6L7 10zM19 9.500a3.500 3.500 0 0 1 0 5M8 14v5h3",
  timer: "M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 9v4l2.500 2M10 2h4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Changes what an icon shows without a new element. */
export function setIcon(svg: SVGSVGElement, name: IconName): void {
  const path = svg.firstElementChild;
  if (path?.getAttribute("d") !== PATHS[name]) path?.setAttribute("d", PATHS[name]);
}
