package dev.parley.rtc.client.send;

import dev.parley.rtc.client.offer.Answer.Agreed;
import dev.parley.rtc.client.offer.Answer.SendTrack;
import dev.parley.rtc.client.offer.Offer.Layer;
import dev.parley.rtc.client.send.SendStream.Context;
import dev.parley.rtc.packets.rtcp.Fir;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SourceDescription;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All that one client sends. Lives on the client's loop.
public final class SendTracks {
    /// Sender reports, as often as receivers need them to keep lips and voice together.
    private static final long REPORT_NS = 1_000_000_000;

    private final Map<String, SendTrack> agreed = new LinkedHashMap<>();
    private final Map<String, MediaSource> sources = new LinkedHashMap<>();
    private final Map<String, List<SendStream>> streams = new LinkedHashMap<>();
    private final Map<String, boolean[]> paused = new LinkedHashMap<>();
    private final Context context;
    private final String cname;
    private long reportNs;
    private long retransmitted;

    /// @param arena lives as long as this client, on its loop
    public SendTracks(Agreed answer, String cname, PacketExit exit, Arena arena, RandomGenerator random) {
        this(answer, cname, new Context(answer.extensions(), exit, arena, random));
    }

    private SendTracks(Agreed answer, String cname, Context context) {
        this.context = context;
        this.cname = cname;
        answer.tracks().forEach(track -> agreed.put(track.mid(), track));
    }

    /// From now on the track sends what this source gives; null: it falls silent. False when the peer does not take
    /// this track.
    public boolean source(String mid, @Nullable MediaSource source) {
        SendTrack track = agreed.get(mid);
        if (track == null) {
            return false;
        }
        if (source == null) {
            sources.remove(mid);
            return true;
        }
        sources.put(mid, source);
        streams.computeIfAbsent(mid, _ -> open(track));
        paused.computeIfAbsent(mid, _ -> new boolean[track.layers().size()]);
        return true;
    }

    private List<SendStream> open(SendTrack track) {
        List<SendStream> opened = new ArrayList<>();
        for (Layer layer : track.layers()) {
            opened.add(new SendStream(context, track.mid(), track.encoding(), layer));
        }
        return opened;
    }

    /// Sends only the layers of these rids; one that begins again does so with a key frame.
    public void layersWanted(String mid, List<String> rids) {
        List<SendStream> layers = streams.getOrDefault(mid, List.of());
        for (int i = 0; i < layers.size(); i++) {
            boolean[] isPaused = paused.getOrDefault(mid, new boolean[layers.size()]);
            boolean pause = !rids.contains(layers.get(i).layer().rid());
            if (isPaused[i] && !pause) {
                wantKeyFrame(mid, i);
            }
            isPaused[i] = pause;
        }
    }

    /// Sends every frame that is due.
    public void send(long nowNs) {
        for (Map.Entry<String, MediaSource> entry : sources.entrySet()) {
            List<SendStream> layers = streams.getOrDefault(entry.getKey(), List.of());
            boolean[] isPaused = paused.getOrDefault(entry.getKey(), new boolean[layers.size()]);
            entry.getValue().due(nowNs, frame -> {
                int layer = frame.layer();
                if (layer < layers.size() && !isPaused[layer]) {
                    layers.get(layer).send(frame, nowNs);
                }
            });
        }
    }

    /// Reports that are due, as one compound; empty most of the time.
    public List<RtcpMessage> reports(long nowNs, long nowUnixNs) {
        if (nowNs - reportNs < REPORT_NS) {
            return List.of();
        }
        reportNs = nowNs;
        List<RtcpMessage> reports = new ArrayList<>();
        List<SourceDescription.Chunk> chunks = new ArrayList<>();
        for (List<SendStream> layers : streams.values()) {
            for (SendStream stream : layers) {
                if (stream.packets() > 0) {
                    reports.add(stream.report(nowNs, nowUnixNs));
                    chunks.add(new SourceDescription.Chunk(stream.layer().ssrc(), cname));
                }
            }
        }
        if (!chunks.isEmpty()) {
            reports.add(new SourceDescription(chunks));
        }
        return reports;
    }

    /// Somebody misses packets of ours.
    public void nacked(Nack nack) {
        forStream(
                nack.mediaSsrc(),
                (stream, _) -> nack.forEachLost(lost -> {
                    if (stream.sendAgain(lost)) {
                        retransmitted++;
                    }
                }));
    }

    /// Somebody lost the picture.
    public void pictureLost(Pli pli) {
        forStream(pli.mediaSsrc(), (_, place) -> wantKeyFrame(place.mid, place.layer));
    }

    /// Somebody wants a key frame without having lost anything, RFC 5104 §4.3.1.
    public void keyFramesAsked(Fir fir) {
        for (Fir.Entry entry : fir.entries()) {
            forStream(entry.ssrc(), (_, place) -> wantKeyFrame(place.mid, place.layer));
        }
    }

    /// The peer has heard this stream.
    public void reported(ReportBlock block) {
        forStream(block.ssrc(), (stream, _) -> stream.becameKnown());
    }

    /// Packets sent a second time.
    public long retransmitted() {
        return retransmitted;
    }

    /// Packets sent, without retransmissions.
    public long packets() {
        return streams.values().stream()
                .flatMap(List::stream)
                .mapToLong(SendStream::packets)
                .sum();
    }

    private void wantKeyFrame(String mid, int layer) {
        MediaSource source = sources.get(mid);
        if (source != null) {
            source.keyFrameWanted(layer);
        }
    }

    private record Place(String mid, int layer) {}

    private interface StreamAction {
        void on(SendStream stream, Place place);
    }

    private void forStream(int ssrc, StreamAction action) {
        for (Map.Entry<String, List<SendStream>> entry : streams.entrySet()) {
            List<SendStream> layers = entry.getValue();
            for (int i = 0; i < layers.size(); i++) {
                if (layers.get(i).layer().ssrc() == ssrc) {
                    action.on(layers.get(i), new Place(entry.getKey(), i));
                }
            }
        }
    }
}
