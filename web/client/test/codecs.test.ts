import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { preferCodecs, receivedCodecs, sentCodecs, tellCaptureTime } from "../src/codecs.ts";

const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: 90_000,
  ...(sdpFmtpLine !== undefined && { sdpFmtpLine }),
});
const VP8 = codec("video/VP8");
const BASELINE = codec("video/H264", "packetization-mode=1;profile-level-id=42001f");
const SINGLE = codec("video/H264", "packetization-mode=0;profile-level-id=42e01f");
const H264 = codec("video/H264", "packetization-mode=1;profile-level-id=42e01f");
const CHROMIUM = [VP8, codec("video/rtx"), BASELINE, SINGLE, H264, codec("video/AV1")];

describe("The codecs of a room", () => {
  it("are received in the room's order, and the first is sent", () => {
    assert.deepEqual(receivedCodecs("video", ["opus", "vp8", "h264"], CHROMIUM), [VP8, H264]);
    assert.deepEqual(receivedCodecs("video", ["opus", "h264", "vp8"], CHROMIUM), [H264, VP8]);
    assert.deepEqual(sentCodecs("video", ["opus", "h264", "vp8"], CHROMIUM), [H264]);
  });

  it("leave out what the browser does not have", () => {
    assert.deepEqual(sentCodecs("video", ["opus", "h264", "vp8"], [VP8, BASELINE, SINGLE]), [VP8]);
    assert.deepEqual(sentCodecs("video", ["h264"], [VP8]), []);
  });

  it("are left to the browser when it has none of them", () => {
    const transceiver = { setCodecPreferences: () => assert.fail("an empty list means everything") };
    preferCodecs(transceiver as unknown as RTCRtpTransceiver, "video", []);
  });
});

describe("The capture time", () => {
  const URI = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";
  const MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

  it("is offered beside what the browser offers by itself", () => {
    let set: unknown;
    const transceiver = {
      getHeaderExtensionsToNegotiate: () => [
        { uri: MID, direction: "sendrecv" },
        { uri: URI, direction: "stopped" },
      ],
      setHeaderExtensionsToNegotiate: (extensions: unknown) => {
        set = extensions;
      },
    };
    tellCaptureTime(transceiver as unknown as RTCRtpTransceiver);
    assert.deepEqual(set, [
      { uri: MID, direction: "sendrecv" },
      { uri: URI, direction: "sendrecv" },
    ]);
  });

  it("is not missed where it cannot be asked for", () => {
    tellCaptureTime({} as RTCRtpTransceiver);
  });
});
