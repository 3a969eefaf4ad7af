/** Drawn people and a drawn screen: pictures for tests and screenshots that belong to nobody. */

export const NAMES = [
  "Amara Okafor",
  "Jonas Lindqvist",
  "Mei-Ling Chen",
  "Bartholomew Featherstonehaugh-Cholmondeley of Saint Albans",
  "Priya Raman",
  "Diego Alvarez",
  "Kenji Yamada",
  "Zoë",
  "Fatima El-Sayed",
  "Oluwaseun Adeyemi",
  "Ingrid Solheim",
  "Marek Nowak",
  "Aroha Ngata",
  "Sanjay Gupta",
  "Camille Dubois",
  "Hasan Demir",
  "Leilani Kahale",
  "Piotr Zieliński",
  "Noor Haddad",
  "Tomás Herrera",
  "Grace Mwangi",
  "Elif Kaya",
  "Anders Holm",
  "Yuki Sato",
];

const SKINS = ["#f2cfb3", "#8d5a3b", "#f0c8a0", "#e8b896", "#b57a50", "#d9a77c", "#edc9a3", "#6b432b"];
const HAIRS = ["#2b1d16", "#d9b45f", "#15120f", "#8a8d91", "#3a2418", "#5b3319", "#0f0f12", "#a33b1f"];
const SHIRTS = ["#27567d", "#7d2f3c", "#2f6b4f", "#4a3f7a", "#a86a1f", "#35434d", "#8a3d6b", "#1f6f78"];
const WALLS: [string, string][] = [
  ["#cfd9d2", "#8fa396"],
  ["#e8dccb", "#b69c7c"],
  ["#c9d6e3", "#8398ad"],
  ["#dfd3e0", "#9a86a0"],
  ["#d8d8cf", "#94968a"],
];

function pick<T>(from: readonly T[], seed: number): T {
  return from[seed % from.length] as T;
}

/** Head and shoulders before a wall, alive enough to see that the picture moves. */
export function drawPerson(pen: CanvasRenderingContext2D, seed: number, seconds: number): void {
  const { width: w, height: h } = pen.canvas;
  drawWall(pen, seed);
  const sway = Math.sin(seconds * 0.9 + seed) * w * 0.008;
  const x = w * (0.5 + ((seed * 7) % 5) * 0.012 - 0.024) + sway;
  const y = h * 0.45 + Math.sin(seconds * 1.3 + seed * 2) * h * 0.006;
  const r = h * 0.19;
  const skin = pick(SKINS, seed * 3 + 1);
  const hair = pick(HAIRS, seed * 5);
  pen.fillStyle = pick(SHIRTS, seed);
  pen.beginPath();
  pen.ellipse(x, h * 1.06, r * 2.3, h * 0.4, 0, Math.PI, 0);
  pen.fill();
  if (seed % 3 === 0) ellipse(pen, x, y + r * 0.35, r * 1.22, r * 1.6, hair);
  pen.fillStyle = skin;
  pen.fillRect(x - r * 0.36, y + r * 0.6, r * 0.72, r * 0.9);
  ellipse(pen, x, y - r * 0.18, r * 1.02, r * 1.16, hair);
  ellipse(pen, x, y + r * 0.08, r * 0.86, r * 1.06, skin);
  pen.fillStyle = hair;
  pen.beginPath();
  pen.ellipse(x + (seed % 2 ? 1 : -1) * r * 0.15, y - r * 0.72, r * 0.9, r * 0.42, 0, 0, Math.PI * 2);
  pen.fill();
  drawFace(pen, { x, y, r, seed, seconds });
}

function drawFace(
  pen: CanvasRenderingContext2D,
  face: { x: number; y: number; r: number; seed: number; seconds: number },
): void {
  const { x, y, r, seed, seconds } = face;
  const blink = (seconds + seed * 0.7) % 4 < 0.15 ? 0.15 : 1;
  for (const side of [-1, 1]) ellipse(pen, x + side * r * 0.32, y, r * 0.075, r * 0.1 * blink, "#241a14");
  const talk = Math.abs(Math.sin(seconds * 6 + seed)) * (seed % 4 === 1 ? 1 : 0.15);
  ellipse(pen, x, y + r * 0.55, r * 0.25, r * (0.05 + 0.1 * talk), "#8c3f3c");
  if (seed % 5 !== 2) return;
  pen.strokeStyle = "#2a2a2a";
  pen.lineWidth = r * 0.05;
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.ellipse(x + side * r * 0.32, y, r * 0.22, r * 0.19, 0, 0, Math.PI * 2);
    pen.stroke();
  }
}

function drawWall(pen: CanvasRenderingContext2D, seed: number): void {
  const { width: w, height: h } = pen.canvas;
  const [light, dark] = pick(WALLS, seed);
  const wall = pen.createLinearGradient(0, 0, w, h);
  wall.addColorStop(0, light);
  wall.addColorStop(1, dark);
  pen.fillStyle = wall;
  pen.fillRect(0, 0, w, h);
  pen.fillStyle = "rgb(255 255 255 / 35%)";
  if (seed % 2 === 0) pen.fillRect(w * 0.08, h * 0.1, w * 0.2, h * 0.42);
  for (let book = 0; seed % 3 === 1 && book < 7; book++) {
    pen.fillStyle = pick(SHIRTS, seed + book);
    pen.globalAlpha = 0.55;
    const tall = h * (0.14 + ((book * 5 + seed) % 4) * 0.02);
    pen.fillRect(w * (0.74 + book * 0.03), h * 0.36 - tall, w * 0.024, tall);
    pen.globalAlpha = 1;
  }
}

function ellipse(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
}

/** A slide with small print: a shared screen must stay readable and whole. */
export function drawScreen(pen: CanvasRenderingContext2D, seconds: number): void {
  const { width: w, height: h } = pen.canvas;
  pen.fillStyle = "#fbfbf8";
  pen.fillRect(0, 0, w, h);
  pen.fillStyle = "#12323a";
  pen.fillRect(0, 0, w, h * 0.12);
  pen.fillStyle = "#fff";
  pen.font = `600 ${h * 0.05}px sans-serif`;
  pen.fillText("Quarterly review: calls and minutes", w * 0.04, h * 0.08);
  const bars = [0.3, 0.42, 0.38, 0.55, 0.61, 0.58, 0.72, 0.8];
  for (const [index, bar] of bars.entries()) {
    pen.fillStyle = index === Math.floor(seconds) % bars.length ? "#0b6e63" : "#9ec9c3";
    pen.fillRect(w * (0.06 + index * 0.068), h * (0.86 - bar * 0.6), w * 0.05, h * bar * 0.6);
  }
  pen.fillStyle = "#333";
  pen.font = `${h * 0.028}px sans-serif`;
  const text = [
    "More meetings, shorter meetings.",
    "Median join time: 0.6 s",
    "No meeting moved was noticed.",
    "Next: regions.",
  ];
  for (const [index, line] of text.entries()) pen.fillText(`•  ${line}`, w * 0.63, h * (0.3 + index * 0.1));
  pen.font = `${h * 0.02}px sans-serif`;
  pen.fillText("Numbers are made up; this picture is drawn by a test.", w * 0.04, h * 0.95);
}

/** A canvas that goes on being drawn, as a video track. */
export function movingTrack(
  size: { width: number; height: number },
  draw: (pen: CanvasRenderingContext2D, seconds: number) => void,
): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const paint = () => draw(pen, performance.now() / 1_000);
  paint();
  setInterval(paint, 250);
  return canvas.captureStream(4).getVideoTracks()[0] as MediaStreamTrack;
}
