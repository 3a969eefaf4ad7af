package dev.parley.crds.generator;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/// Trees as YAML, the same text every time, and with the same meaning to readers of YAML 1.1 and 1.2:
/// kubectl and Helm take `True`, `Off` or `y` for more than a word.
final class Yaml {
    private static final int COLUMNS = 118;
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~|[-+.0-9][-+_.:0-9a-fox]*");

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(COLUMNS)
            .setDereferenceAliases(true)
            .build();

    private Yaml() {}

    static String write(Map<String, Object> tree) {
        return new Dump(SETTINGS, new Careful()).dumpToString(tree);
    }

    private static final class Careful extends StandardRepresenter {
        Careful() {
            super(SETTINGS);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean quoted = tag.equals(Tag.STR) && AMBIGUOUS.matcher(value).matches();
            return super.representScalar(tag, value, quoted ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
