package dev.parley.laws;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// What the tidy laws want to know of one Java file, read by the compiler's own parser.
record JavaSource(Path file, List<Type> types, List<Method> methods) {
    record Type(String name, int line) {}

    record Method(String name, int firstLine, int lastLine, int parameters) {
        int lines() {
            return lastLine - firstLine + 1;
        }
    }

    static List<JavaSource> parse(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var objects = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, _ -> {}, List.of("-proc:none"), null, objects);
            var sources = new ArrayList<JavaSource>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(read(unit, Trees.instance(task)));
            }
            return sources;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JavaSource read(CompilationUnitTree unit, Trees trees) {
        var types = new ArrayList<Type>();
        var methods = new ArrayList<Method>();
        var positions = trees.getSourcePositions();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (!type.getSimpleName().isEmpty()) {
                    types.add(new Type(type.getSimpleName().toString(), firstLine(type)));
                }
                return super.visitClass(type, null);
            }

            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                int last = line(positions.getEndPosition(unit, method));
                int count = method.getParameters().size();
                methods.add(new Method(method.getName().toString(), firstLine(method), last, count));
                return super.visitMethod(method, null);
            }

            private int firstLine(Tree tree) {
                return line(positions.getStartPosition(unit, tree));
            }

            private int line(long position) {
                return (int) unit.getLineMap().getLineNumber(position);
            }
        }.scan(unit, null);
        return new JavaSource(Path.of(unit.getSourceFile().toUri()), types, methods);
    }
}
