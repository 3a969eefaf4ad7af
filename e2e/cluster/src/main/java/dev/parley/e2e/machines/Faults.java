package dev.parley.e2e.machines;

import java.io.IOException;

/// Breaks machines and pods by `scripts/cluster`, which knows how.
public final class Faults {
    /// How `scripts/cluster` ends when the machines of a cluster are not ours to break.
    private static final int NOT_OURS = 3;

    private final Programs programs;
    private final String namespace;

    public Faults(Programs programs, String namespace) {
        this.programs = programs;
        this.namespace = namespace;
    }

    /// What happens to a machine.
    public enum OfMachine {
        POWER,
        CABLE,
        MEND
    }

    /// What happens to the processes of a pod.
    public enum OfPod {
        KILL,
        HANG,
        MEND
    }

    public void machine(String name, OfMachine what) throws IOException, InterruptedException {
        fault("node", name, what.name());
    }

    public void pod(String name, OfPod what) throws IOException, InterruptedException {
        fault("pod", namespace + "/" + name, what.name());
    }

    private void fault(String kind, String name, String what) throws IOException, InterruptedException {
        String script = programs.file("scripts/cluster").toString();
        Programs.Ended ended = programs.attempt(script, "fault", kind, name, what.toLowerCase(java.util.Locale.ROOT));
        if (ended.code() == NOT_OURS) {
            throw new NotOursException("the machines of this cluster are not ours to break");
        }
        if (ended.code() != 0) {
            throw new IOException("%s of %s: %s".formatted(what, name, ended.said()));
        }
    }
}
