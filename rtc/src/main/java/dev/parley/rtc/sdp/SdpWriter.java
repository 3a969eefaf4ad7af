package dev.parley.rtc.sdp;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a description in one canonical order, every section complete by itself: what browsers emit and accept.
final class SdpWriter {
    private final StringBuilder text = new StringBuilder(4096);

    private SdpWriter() {}

    static String write(SessionDescription description) {
        SdpWriter writer = new SdpWriter();
        writer.line("v=0");
        writer.line("o=" + description.origin());
        writer.line("s=-");
        writer.line("t=0 0");
        if (!description.bundle().isEmpty()) {
            writer.attribute("group:BUNDLE ", String.join(" ", description.bundle()));
        }
        if (description.iceLite()) {
            writer.line("a=ice-lite");
        }
        description.media().forEach(writer::section);
        return writer.text.toString();
    }

    static String write(TrickleFragment fragment) {
        SdpWriter writer = new SdpWriter();
        writer.credentials(fragment.iceUfrag(), fragment.icePwd());
        for (TrickleFragment.Section section : fragment.sections()) {
            writer.line("m=" + section.media());
            writer.attribute("mid:", section.mid());
            writer.candidates(section.candidates(), section.endOfCandidates());
        }
        return writer.text.toString();
    }

    private void section(MediaSection section) {
        String formats = section.isRtp()
                ? section.payloads().stream()
                        .map(format -> Integer.toString(format.payloadType()))
                        .collect(Collectors.joining(" "))
                : String.join(" ", section.formats());
        line("m=" + section.kind().text() + " " + section.port() + " " + section.protocol() + " " + formats);
        line("c=IN IP4 0.0.0.0");
        flag("bundle-only", section.bundleOnly());
        transport(section.transport());
        attribute("mid:", section.mid());
        section.extensions().forEach(this::extension);
        line("a=" + section.direction().text());
        msid(section.msid());
        flag("rtcp-mux", section.transport().rtcpMux());
        flag("rtcp-rsize", section.transport().rtcpReducedSize());
        section.payloads().forEach(this::payload);
        layers(section);
        streams(section);
        candidates(section.candidates(), section.transport().endOfCandidates());
    }

    private void transport(TransportDescription transport) {
        credentials(transport.iceUfrag(), transport.icePwd());
        attribute("ice-options:", String.join(" ", transport.iceOptions()));
        if (transport.fingerprint() != null) {
            line("a=fingerprint:" + transport.fingerprint());
        }
        if (transport.setup() != null) {
            line("a=setup:" + transport.setup().text());
        }
    }

    private void credentials(String ufrag, String pwd) {
        attribute("ice-ufrag:", ufrag);
        attribute("ice-pwd:", pwd);
    }

    private void candidates(List<String> candidates, boolean ended) {
        for (String candidate : candidates) {
            line("a=" + candidate);
        }
        flag("end-of-candidates", ended);
    }

    private void extension(ExtMap extension) {
        String way = extension.direction() == Direction.SENDRECV
                ? ""
                : "/" + extension.direction().text();
        line("a=extmap:" + extension.id() + way + " " + extension.uri());
    }

    private void msid(MediaSection.@Nullable Msid msid) {
        if (msid != null) {
            line(("a=msid:" + msid.stream() + " " + msid.track()).stripTrailing());
        }
    }

    private void payload(PayloadFormat format) {
        int type = format.payloadType();
        if (!format.name().isEmpty()) {
            String channels = format.channels() == 1 ? "" : "/" + format.channels();
            line("a=rtpmap:" + type + " " + format.name() + "/" + format.clockRate() + channels);
        }
        for (String kind : format.feedback()) {
            line("a=rtcp-fb:" + type + " " + kind);
        }
        if (!format.parameters().isEmpty()) {
            line("a=fmtp:" + type + " "
                    + format.parameters().entrySet().stream()
                            .map(entry -> entry.getValue().isEmpty()
                                    ? entry.getKey()
                                    : entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(";")));
        }
    }

    private void layers(MediaSection section) {
        for (Rid rid : section.rids()) {
            line(("a=rid:" + rid.id() + " " + Rid.text(rid.direction()) + " " + rid.restrictions()).stripTrailing());
        }
        if (section.simulcast() != null) {
            attribute("simulcast:", section.simulcast().text());
        }
    }

    private void streams(MediaSection section) {
        for (Ssrc.Group group : section.ssrcGroups()) {
            line("a=ssrc-group:" + group.semantics() + " "
                    + group.ssrcs().stream().map(Integer::toUnsignedString).collect(Collectors.joining(" ")));
        }
        for (Ssrc ssrc : section.ssrcs()) {
            String number = Integer.toUnsignedString(ssrc.value());
            ssrc.attributes()
                    .forEach((name, value) ->
                            line("a=ssrc:" + number + " " + name + (value.isEmpty() ? "" : ":" + value)));
        }
    }

    private void flag(String name, boolean isSet) {
        if (isSet) {
            line("a=" + name);
        }
    }

    /// Nothing where there is no value.
    private void attribute(String nameAndColon, String value) {
        if (!value.isEmpty()) {
            line("a=" + nameAndColon + value);
        }
    }

    /// A line break inside a value would be another attribute, chosen by whoever chose the value.
    private void line(String line) {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line break in: " + line);
        }
        text.append(line).append("\r\n");
    }
}
