package dev.parley.crds;

import dev.parley.crds.edge.RegionEdgeSpec;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.schema.Column;
import dev.parley.crds.schema.Resource;
import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// The media nodes of one region of a MeetingCluster: how many, where, how clients reach them, and how they
/// give away their rooms.
@Group(Parley.GROUP)
@Version(Parley.VERSION)
@ShortNames("re")
@Categories(Resource.CATEGORY)
@Rule(value = Parley.SHORT_NAME, says = Parley.NAME_TOO_LONG, with = Parley.NAME_CHARS, at = ".metadata")
@Resource(
        columns = {
            @Column(name = "Region", path = ".spec.region", tells = "The region's name."),
            @Column(name = "Ready", path = Parley.READY, tells = "Whether it is as wished and does its work."),
            @Column(name = "Reason", path = Parley.WHY, tells = "Why it is ready, or is not."),
            @Column(name = "Wished", path = ".spec.replicas", type = "integer", tells = "Nodes that are wished for."),
            @Column(name = "Active", path = ".status.activeNodes", type = "integer", tells = "Nodes that take rooms."),
            @Column(
                    name = "Load",
                    path = ".status.loadPercent",
                    type = "integer",
                    tells = "The mean load of the active nodes, in percent."),
            @Column(
                    name = "Participants",
                    path = ".status.participants",
                    type = "integer",
                    tells = "Participants at all nodes."),
            @Column(name = "Cluster", path = ".spec.clusterRef.name", wide = true, tells = "The MeetingCluster."),
            @Column(name = "Version", path = ".status.version", wide = true, tells = "The release of the nodes."),
            @Column(
                    name = "Rooms",
                    path = ".status.rooms",
                    type = "integer",
                    wide = true,
                    tells = "Rooms at all nodes."),
            @Column(name = "Age", path = Parley.AGE, type = "date", tells = "How long it has been there.")
        },
        wishedReplicas = ".spec.replicas",
        replicas = ".status.replicas",
        selector = ".status.selector")
public final class RegionEdge extends CustomResource<RegionEdgeSpec, RegionEdgeStatus> implements Namespaced {}
