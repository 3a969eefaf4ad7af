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
    private static final Pattern HEAP_USED = Pattern.compile("heap .*?\\bused (\\d+)K");
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\": true");
    private static final long KIB = 1_024;

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

    /// Bytes on the heap that are still reachable: collects garbage first.
    public long liveHeapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd " + pid + " GC.heap_info: no used heap in its answer");
        }
        return Long.parseLong(used.group(1)) * KIB;
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
