package dev.parley.crds;

import dev.parley.crds.cluster.MeetingClusterSpec;
import dev.parley.crds.cluster.MeetingClusterStatus;
import dev.parley.crds.schema.Column;
import dev.parley.crds.schema.Resource;
import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// A meeting system: its signaling, its keys, its Redis, and what all of its regions have in common. Media
/// nodes come with a RegionEdge.
@Group(Parley.GROUP)
@Version(Parley.VERSION)
@ShortNames("mc")
@Categories(Resource.CATEGORY)
@Rule(value = Parley.SHORT_NAME, says = Parley.NAME_TOO_LONG, with = Parley.NAME_CHARS, at = ".metadata")
@Resource(
        columns = {
            @Column(name = "Ready", path = Parley.READY, tells = "Whether it is as wished and does its work."),
            @Column(name = "Reason", path = Parley.WHY, tells = "Why it is ready, or is not."),
            @Column(name = "Version", path = ".status.version", tells = "The release that runs."),
            @Column(
                    name = "Signaling",
                    path = ".status.signaling.readyReplicas",
                    type = "integer",
                    tells = "Signaling instances that are ready."),
            @Column(name = "Rooms", path = ".status.rooms", type = "integer", tells = "Rooms that are open."),
            @Column(
                    name = "Participants",
                    path = ".status.participants",
                    type = "integer",
                    tells = "Participants in all regions."),
            @Column(name = "URL", path = ".status.url", wide = true, tells = "Where clients find it."),
            @Column(name = "Age", path = Parley.AGE, type = "date", tells = "How long it has been there.")
        },
        wishedReplicas = ".spec.signaling.replicas",
        replicas = ".status.signaling.replicas",
        selector = ".status.signaling.selector")
public final class MeetingCluster extends CustomResource<MeetingClusterSpec, MeetingClusterStatus>
        implements Namespaced {}
