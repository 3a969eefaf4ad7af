package dev.parley.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Glossary: one word per idea, and each explained")
class GlossaryTest {
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\| *`([A-Za-z]+)`");

    private final String glossary = SourceTree.read(SourceTree.here().root().resolve("docs/glossary.md"));

    @Test
    @DisplayName("every sentence of the client protocol has its line")
    void clientProtocol() {
        assertThat(sentencesIn("dev.parley.protocol.client")).isSubsetOf(entries());
    }

    @Test
    @DisplayName("every sentence of the node protocol has its line")
    void nodeProtocol() {
        assertThat(sentencesIn("dev.parley.protocol.node")).isSubsetOf(entries());
    }

    @Test
    @DisplayName("every word of the room has its line")
    void words() {
        var words = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.parley.room")
                        .stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(words).isSubsetOf(entries());
    }

    /// The records of a sealed family travel under their own name with a small first letter.
    private static Set<String> sentencesIn(String packageName) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packageName).stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getInterfaces().stream()
                                .anyMatch(family -> family.getName().startsWith("dev.parley.protocol.")))
                        .map(type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                                + type.getSimpleName().substring(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> entries() {
        return ENTRY.matcher(glossary)
                .results()
                .map((MatchResult entry) -> entry.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
