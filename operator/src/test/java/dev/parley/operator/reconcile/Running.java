package dev.parley.operator.reconcile;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.operator.app.OperatorConfiguration;
import dev.parley.operator.desired.Release;
import dev.parley.operator.nodes.NodeDoor;
import dev.parley.operator.status.News;
import dev.parley.operator.status.ServedSchemas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An operator at work in a namespace of its own, with every request that it makes.
final class Running implements AutoCloseable {
    static final Release RELEASE = new Release("registry.example.com/parley", "1.0.0", "docker.io/library/redis:7.4.2");

    /// A machine that does everything else at once needs a while; nobody waits for it where all goes well.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A kind that was just made known is refused at first: the API server is still reading what there is of it.
    private static final int RETRIES = 10;

    final String namespace;
    final KubernetesClient client;
    final Traffic traffic = new Traffic();
    private final KubernetesClient own;
    private final Operator operator;

    Running(ApiServer server, String namespace) {
        this(server, namespace, config -> config);
    }

    /// By way of a door that may be faulty. The client does not hide what it gets there.
    static Running through(FaultyDoor door, ApiServer server, String namespace) {
        return new Running(
                server, namespace, config -> config.withMasterUrl(door.url()).withRequestRetryBackoffLimit(0));
    }

    /// With the permissions of this user.
    static Running as(String user, ApiServer server, String namespace) {
        return new Running(server, namespace, config -> config.withImpersonateUsername(user));
    }

    private Running(ApiServer server, String namespace, UnaryOperator<ConfigBuilder> how) {
        this.namespace = namespace;
        this.client = server.client();
        new Ground(client).namespace(namespace);
        this.own = new KubernetesClientBuilder()
                .withConfig(
                        how.apply(new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(RETRIES))
                                .build())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("traffic", traffic))
                .build();
        this.operator = new Operator(service ->
                service.withKubernetesClient(own).withCloseClientOnStop(false).checkingCRDAndValidateLocalModel(false));
    }

    Running with(Reconciler<? extends HasMetadata> reconciler) {
        operator.register(
                reconciler, settings -> settings.settingNamespaces(namespace).withRetry(OperatorConfiguration.retry()));
        return this;
    }

    Tools tools() {
        InstantSource clock = InstantSource.system();
        return new Tools(own, clock, RELEASE, new News(own, clock, "test", _ -> {}), new ServedSchemas(own, clock));
    }

    Running start() {
        operator.start();
        return this;
    }

    MeetingClusterReconciler clusters() {
        return new MeetingClusterReconciler(tools(), new SecureRandom());
    }

    RegionEdgeReconciler edges(NodeDoor nodes) {
        return new RegionEdgeReconciler(tools(), nodes);
    }

    RecordingJobReconciler recordings() {
        return new RecordingJobReconciler(tools());
    }

    <T extends HasMetadata> Resource<T> at(Class<T> kind, String name) {
        return client.resources(kind).inNamespace(namespace).withName(name);
    }

    /// Waits until it holds, and fails if it does not.
    <T extends HasMetadata> T await(Class<T> kind, String name, Predicate<@Nullable T> expected) {
        return at(kind, name).waitUntilCondition(expected, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    <T extends HasMetadata> T await(Class<T> kind, String name) {
        return await(kind, name, Objects::nonNull);
    }

    /// Waits until Events with all these reasons are told of a resource: each comes after what it tells of is written
    /// down.
    void awaitEvents(String about, String... reasons) {
        var told = client.events()
                .v1()
                .events()
                .inNamespace(namespace)
                .informOnCondition(events -> reasons(events, about).containsAll(Set.of(reasons)));
        try {
            told.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            var events = client.events().v1().events().inNamespace(namespace).list();
            throw new AssertionError(
                    "expected %s, told %s".formatted(Set.of(reasons), reasons(events.getItems(), about)));
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            told.cancel(true);
        }
    }

    private static Set<String> reasons(List<Event> events, String about) {
        return events.stream()
                .filter(it -> it.getRegarding().getName().equals(about))
                .map(Event::getReason)
                .collect(Collectors.toSet());
    }

    static Predicate<@Nullable MeetingCluster> says(ConditionType type, Condition.Status status, String reason) {
        return cluster -> cluster != null
                && cluster.getStatus() != null
                && conditions(cluster.getStatus().conditions(), type)
                        .anyMatch(it -> it.status() == status && it.reason().equals(reason));
    }

    private static Stream<Condition> conditions(List<Condition> all, ConditionType type) {
        return all.stream().filter(it -> it.type() == type);
    }

    /// Only the operator goes.
    void end() {
        operator.stop();
        own.close();
    }

    @Override
    public void close() {
        end();
        client.resources(RecordingJob.class).inNamespace(namespace).delete();
        client.resources(RegionEdge.class).inNamespace(namespace).delete();
        client.resources(MeetingCluster.class).inNamespace(namespace).delete();
        // Ports of machines are one to all namespaces.
        client.services().inNamespace(namespace).delete();
    }
}
