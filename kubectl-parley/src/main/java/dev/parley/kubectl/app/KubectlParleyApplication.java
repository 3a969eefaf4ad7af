package dev.parley.kubectl.app;

import dev.parley.kubectl.completion.KubeKnown;
import dev.parley.kubectl.print.Shell;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// `kubectl parley`.
public final class KubectlParleyApplication {
    /// Whether standard output is a terminal: the script that starts this knows, and Java would have to
    /// load half a console to ask.
    private static final String TERMINAL = "parley.terminal";

    private KubectlParleyApplication() {}

    public static void main(String[] arguments) {
        var shell = new Shell(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(TERMINAL) && System.getenv("NO_COLOR") == null,
                InstantSource.system());
        int status = Program.run(shell, new KubeKnown(), arguments);
        shell.out().flush();
        shell.err().flush();
        // Threads of the HTTP client would keep the program for a while.
        System.exit(status);
    }

    private static PrintWriter writer(FileDescriptor file) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8));
    }
}
