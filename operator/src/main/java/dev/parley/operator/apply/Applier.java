package dev.parley.operator.apply;

import dev.parley.operator.apply.Change.Deed;
import dev.parley.operator.desired.Part;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Writes objects: those that are not as wished, and no others.
public final class Applier {
    /// Ours wins: whoever else writes a field that follows from the spec has to change the spec.
    public static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Part.OPERATOR)
            .withForce(true)
            .build();

    private final KubernetesClient client;

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    /// Makes everything as wished, in its order; then takes away what is there and no longer wished for.
    public List<Change> apply(List<HasMetadata> wished, Owned owned) {
        var changes = new ArrayList<Change>();
        Set<Object> kept = new HashSet<>();
        for (HasMetadata object : wished) {
            kept.add(identity(object));
            var there = owned.find(object);
            if (there.isEmpty()) {
                owned.written(client.resource(object).patch(APPLY), there);
                changes.add(change(Deed.CREATED, object, "missing"));
                continue;
            }
            Difference.find(object, there.get(), Part.OPERATOR).ifPresent(where -> {
                guard(object, there.get());
                owned.written(client.resource(object).patch(APPLY), there);
                changes.add(change(Deed.UPDATED, object, where));
            });
        }
        for (HasMetadata object : owned.all()) {
            if (!kept.contains(identity(object)) && object.getMetadata().getDeletionTimestamp() == null) {
                client.resource(object).delete();
                changes.add(change(Deed.DELETED, object, "no longer wished for"));
            }
        }
        return changes;
    }

    /// How many pods there are is decided by what was seen: if somebody has changed it since, it is decided anew.
    private static void guard(HasMetadata object, HasMetadata there) {
        if (object instanceof StatefulSet) {
            object.getMetadata().setResourceVersion(there.getMetadata().getResourceVersion());
        }
    }

    private record Identity(String kind, String name) {}

    private static Object identity(HasMetadata object) {
        return new Identity(object.getKind(), object.getMetadata().getName());
    }

    private static Change change(Deed deed, HasMetadata object, String why) {
        return new Change(
                deed,
                Objects.requireNonNull(object.getKind()),
                object.getMetadata().getName(),
                why);
    }
}
