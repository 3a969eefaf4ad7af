package dev.parley.operator.status;

import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.operator.apply.Change;
import dev.parley.operator.desired.Part;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Events: every decision, for whoever asks `kubectl describe`. Losing one is no reason to fail.
public final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /// What the API server takes.
    private static final int LONGEST_NOTE = 1_024;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String instance;
    private final Consumer<Event> told;

    /// `told`: hears every Event that was written.
    public News(KubernetesClient client, InstantSource clock, String instance, Consumer<Event> told) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
        this.told = told;
    }

    /// Tells where a resource stands, when that is for another reason than before.
    public void tell(HasMetadata about, List<Condition> before, Verdict verdict) {
        String reason = verdict.reason().word();
        boolean known = before.stream()
                .anyMatch(it -> it.type() == ConditionType.READY && it.reason().equals(reason));
        if (known) {
            return;
        }
        switch (verdict) {
            case Verdict.Ready _, Verdict.Reconciling _ -> tell(about, reason, verdict.message());
            case Verdict.NotReady _, Verdict.Stalled _ -> warn(about, reason, verdict.message());
        }
    }

    /// Tells what was done to the objects of a resource.
    public void tell(HasMetadata about, List<Change> changes) {
        changes.forEach(
                change -> tell(about, change.deed().word(), change.kind() + " " + change.name() + ": " + change.why()));
    }

    /// Something went as it should.
    public void tell(HasMetadata about, String reason, String note) {
        tell(about, "Normal", reason, note);
    }

    /// Somebody should look.
    public void warn(HasMetadata about, String reason, String note) {
        tell(about, "Warning", reason, note);
    }

    private void tell(HasMetadata about, String type, String reason, String note) {
        var metadata = about.getMetadata();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(metadata.getName() + "-")
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withType(type)
                .withReason(reason)
                .withAction(reason)
                .withNote(note.substring(0, Math.min(note.length(), LONGEST_NOTE)))
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController(Part.OPERATOR)
                .withReportingInstance(instance)
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withName(metadata.getName())
                        .withNamespace(metadata.getNamespace())
                        .withUid(metadata.getUid())
                        .withResourceVersion(metadata.getResourceVersion())
                        .build())
                .build();
        try {
            client.resource(event).create();
            told.accept(event);
        } catch (KubernetesClientException lost) {
            LOG.warn("{}/{}: {} {}", metadata.getNamespace(), metadata.getName(), reason, note, lost);
        }
    }
}
