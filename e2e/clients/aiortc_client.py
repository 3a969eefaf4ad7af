"""A client stack that is not ours: aiortc publishes by WHIP (RFC 9725) or watches by WHEP.

    aiortc_client.py publish URL TOKEN RED,GREEN,BLUE HZ     until its standard input ends
    aiortc_client.py watch URL TOKEN SECONDS                 prints one line of JSON: what it saw and heard
"""

import asyncio
import json
import math
import sys
from fractions import Fraction
from urllib.parse import urljoin

import aiohttp
import av
import numpy
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, VideoStreamTrack

SAMPLE_RATE = 48_000
SAMPLES = SAMPLE_RATE // 50


class Colour(VideoStreamTrack):
    """A picture of one colour, 640x360, with a bar that walks."""

    def __init__(self, colour):
        super().__init__()
        self.colour = colour
        self.count = 0

    async def recv(self):
        pts, time_base = await self.next_timestamp()
        picture = numpy.empty((360, 640, 3), numpy.uint8)
        picture[:] = self.colour
        bar = self.count * 8 % 640
        picture[:, bar : bar + 20] = 255
        self.count += 1
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = pts, time_base
        return frame


class Tone(AudioStreamTrack):
    """A tone at the pace of a microphone."""

    def __init__(self, hz):
        super().__init__()
        self.hz = hz
        self.sent = 0
        self.began = None

    async def recv(self):
        loop = asyncio.get_running_loop()
        self.began = self.began or loop.time()
        await asyncio.sleep(max(0, self.began + self.sent / SAMPLE_RATE - loop.time()))
        at = numpy.arange(self.sent, self.sent + SAMPLES)
        wave = (12_000 * numpy.sin(2 * math.pi * self.hz * at / SAMPLE_RATE)).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self.sent, Fraction(1, SAMPLE_RATE)
        self.sent += SAMPLES
        return frame


class Watcher:
    """Notes the colour of each picture and the loudest tone of each second of sound."""

    def __init__(self):
        self.frames = 0
        self.colours = []
        self.tones = []

    async def watch(self, track):
        sound = []
        try:
            while True:
                frame = await track.recv()
                if track.kind == "video":
                    self.see(frame.to_ndarray(format="rgb24"))
                else:
                    sound.append(frame.to_ndarray().reshape(-1)[:: len(frame.layout.channels)])
                    if sum(map(len, sound)) >= SAMPLE_RATE:
                        self.hear(numpy.concatenate(sound))
                        sound = []
        except MediaStreamError:
            pass

    def see(self, picture):
        self.frames += 1
        height, width, _ = picture.shape
        middle = picture[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
        self.colours.append([int(c) for c in middle.mean(axis=(0, 1))])

    def hear(self, samples):
        if numpy.abs(samples).max() > 300:
            spectrum = numpy.abs(numpy.fft.rfft(samples))
            self.tones.append(int(spectrum[1:].argmax() + 1) * SAMPLE_RATE // len(samples))


async def negotiate(http, connection, url, token):
    await connection.setLocalDescription(await connection.createOffer())
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/sdp"}
    async with http.post(url, data=connection.localDescription.sdp, headers=headers) as answer:
        text = await answer.text()
        if answer.status != 201:
            raise SystemExit(f"{answer.status} {text}")
        session = urljoin(url, answer.headers["Location"])
    await connection.setRemoteDescription(RTCSessionDescription(sdp=text, type="answer"))
    return session


async def goodbye(http, connection, session, token):
    async with http.delete(session, headers={"Authorization": f"Bearer {token}"}) as answer:
        if answer.status not in (200, 204):
            raise SystemExit(f"DELETE: {answer.status} {await answer.text()}")
    await connection.close()


async def publish(url, token, colour, hz):
    connection = RTCPeerConnection()
    connection.addTransceiver(Tone(int(hz)), direction="sendonly")
    connection.addTransceiver(Colour([int(c) for c in colour.split(",")]), direction="sendonly")
    async with aiohttp.ClientSession() as http:
        session = await negotiate(http, connection, url, token)
        print(json.dumps({"session": session}), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await goodbye(http, connection, session, token)


async def watch(url, token, seconds):
    connection = RTCPeerConnection()
    watcher = Watcher()
    connection.addTransceiver("audio", direction="recvonly")
    connection.addTransceiver("video", direction="recvonly")
    tasks = []
    connection.on("track", lambda track: tasks.append(asyncio.ensure_future(watcher.watch(track))))
    async with aiohttp.ClientSession() as http:
        session = await negotiate(http, connection, url, token)
        await asyncio.sleep(float(seconds))
        await goodbye(http, connection, session, token)
    print(json.dumps({"frames": watcher.frames, "colours": watcher.colours[-5:], "tones": watcher.tones[-3:]}))


asyncio.run({"publish": publish, "watch": watch}[sys.argv[1]](*sys.argv[2:]))
