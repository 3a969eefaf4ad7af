package dev.parley.kubectl.recording;

import dev.parley.crds.parts.Layout;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Layouts as they stand in the resource: `Grid`.
final class Layouts implements ITypeConverter<Layout>, Iterable<String> {
    @Override
    public Layout convert(String text) {
        return Arrays.stream(Layout.values())
                .filter(it -> it.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' (expected: " + String.join(", ", this) + ")"));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Layout.values())
                .map(it -> it.name().charAt(0) + it.name().substring(1).toLowerCase(Locale.ROOT))
                .iterator();
    }
}
