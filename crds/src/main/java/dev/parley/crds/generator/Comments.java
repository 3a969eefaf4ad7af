package dev.parley.crds.generator;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// The comments above types, record components and constants. They are in the sources alone, and javac
/// keeps none of a record component, which by its rules has no documentation (so they are plain comments
/// there). Its parser says where a declaration begins, and the lines above are read.
final class Comments {
    private static final Pattern LINES_ABOVE = Pattern.compile("((?:^[ \\t]*//.*\\n)+)[ \\t]*\\z", Pattern.MULTILINE);
    private static final Pattern MARK = Pattern.compile("^\\s*///? ?");

    private final Map<String, String> byName = new HashMap<>();

    private Comments() {}

    static Comments in(Path sources) throws IOException {
        var comments = new Comments();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files;
        try (var tree = Files.walk(sources)) {
            files = tree.filter(it -> it.toString().endsWith(".java")).sorted().toList();
        }
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var objects = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, _ -> {}, List.of("-proc:none"), null, objects);
            var positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                var text = unit.getSourceFile().getCharContent(false).toString();
                unit.accept(comments.new Reader(unit, positions, text), null);
            }
        }
        return comments;
    }

    /// Of a type. Fails where there is none: what nobody explains is in no schema.
    String of(Class<?> type) {
        return found(type.getCanonicalName());
    }

    /// Of a component of a record, or a constant of an enum.
    String of(Class<?> type, String member) {
        return found(type.getCanonicalName() + "." + member);
    }

    boolean has(Class<?> type, String member) {
        return byName.containsKey(type.getCanonicalName() + "." + member);
    }

    private String found(String name) {
        String text = byName.get(name);
        if (text == null) {
            throw new IllegalStateException(name + ": no comment (expected: one above it, for kubectl explain)");
        }
        return text;
    }

    private final class Reader extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String text;
        private final ArrayDeque<String> enclosing = new ArrayDeque<>();

        Reader(CompilationUnitTree unit, SourcePositions positions, String text) {
            this.unit = unit;
            this.positions = positions;
            this.text = text;
            enclosing.addLast(Objects.requireNonNull(unit.getPackageName()).toString());
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            keep(type, type.getSimpleName().toString());
            enclosing.addLast(type.getSimpleName().toString());
            super.visitClass(type, null);
            enclosing.removeLast();
            return null;
        }

        @Override
        public Void visitVariable(VariableTree member, Void unused) {
            keep(member, member.getName().toString());
            return null;
        }

        private void keep(Tree tree, String name) {
            int start = (int) positions.getStartPosition(unit, tree);
            var above = LINES_ABOVE.matcher(text).region(0, Math.max(start, 0));
            if (above.find()) {
                var lines =
                        above.group(1).lines().map(line -> MARK.matcher(line).replaceFirst(""));
                byName.put(
                        String.join(".", enclosing) + "." + name,
                        lines.collect(joining(" ")).strip());
            }
        }
    }
}
