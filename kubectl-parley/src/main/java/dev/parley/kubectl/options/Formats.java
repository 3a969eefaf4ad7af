package dev.parley.kubectl.options;

import dev.parley.kubectl.print.Format;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Forms of an answer, as they are typed.
final class Formats implements ITypeConverter<Format>, Iterable<String> {
    @Override
    public Format convert(String text) {
        return Arrays.stream(Format.values())
                .filter(it -> it.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' (expected: " + String.join(", ", this) + ")"));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Format.values()).map(Format::toString).iterator();
    }
}
