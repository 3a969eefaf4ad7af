package dev.parley.media.custody;

import dev.parley.room.NodeId;
import org.jspecify.annotations.Nullable;

/// This process among all.
///
/// @param instance new with every start
/// @param machine what it runs on, where somebody knows
public record Self(NodeId node, String instance, @Nullable String machine) {}
