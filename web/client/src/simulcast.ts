import type { LayerLimit } from "./protocol.ts";

/**
 * The three layers a camera is sent in, lowest first. The order is not a matter of taste: Chromium 156 gives
 * the layers their bitrates only when they ascend; declared the other way round the lowest layer was seen to
 * send five times its limit.
 */
export const CAMERA_LAYERS: readonly LayerLimit[] = [
  { rid: "l", height: 180, maxBitrate: 150_000 },
  { rid: "m", height: 360, maxBitrate: 500_000 },
  { rid: "h", height: 720, maxBitrate: 1_700_000 },
];

/** A screen is read, not watched: one layer, sharp first. */
export const SCREEN_ENCODING: RTCRtpEncodingParameters = { active: true, maxBitrate: 2_500_000 };

/** From this many pixels on Chromium sends three layers of a picture, or two; below it drops the last declared. */
const PIXELS_FOR_THREE = 960 * 540;
const PIXELS_FOR_TWO = 480 * 270;

export interface CaptureSize {
  width: number;
  height: number;
}

/** How many layers a picture of this size is worth; the top one of them is sent as captured. */
export function layerCount(capture: CaptureSize): number {
  const pixels = capture.width * capture.height;
  if (pixels >= PIXELS_FOR_THREE) return 3;
  return pixels >= PIXELS_FOR_TWO ? 2 : 1;
}

/**
 * The encodings for a capture of this size: the top layer as captured, those below it scaled to their heights,
 * and those a small camera cannot fill switched off. `wanted` names the layers somebody watches.
 */
export function cameraEncodings(
  capture: CaptureSize,
  layers: readonly LayerLimit[] = CAMERA_LAYERS,
  wanted?: ReadonlySet<string>,
): RTCRtpEncodingParameters[] {
  const used = Math.min(layers.length, layerCount(capture));
  return layers.map((layer, index) => ({
    rid: layer.rid,
    active: index < used && (wanted === undefined || wanted.has(layer.rid)),
    maxBitrate: index === used - 1 ? topBitrate(capture, layers, index) : layer.maxBitrate,
    scaleResolutionDownBy: index >= used - 1 ? 1 : Math.max(1, shortSide(capture) / layer.height),
  }));
}

/** A phone held upright gives a tall picture: heights are those of the short side. */
function shortSide(capture: CaptureSize): number {
  return Math.min(capture.width, capture.height);
}

/** A lower layer that stands in as the top of a small camera may use what its true height is worth. */
function topBitrate(capture: CaptureSize, layers: readonly LayerLimit[], index: number): number {
  const own = layers[index]?.maxBitrate ?? 0;
  const best = layers[layers.length - 1];
  if (best === undefined || index === layers.length - 1) return own;
  return Math.max(own, Math.round(best.maxBitrate * (shortSide(capture) / best.height) ** 1.5));
}
