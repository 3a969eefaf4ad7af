package dev.parley.kubectl.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.kubectl.kube.Kube;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// An answer for programs, laid out as kubectl does it.
final class Document {
    private static final DumpSettings PLAIN = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private static final DefaultPrettyPrinter.Indenter STEP = new DefaultIndenter("    ", "\n");
    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(STEP)
            .withArrayIndenter(STEP);

    private Document() {}

    static String json(Kube kube, Object answer) {
        try {
            return new ObjectMapper().writer(INDENTED).writeValueAsString(tree(kube, answer));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of words and numbers is JSON", impossible);
        }
    }

    static String yaml(Kube kube, Object answer) {
        return new Dump(PLAIN).dumpToString(tree(kube, answer)).strip();
    }

    private static Map<?, ?> tree(Kube kube, Object answer) {
        return kube.client().getKubernetesSerialization().convertValue(answer, Map.class);
    }
}
