package dev.parley.rtc.sdp;

import dev.parley.rtc.sdp.SdpResult.Defect;
import dev.parley.rtc.sdp.SdpResult.Malformed;
import dev.parley.rtc.sdp.SdpResult.Parsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a session description line by line. Attributes WebRTC does not need are stepped over; one it needs and that
/// is malformed refuses the text, because half an offer would be answered wrongly and nobody would know why.
final class SdpReader {
    /// Twice the largest offer seen: 3 + 49 slots with every codec listed are 247 KB.
    static final int MAX_CHARS = 512 * 1024;

    /// Twice the lines of that offer.
    static final int MAX_LINES = 16 * 1024;

    /// Sections of a session: 3 + 49 slots, four sources, and some to spare.
    static final int MAX_SECTIONS = 64;

    /// Parameter sets of H.264 in an fmtp are the longest lines in use, below 1,000.
    static final int MAX_LINE_CHARS = 4096;

    /// The header extension that carries it holds 16 bytes in the one-byte form; browsers count "0", "1", ...
    static final int MAX_MID_CHARS = 16;

    private static final int MAX_SHOWN_CHARS = 80;

    private final SectionReader session = SectionReader.ofSession();
    private final List<SectionReader> sections = new ArrayList<>();
    private @Nullable SectionReader section;
    private String origin = "- 0 0 IN IP4 0.0.0.0";
    private List<String> bundle = List.of();
    private boolean iceLite;

    /// One line, cut at its `=`.
    record Line(int number, char type, String value) {
        /// Of an attribute: what stands before the colon, or all of it.
        String name() {
            int colon = value.indexOf(':');
            return colon < 0 ? value : value.substring(0, colon);
        }

        /// Of an attribute: what stands behind the colon, or nothing.
        String argument() {
            int colon = value.indexOf(':');
            return colon < 0 ? "" : value.substring(colon + 1);
        }
    }

    private SdpReader() {}

    static SdpResult<SessionDescription> read(String text) {
        return switch (lines(text)) {
            case Malformed<List<Line>>(var code, int line, var why) -> new Malformed<>(code, line, why);
            case Parsed<List<Line>>(var lines) -> new SdpReader().read(lines);
        };
    }

    /// Cuts a text into its lines, ended by CRLF or LF; empty ones are stepped over.
    static SdpResult<List<Line>> lines(String text) {
        if (text.length() > MAX_CHARS) {
            return malformed(Defect.TOO_LARGE, 0, text.length() + " characters");
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int lineFeed = text.indexOf('\n', at);
            next = lineFeed < 0 ? text.length() : lineFeed + 1;
            String line = text.substring(at, next).stripTrailing();
            number++;
            Defect defect = lineDefect(line, number);
            if (defect != Defect.NONE) {
                return malformed(defect, number, line);
            }
            if (!line.isEmpty()) {
                lines.add(new Line(number, line.charAt(0), line.substring(2)));
            }
        }
        return new Parsed<>(lines);
    }

    private static Defect lineDefect(String line, int number) {
        if (number > MAX_LINES) {
            return Defect.TOO_MANY_LINES;
        }
        if (line.length() > MAX_LINE_CHARS) {
            return Defect.LINE_TOO_LONG;
        }
        boolean isLine = line.isEmpty() || (line.length() >= 2 && line.charAt(1) == '=');
        return isLine && line.chars().noneMatch(Character::isISOControl) ? Defect.NONE : Defect.BAD_LINE;
    }

    /// The decimal number a text is, -1 when it is none or above `max`.
    static long number(String text, long max) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = isNumber ? Long.parseLong(text) : -1;
        return value <= max ? value : -1;
    }

    /// The words of a text, cut at spaces; at least one, which is empty when the text is.
    static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    static <T> SdpResult<T> malformed(Defect defect, int line, String value) {
        boolean isSecret = defect == Defect.BAD_ICE;
        String shown = isSecret ? "(not shown)" : value.substring(0, Math.min(value.length(), MAX_SHOWN_CHARS));
        return new Malformed<>(defect, line, shown + " (expected: " + defect.expected() + ")");
    }

    private SdpResult<SessionDescription> read(List<Line> lines) {
        boolean startsRight = !lines.isEmpty()
                && lines.getFirst().type() == 'v'
                && lines.getFirst().value().equals("0");
        if (!startsRight) {
            return malformed(Defect.NO_VERSION, 1, "");
        }
        Set<String> mids = new HashSet<>();
        for (Line line : lines) {
            Defect defect = take(line);
            boolean isRepeated = line.type() == 'a' && line.name().equals("mid") && !mids.add(line.argument());
            if (defect != Defect.NONE || isRepeated) {
                return malformed(isRepeated ? Defect.DUPLICATE_MID : defect, line.number(), line.value());
            }
        }
        List<MediaSection> media =
                sections.stream().map(reader -> reader.finish(session)).toList();
        return new Parsed<>(new SessionDescription(origin, bundle, iceLite, media));
    }

    private Defect take(Line line) {
        return switch (line.type()) {
            case 'm' -> beginSection(line.value());
            case 'a' -> section == null ? sessionAttribute(line) : section.attribute(line.name(), line.argument());
            case 'o' -> {
                origin = line.value();
                yield Defect.NONE;
            }
            default -> Defect.NONE; // s= t= c= b= and the like: nothing a WebRTC endpoint acts on
        };
    }

    private Defect beginSection(String value) {
        if (sections.size() == MAX_SECTIONS) {
            return Defect.TOO_MANY_SECTIONS;
        }
        var begun = SectionReader.ofMedia(value);
        if (begun.isEmpty()) {
            return Defect.BAD_MEDIA;
        }
        section = begun.get();
        sections.add(section);
        return Defect.NONE;
    }

    private Defect sessionAttribute(Line line) {
        return switch (line.name()) {
            case "group" -> group(line.argument());
            case "ice-lite" -> {
                iceLite = true;
                yield Defect.NONE;
            }
            default -> session.attribute(line.name(), line.argument());
        };
    }

    /// RFC 5888 §5. Of several bundles the first counts; other semantics (LS) say nothing we act on.
    private Defect group(String argument) {
        List<String> words = words(argument);
        if (words.getFirst().isEmpty()) {
            return Defect.BAD_GROUP;
        }
        if (words.getFirst().equals("BUNDLE") && bundle.isEmpty()) {
            bundle = words.subList(1, words.size());
        }
        return bundle.size() > MAX_SECTIONS ? Defect.BAD_GROUP : Defect.NONE;
    }
}
