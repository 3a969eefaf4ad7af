package dev.parley.rtc.client.offer;

import dev.parley.rtc.client.offer.OfferPlan.Publish;
import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.ExtMap;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.Simulcast;
import dev.parley.rtc.sdp.Simulcast.Choice;
import dev.parley.rtc.sdp.Ssrc;
import dev.parley.rtc.sdp.TransportDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// An offer that was written: its text, and what this client promised in it. Without candidates: towards an ICE-lite
/// node nobody asks for them, and the node learns the address from the first check.
///
/// @param cname one name for all streams of this client (RFC 3550 §6.5.1)
public record Offer(String sdp, String cname, List<Track> tracks, List<Slot> slots) {
    /// A section the client sends in.
    public record Track(String mid, boolean audio, List<Layer> layers) {
        public Track {
            layers = List.copyOf(layers);
        }
    }

    /// One stream of a track.
    ///
    /// @param rid empty where there is one plain layer
    /// @param rtxSsrc 0 for audio
    public record Layer(String rid, int ssrc, int rtxSsrc) {}

    /// A section the client receives in.
    public record Slot(String mid, boolean audio) {}

    public Offer {
        tracks = List.copyOf(tracks);
        slots = List.copyOf(slots);
    }

    /// Writes the offer of this plan. `random` chooses the SSRCs.
    public static Offer of(OfferPlan plan, IceCredentials ice, Fingerprint fingerprint, RandomGenerator random) {
        return new Writer(plan, ice, fingerprint, random).write();
    }

    private static final class Writer {
        /// As Chromium numbers them.
        private static final List<ExtMap> AUDIO_EXTENSIONS = List.of(
                extension(1, HeaderExtension.AUDIO_LEVEL),
                extension(3, HeaderExtension.TRANSPORT_CC),
                extension(4, HeaderExtension.MID));

        private static final List<ExtMap> VIDEO_EXTENSIONS = List.of(
                extension(3, HeaderExtension.TRANSPORT_CC),
                extension(4, HeaderExtension.MID),
                extension(10, HeaderExtension.RID),
                extension(11, HeaderExtension.REPAIRED_RID));

        private final OfferPlan plan;
        private final RandomGenerator random;
        private final TransportDescription transport;
        private final String cname;
        private final List<MediaSection> sections = new ArrayList<>();
        private final List<Track> tracks = new ArrayList<>();
        private final List<Slot> slots = new ArrayList<>();

        Writer(OfferPlan plan, IceCredentials ice, Fingerprint fingerprint, RandomGenerator random) {
            this.plan = plan;
            this.random = random;
            this.cname = Long.toHexString(random.nextLong());
            this.transport = new TransportDescription.Builder()
                    .iceUfrag(ice.ufrag())
                    .icePwd(ice.pwd())
                    .iceOptions(List.of("trickle"))
                    .fingerprint(fingerprint)
                    .setup(TransportDescription.Setup.ACTPASS)
                    .rtcpMux(true)
                    .rtcpReducedSize(true)
                    .build();
        }

        Offer write() {
            plan.publishes().forEach(this::publish);
            for (int i = 0; i < plan.audioSlots(); i++) {
                slot(true);
            }
            for (int i = 0; i < plan.videoSlots(); i++) {
                slot(false);
            }
            List<String> mids = sections.stream().map(MediaSection::mid).toList();
            String origin = SessionDescription.origin(random.nextLong(Long.MAX_VALUE), 1);
            String sdp = new SessionDescription(origin, mids, false, sections).write();
            return new Offer(sdp, cname, tracks, slots);
        }

        private void publish(Publish publish) {
            switch (publish) {
                case Publish.Audio _ -> {
                    Track track = new Track(nextMid(), true, List.of(new Layer("", random.nextInt(), 0)));
                    tracks.add(track);
                    sections.add(section(true, Direction.SENDONLY)
                            .msid(new MediaSection.Msid(cname, track.mid()))
                            .ssrcs(ssrcs(track))
                            .build());
                }
                case Publish.Video(var rids) -> video(rids);
            }
        }

        /// Streams of simulcast layers are not named by SSRC but recognised by their mid and rid (RFC 8853 §5.5).
        private void video(List<String> rids) {
            List<String> names = rids.isEmpty() ? List.of("") : rids;
            List<Layer> layers = names.stream()
                    .map(rid -> new Layer(rid, random.nextInt(), random.nextInt()))
                    .toList();
            Track track = new Track(nextMid(), false, layers);
            tracks.add(track);
            MediaSection.Builder section = section(false, Direction.SENDONLY);
            section.msid(new MediaSection.Msid(cname, track.mid()));
            if (rids.isEmpty()) {
                Layer only = layers.getFirst();
                section.ssrcs(ssrcs(track));
                section.ssrcGroups(List.of(new Ssrc.Group("FID", List.of(only.ssrc(), only.rtxSsrc()))));
            } else {
                section.rids(rids.stream()
                        .map(rid -> new Rid(rid, Direction.SENDONLY, ""))
                        .toList());
                section.simulcast(new Simulcast(
                        rids.stream()
                                .map(rid -> List.of(new Choice(rid, false)))
                                .toList(),
                        List.of()));
            }
            sections.add(section.build());
        }

        private List<Ssrc> ssrcs(Track track) {
            List<Ssrc> ssrcs = new ArrayList<>();
            for (Layer layer : track.layers()) {
                ssrcs.add(Ssrc.of(layer.ssrc(), cname));
                if (layer.rtxSsrc() != 0) {
                    ssrcs.add(Ssrc.of(layer.rtxSsrc(), cname));
                }
            }
            return ssrcs;
        }

        private void slot(boolean audio) {
            slots.add(new Slot(nextMid(), audio));
            sections.add(section(audio, Direction.RECVONLY).build());
        }

        private MediaSection.Builder section(boolean audio, Direction direction) {
            List<Encoding> encodings = audio ? List.of(Encoding.OPUS) : plan.videoEncodings();
            return MediaSection.builder(audio ? MediaSection.Kind.AUDIO : MediaSection.Kind.VIDEO)
                    .mid(nextMid())
                    .direction(direction)
                    .extensions(audio ? AUDIO_EXTENSIONS : VIDEO_EXTENSIONS)
                    .payloads(encodings.stream()
                            .flatMap(encoding -> encoding.formats().stream())
                            .toList())
                    .transport(transport);
        }

        private String nextMid() {
            return Integer.toString(sections.size());
        }

        private static ExtMap extension(int id, HeaderExtension extension) {
            return new ExtMap(id, extension.uri());
        }
    }
}
