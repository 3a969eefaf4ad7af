// Pion as a foreign client: publishes recorded VP8 and Opus by WHIP until its standard input is closed, or watches by
// WHEP for some seconds and counts what arrives. `pion publish URL TOKEN IVF OGG`, `pion watch URL TOKEN SECONDS`;
// each prints one line of JSON.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/pion/rtp/codecs"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
	"github.com/pion/webrtc/v4/pkg/media/oggreader"
)

const opusFrame = 20 * time.Millisecond

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(verb, address, token string, rest []string) error {
	// Offers go out before candidates are known, towards an ICE-lite node; loopback is where tests run.
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	api := webrtc.NewAPI(webrtc.WithSettingEngine(settings))
	connection, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return err
	}
	defer connection.Close()
	door := &door{address: address, token: token, connected: make(chan struct{})}
	connection.OnConnectionStateChange(door.follow)
	switch verb {
	case "publish":
		return publish(connection, door, rest[0], rest[1])
	case "watch":
		return watch(connection, door, rest[0])
	default:
		return fmt.Errorf("verb: %s (expected: publish or watch)", verb)
	}
}

// door is the HTTP side: WHIP and WHEP are the same to it.
type door struct {
	address, token string
	connected      chan struct{}
	once           sync.Once
}

func (d *door) follow(state webrtc.PeerConnectionState) {
	if state == webrtc.PeerConnectionStateConnected {
		d.once.Do(func() { close(d.connected) })
	}
}

// enter offers, takes the answer, waits for the path, and returns the URL of the session.
func (d *door) enter(connection *webrtc.PeerConnection) (*url.URL, error) {
	offer, err := connection.CreateOffer(nil)
	if err != nil {
		return nil, err
	}
	if err = connection.SetLocalDescription(offer); err != nil {
		return nil, err
	}
	response, err := d.ask(http.MethodPost, d.address, []byte(connection.LocalDescription().SDP))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusCreated {
		return nil, fmt.Errorf("%s: %s (%w)", response.Status, text, err)
	}
	session, err := response.Location()
	if err != nil {
		return nil, err
	}
	answer := webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: string(text)}
	if err = connection.SetRemoteDescription(answer); err != nil {
		return nil, err
	}
	select {
	case <-d.connected:
		return session, nil
	case <-time.After(20 * time.Second):
		return nil, errors.New("not connected within 20 s")
	}
}

func (d *door) leave(session *url.URL) (int, error) {
	response, err := d.ask(http.MethodDelete, session.String(), nil)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func (d *door) ask(method, address string, sdp []byte) (*http.Response, error) {
	request, err := http.NewRequest(method, address, bytes.NewReader(sdp))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+d.token)
	request.Header.Set("Content-Type", "application/sdp")
	return http.DefaultClient.Do(request)
}

func publish(connection *webrtc.PeerConnection, door *door, ivf, ogg string) error {
	video, err := sending(connection, webrtc.MimeTypeVP8, "video")
	if err != nil {
		return err
	}
	audio, err := sending(connection, webrtc.MimeTypeOpus, "audio")
	if err != nil {
		return err
	}
	session, err := door.enter(connection)
	if err != nil {
		return err
	}
	failed := make(chan error, 2)
	go func() { failed <- again(ivf, video, playVideo) }()
	go func() { failed <- again(ogg, audio, playAudio) }()
	go func() {
		_, err := io.Copy(io.Discard, os.Stdin)
		failed <- err
	}()
	if err := <-failed; err != nil {
		return err
	}
	gone, err := door.leave(session)
	return errors.Join(err, json.NewEncoder(os.Stdout).Encode(map[string]int{"gone": gone}))
}

func sending(connection *webrtc.PeerConnection, mime, kind string) (*webrtc.TrackLocalStaticSample, error) {
	track, err := webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: mime}, kind, "pion")
	if err != nil {
		return nil, err
	}
	init := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly}
	transceiver, err := connection.AddTransceiverFromTrack(track, init)
	if err != nil {
		return nil, err
	}
	go func() { // interceptors answer NACKs only while somebody reads
		buffer := make([]byte, 1500)
		for {
			if _, _, err := transceiver.Sender().Read(buffer); err != nil {
				return
			}
		}
	}()
	return track, nil
}

type player func(io.Reader, *webrtc.TrackLocalStaticSample) error

// again plays a file from its beginning, over and over.
func again(file string, track *webrtc.TrackLocalStaticSample, play player) error {
	recording, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for {
		if err := play(bytes.NewReader(recording), track); !errors.Is(err, io.EOF) {
			return err
		}
	}
}

func playVideo(from io.Reader, track *webrtc.TrackLocalStaticSample) error {
	reader, header, err := ivfreader.NewWith(from)
	if err != nil {
		return err
	}
	frame := time.Second * time.Duration(header.TimebaseNumerator) / time.Duration(header.TimebaseDenominator)
	ticker := time.NewTicker(frame)
	defer ticker.Stop()
	for range ticker.C {
		data, _, err := reader.ParseNextFrame()
		if err != nil {
			return err
		}
		if err = track.WriteSample(media.Sample{Data: data, Duration: frame}); err != nil {
			return err
		}
	}
	return nil
}

func playAudio(from io.Reader, track *webrtc.TrackLocalStaticSample) error {
	reader, _, err := oggreader.NewWith(from)
	if err != nil {
		return err
	}
	ticker := time.NewTicker(opusFrame)
	defer ticker.Stop()
	for range ticker.C {
		page, header, err := reader.ParseNextPage()
		if err != nil {
			return err
		}
		if header.GranulePosition == 0 {
			continue // the comments, not sound
		}
		if err = track.WriteSample(media.Sample{Data: page, Duration: opusFrame}); err != nil {
			return err
		}
	}
	return nil
}

// seen is what a watcher counted.
type seen struct {
	sync.Mutex
	Audio, Frames, KeyFrames int
	Sources                  map[uint32]int
}

func watch(connection *webrtc.PeerConnection, door *door, seconds string) error {
	length, err := strconv.Atoi(seconds)
	if err != nil {
		return err
	}
	seen := &seen{Sources: map[uint32]int{}}
	connection.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { seen.read(track) })
	init := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}
	for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeAudio} {
		if _, err = connection.AddTransceiverFromKind(kind, init); err != nil {
			return err
		}
	}
	session, err := door.enter(connection)
	if err != nil {
		return err
	}
	time.Sleep(time.Duration(length) * time.Second)
	gone, err := door.leave(session)
	if err != nil {
		return err
	}
	seen.Lock()
	defer seen.Unlock()
	return json.NewEncoder(os.Stdout).Encode(map[string]int{
		"audio": seen.Audio, "frames": seen.Frames, "keyFrames": seen.KeyFrames,
		"sources": len(seen.Sources), "gone": gone,
	})
}

func (s *seen) read(track *webrtc.TrackRemote) {
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		s.Lock()
		for _, source := range packet.CSRC {
			s.Sources[source]++
		}
		if track.Kind() == webrtc.RTPCodecTypeAudio {
			s.Audio++
		} else {
			s.picture(packet.Payload)
		}
		s.Unlock()
	}
}

func (s *seen) picture(payload []byte) {
	var vp8 codecs.VP8Packet
	data, err := vp8.Unmarshal(payload)
	if err != nil || vp8.S != 1 || vp8.PID != 0 || len(data) == 0 {
		return
	}
	s.Frames++
	if data[0]&1 == 0 { // RFC 6386 §9.1
		s.KeyFrames++
	}
}
