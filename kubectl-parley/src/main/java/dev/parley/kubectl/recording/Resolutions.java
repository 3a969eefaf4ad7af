package dev.parley.kubectl.recording;

import dev.parley.crds.parts.Resolution;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Sizes as they stand in the resource, which no enum constant can be called.
final class Resolutions implements ITypeConverter<Resolution>, Iterable<String> {
    private static final String HD = "720p";
    private static final String FULL_HD = "1080p";

    @Override
    public Resolution convert(String text) {
        return switch (text) {
            case HD -> Resolution.HD;
            case FULL_HD -> Resolution.FULL_HD;
            default -> throw new TypeConversionException("'" + text + "' (expected: " + HD + " or " + FULL_HD + ")");
        };
    }

    @Override
    public Iterator<String> iterator() {
        return List.of(HD, FULL_HD).iterator();
    }
}
