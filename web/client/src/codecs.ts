export type MediaKind = "audio" | "video";

const RTX = "video/rtx";
const CAPTURE_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

/** What this browser can receive, and where it says nothing else, send. */
export function capabilities(kind: MediaKind): readonly RTCRtpCodec[] {
  return globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? [];
}

/**
 * Of the room's codecs the first this browser has: a source keeps one codec for the whole meeting, so that those who
 * watch it never have to change decoders.
 */
export function sentCodecs(
  kind: MediaKind,
  room: readonly string[],
  known: readonly RTCRtpCodec[],
): RTCRtpCodec[] {
  return receivedCodecs(kind, room, known).slice(0, 1);
}

/** All of the room's codecs that this browser has, in the room's order: somebody else may have to send another. */
export function receivedCodecs(
  kind: MediaKind,
  room: readonly string[],
  known: readonly RTCRtpCodec[],
): RTCRtpCodec[] {
  return room.flatMap((name) =>
    known.filter((codec) => isCodec(codec, kind, name.toLowerCase())).slice(0, 1),
  );
}

/** Of H264's many profiles the one that every hardware has: constrained baseline, packetization mode 1. */
function isCodec(codec: RTCRtpCodec, kind: MediaKind, name: string): boolean {
  if (codec.mimeType.toLowerCase() !== `${kind}/${name}`) return false;
  const fmtp = codec.sdpFmtpLine ?? "";
  return name !== "h264" || (/packetization-mode=1/.test(fmtp) && /profile-level-id=42e0/i.test(fmtp));
}

/**
 * Names only what the room speaks (and retransmission): the offer of 25 slots is 34 KB instead of 130 KB, and it
 * is made faster. A browser without the call offers everything, which also works.
 */
export function preferCodecs(
  transceiver: RTCRtpTransceiver,
  kind: MediaKind,
  codecs: readonly RTCRtpCodec[],
): void {
  if (typeof transceiver.setCodecPreferences !== "function" || codecs.length === 0) return;
  const rtx = capabilities(kind).filter((codec) => codec.mimeType.toLowerCase() === RTX);
  transceiver.setCodecPreferences([...codecs, ...rtx]);
}

/** As in WebRTC extensions; only Chromium has it. */
interface ExtensionNegotiation {
  getHeaderExtensionsToNegotiate?: () => { uri: string; direction: string }[];
  setHeaderExtensionsToNegotiate?: (extensions: { uri: string; direction: string }[]) => void;
}

/**
 * Lets packets say when their frame was captured, which Chromium can but does not offer by itself: receivers then know
 * how old a picture is, and a recorder can align tracks without guessing.
 */
export function tellCaptureTime(transceiver: RTCRtpTransceiver): void {
  const negotiation = transceiver as ExtensionNegotiation;
  const extensions = negotiation.getHeaderExtensionsToNegotiate?.() ?? [];
  const captureTime = extensions.find(({ uri }) => uri === CAPTURE_TIME);
  if (captureTime === undefined || negotiation.setHeaderExtensionsToNegotiate === undefined) return;
  captureTime.direction = "sendrecv";
  negotiation.setHeaderExtensionsToNegotiate(extensions);
}
