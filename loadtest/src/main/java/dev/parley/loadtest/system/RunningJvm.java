package dev.parley.loadtest.system;

import dev.parley.loadtest.node.ProcessUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Another JVM, asked through `jcmd`, which comes with every JDK.
public final class RunningJvm {
    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\": true");

    private final long pid;

    public RunningJvm(long pid) {
        this.pid = pid;
    }

    public long pid() {
        return pid;
    }

    public ProcessUsage usage() {
        return ProcessUsage.of(pid);
    }

    /// Bytes of all objects that are still reachable: the histogram's sum, taken right behind a full collection.
    public long liveHeapBytes() throws IOException, InterruptedException {
        Matcher total = HISTOGRAM_TOTAL.matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("jcmd " + pid + " GC.class_histogram: no total in its answer");
        }
        return Long.parseLong(total.group(1));
    }

    /// Virtual threads that have begun and not ended.
    public long virtualThreads() throws IOException, InterruptedException {
        Path dump = Files.createTempFile("threads", ".json");
        try {
            threadsTo(dump);
            return VIRTUAL.matcher(Files.readString(dump)).results().count();
        } finally {
            Files.deleteIfExists(dump);
        }
    }

    /// All threads with their stacks, virtual ones too.
    public void threadsTo(Path file) throws IOException, InterruptedException {
        jcmd("Thread.dump_to_file", "-overwrite", "-format=json", file.toString());
    }

    /// What `jcmd` prints, for whoever has to find out more.
    public String jcmd(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        command.addAll(List.of(words));
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " " + List.of(words) + ": " + answer);
        }
        return answer;
    }
}
