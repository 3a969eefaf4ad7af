package dev.parley.e2e.system;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RegionEdge;
import dev.parley.e2e.machines.Programs;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Parley, installed by its charts into a namespace of its own. One at a time in a cluster: media nodes have fixed
/// ports of the machines, and definitions of resources are the whole cluster's.
public final class Installation {
    /// Which run a namespace is of.
    private static final String RUN = "parley.dev/e2e";

    private static final String CRDS = "parley-crds";
    private static final String EDGE = "here";
    private static final String CLUSTER = "meet";

    private final KubernetesClient client;
    private final Programs programs;
    private final Release release;
    private final Names names;

    /// What it is called.
    ///
    /// @param secret that signs tokens
    public record Names(String run, String secret) {
        public String namespace() {
            return "parley-e2e-" + run;
        }

        String operator() {
            return "parley-" + run;
        }
    }

    public Installation(KubernetesClient client, Programs programs, Release release, Names names) {
        this.client = client;
        this.programs = programs;
        this.release = release;
        this.names = names;
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return names.namespace();
    }

    public String secret() {
        return names.secret();
    }

    public Release release() {
        return release;
    }

    /// What runs that died have left.
    public void removeOthers() throws IOException, InterruptedException {
        for (Namespace other : client.namespaces().withLabel(RUN).list().getItems()) {
            String run = Objects.requireNonNull(other.getMetadata().getLabels().get(RUN));
            System.out.println("removing what run " + run + " left");
            new Installation(client, programs, release, new Names(run, "")).remove();
        }
    }

    public void makeNamespace() throws IOException, InterruptedException {
        apply("namespace.yaml", Map.of("NAMESPACE", namespace(), "RUN", names.run()));
    }

    /// The charts, as they lie in this folder.
    public void installCharts(Path charts) throws IOException, InterruptedException {
        // Definitions outlive every release, so somebody may have made them before.
        programs.helm(
                "upgrade",
                "--install",
                "--take-ownership",
                CRDS,
                charts.resolve(CRDS).toString());
        installOperator(charts, "upgrade", "--install");
    }

    /// The operator alone.
    ///
    /// @param words how helm begins
    public void installOperator(Path charts, String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(Arrays.asList(words));
        command.addAll(List.of(
                names.operator(),
                charts.resolve("parley").toString(),
                "--set-string",
                "images.registry=%s,images.version=%s,images.redis=%s,operator.namespaces={%s}"
                        .formatted(release.registry(), release.version(), release.redis(), namespace())));
        programs.helm(command.toArray(String[]::new));
    }

    public void applyResources(int nodes) throws IOException, InterruptedException {
        apply("resources.yaml", Map.of("SECRET", names.secret(), "NODES", Integer.toString(nodes)));
    }

    private void apply(String name, Map<String, String> words) throws IOException, InterruptedException {
        String text;
        try (InputStream in = Objects.requireNonNull(Installation.class.getResourceAsStream(name), name)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (var word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        Path file = Files.createTempFile("parley-e2e-", ".yaml");
        try {
            Files.writeString(file, text);
            programs.kubectl("apply", "-f", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    /// Where clients find signaling: the same port of every machine.
    public List<URI> doors() {
        int port = client.services()
                .inNamespace(namespace())
                .withName("door")
                .require()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
        return machines().stream()
                .map(it -> URI.create("http://" + it.address() + ":" + port))
                .toList();
    }

    public List<Machine> machines() {
        return client.nodes().withoutLabel("node-role.kubernetes.io/control-plane").list().getItems().stream()
                .map(it -> new Machine(
                        it.getMetadata().getName(),
                        it.getStatus().getAddresses().stream()
                                .filter(address -> address.getType().equals("InternalIP"))
                                .findFirst()
                                .orElseThrow()
                                .getAddress()))
                .toList();
    }

    /// A machine that pods run on.
    public record Machine(String name, String address) {}

    public MeetingCluster cluster() {
        return client.resources(MeetingCluster.class)
                .inNamespace(namespace())
                .withName(CLUSTER)
                .require();
    }

    public RegionEdge edge() {
        return client.resources(RegionEdge.class)
                .inNamespace(namespace())
                .withName(EDGE)
                .require();
    }

    /// As `kubectl patch --type=merge` does.
    public void patchCluster(String spec) throws IOException, InterruptedException {
        patch("mc/" + CLUSTER, spec);
    }

    public void patchEdge(String spec) throws IOException, InterruptedException {
        patch("re/" + EDGE, spec);
    }

    /// From now on the operator runs on this machine.
    public void keepOperatorAt(String machine) throws IOException, InterruptedException {
        String deployment = "deployment/" + names.operator() + "-operator";
        String there = "{\"kubernetes.io/hostname\":\"" + machine + "\"}";
        programs.kubectl(
                "patch", deployment, "-p", "{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":" + there + "}}}}");
        programs.kubectl("rollout", "status", deployment, "--timeout=180s");
    }

    /// The operator that leads, or led last.
    public String leader() {
        return client.leases()
                .inNamespace(namespace())
                .withName("parley-operator")
                .require()
                .getSpec()
                .getHolderIdentity();
    }

    private void patch(String what, String spec) throws IOException, InterruptedException {
        programs.kubectl("patch", what, "--type=merge", "-p", "{\"spec\":" + spec + "}");
    }

    /// What pods have said and what the operator has told, to where somebody who looks for a cause finds it.
    public void keepLogs(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String kind : List.of("pods", "events", "mc", "re", "rj")) {
            keep(folder.resolve(kind + ".yaml"), "get", kind, "-o", "yaml");
        }
        for (var pod : client.pods().inNamespace(namespace()).list().getItems()) {
            String name = pod.getMetadata().getName();
            keep(folder.resolve(name + ".log"), "logs", name);
            keep(folder.resolve(name + ".before.log"), "logs", name, "--previous");
        }
    }

    private void keep(Path file, String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("kubectl", "--namespace", namespace()));
        command.addAll(Arrays.asList(words));
        Programs.Ended ended = programs.attempt(command.toArray(String[]::new));
        if (ended.code() == 0) {
            Files.writeString(file, ended.said());
        }
    }

    /// All of it but the definitions, with which every other meeting system of the cluster would go. Objects are taken
    /// away by their owners, which the cluster does: nobody waits for the operator.
    public void remove() throws IOException, InterruptedException {
        programs.attempt("helm", "--namespace", namespace(), "uninstall", names.operator(), "--wait=false");
        programs.attempt(
                "kubectl", "--namespace", namespace(), "delete", "pods", "--all", "--force", "--grace-period=0");
        programs.attempt("helm", "--namespace", namespace(), "uninstall", CRDS);
        programs.attempt("kubectl", "delete", "namespace", namespace(), "--ignore-not-found", "--timeout=60s");
    }
}
