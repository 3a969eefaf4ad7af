/// The objects of a MeetingCluster: its signaling servers, how clients reach them, and who may speak with whom.
@NullMarked
package dev.parley.operator.desired.cluster;

import org.jspecify.annotations.NullMarked;
