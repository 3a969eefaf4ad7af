package dev.parley.crds;

import dev.parley.crds.recording.RecordingJobSpec;
import dev.parley.crds.recording.RecordingJobStatus;
import dev.parley.crds.schema.Column;
import dev.parley.crds.schema.Frozen;
import dev.parley.crds.schema.Resource;
import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One recording of one room, from the recorder's start to the finished picture. It is carried out once; to
/// record again, make another.
@Group(Parley.GROUP)
@Version(Parley.VERSION)
@ShortNames("rj")
@Categories(Resource.CATEGORY)
@Rule(value = Parley.SHORT_NAME, says = Parley.NAME_TOO_LONG, with = Parley.NAME_CHARS, at = ".metadata")
@Frozen(
        once = "has(oldSelf.status) && has(oldSelf.status.phase) && oldSelf.status.phase != 'Pending'",
        but = "stop",
        says = "changed in phase %s (expected: only stop: true, once the recording has begun; make another"
                + " RecordingJob)",
        with = "oldSelf.status.phase")
@Resource(
        columns = {
            @Column(name = "Room", path = ".spec.room", tells = "The room that is recorded."),
            @Column(name = "Phase", path = ".status.phase", tells = "Where the recording is."),
            @Column(name = "Reason", path = Parley.WHY, tells = "Why it is there."),
            @Column(name = "Started", path = ".status.startedAt", type = "date", tells = "When it began."),
            @Column(name = "Finished", path = ".status.finishedAt", type = "date", tells = "When it was done."),
            @Column(name = "Cluster", path = ".spec.clusterRef.name", wide = true, tells = "The MeetingCluster."),
            @Column(
                    name = "Segments",
                    path = ".status.segments.count",
                    type = "integer",
                    wide = true,
                    tells = "Segments in the storage."),
            @Column(name = "Age", path = Parley.AGE, type = "date", tells = "How long it has been there.")
        })
public final class RecordingJob extends CustomResource<RecordingJobSpec, RecordingJobStatus> implements Namespaced {}
