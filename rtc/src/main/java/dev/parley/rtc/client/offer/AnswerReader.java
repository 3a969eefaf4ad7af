package dev.parley.rtc.client.offer;

import dev.parley.rtc.client.offer.Answer.Agreed;
import dev.parley.rtc.client.offer.Answer.Extensions;
import dev.parley.rtc.client.offer.Answer.ReceiveSlot;
import dev.parley.rtc.client.offer.Answer.SendTrack;
import dev.parley.rtc.client.offer.Answer.Unusable;
import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.Ssrc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lays an answer beside its offer.
final class AnswerReader {
    private AnswerReader() {}

    static Answer read(Offer offer, SessionDescription answer) {
        int sections = offer.tracks().size() + offer.slots().size();
        if (answer.media().size() != sections) {
            return new Unusable("sections: " + answer.media().size() + " (expected: " + sections + ")");
        }
        Optional<MediaSection> first =
                answer.media().stream().filter(section -> !section.isRejected()).findFirst();
        return first.isEmpty() ? new Unusable("every section was rejected") : read(offer, answer, first.get());
    }

    private static Answer read(Offer offer, SessionDescription answer, MediaSection bundle) {
        Fingerprint fingerprint = bundle.fingerprint();
        if (fingerprint == null) {
            return new Unusable("no fingerprint");
        }
        if (!IceCredentials.isPlausible(bundle.iceUfrag(), bundle.icePwd())) {
            return new Unusable("no ICE credentials");
        }
        return new Agreed(
                new IceCredentials(bundle.iceUfrag(), bundle.icePwd()),
                List.of(fingerprint),
                candidates(answer),
                extensions(answer),
                tracks(offer, answer),
                slots(offer, answer));
    }

    private static List<Candidate> candidates(SessionDescription answer) {
        return answer.media().stream()
                .flatMap(section -> section.candidates().stream())
                .distinct()
                .flatMap(line -> Candidate.parse(line).stream())
                .filter(candidate -> candidate.transport().equals("udp"))
                .toList();
    }

    /// BUNDLE: an id means the same in every section that has it (RFC 8843 §10).
    private static Extensions extensions(SessionDescription answer) {
        return new Extensions(
                id(answer, HeaderExtension.MID),
                id(answer, HeaderExtension.RID),
                id(answer, HeaderExtension.REPAIRED_RID),
                id(answer, HeaderExtension.AUDIO_LEVEL),
                id(answer, HeaderExtension.TRANSPORT_CC));
    }

    private static int id(SessionDescription answer, HeaderExtension extension) {
        return answer.media().stream()
                .filter(section -> !section.isRejected())
                .mapToInt(section -> section.extensionId(extension))
                .filter(id -> id != 0)
                .findFirst()
                .orElse(0);
    }

    private static List<SendTrack> tracks(Offer offer, SessionDescription answer) {
        List<SendTrack> tracks = new ArrayList<>();
        for (Offer.Track track : offer.tracks()) {
            answer.section(track.mid())
                    .filter(section -> !section.isRejected()
                            && section.direction().receives()
                            && !section.payloads().isEmpty())
                    .flatMap(section -> track(track, section))
                    .ifPresent(tracks::add);
        }
        return tracks;
    }

    private static Optional<SendTrack> track(Offer.Track track, MediaSection section) {
        var simulcast = section.simulcast();
        List<String> taken = simulcast == null
                ? List.of()
                : simulcast.receive().stream()
                        .map(choices -> choices.getFirst().rid())
                        .toList();
        List<Offer.Layer> layers = track.layers().stream()
                .filter(layer -> layer.rid().isEmpty() || taken.contains(layer.rid()))
                .toList();
        // an answer without simulcast to an offer with it takes one layer, the first (RFC 8853 §5.3.2)
        List<Offer.Layer> sent = layers.isEmpty() ? List.of(track.layers().getFirst()) : layers;
        return Encoding.ofPayloadType(section.payloads().getFirst().payloadType())
                .map(encoding -> new SendTrack(track.mid(), encoding, sent));
    }

    private static List<ReceiveSlot> slots(Offer offer, SessionDescription answer) {
        List<ReceiveSlot> slots = new ArrayList<>();
        for (Offer.Slot slot : offer.slots()) {
            answer.section(slot.mid())
                    .filter(section -> !section.isRejected()
                            && section.direction().sends()
                            && !section.ssrcs().isEmpty())
                    .ifPresent(section -> slots.add(slot(slot, section)));
        }
        return slots;
    }

    private static ReceiveSlot slot(Offer.Slot slot, MediaSection section) {
        for (Ssrc.Group group : section.ssrcGroups()) {
            if (group.semantics().equals("FID") && group.ssrcs().size() == 2) {
                return new ReceiveSlot(
                        slot.mid(),
                        slot.audio(),
                        group.ssrcs().getFirst(),
                        group.ssrcs().getLast());
            }
        }
        return new ReceiveSlot(
                slot.mid(), slot.audio(), section.ssrcs().getFirst().value(), 0);
    }
}
