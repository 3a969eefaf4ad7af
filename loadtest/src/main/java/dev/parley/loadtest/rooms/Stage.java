package dev.parley.loadtest.rooms;

import dev.parley.loadtest.report.Quantiles;
import java.util.List;

/// What was measured while so many rooms were there.
///
/// @param joinsPerSecond of one instance, without sockets, many at once
/// @param fanOut from one instance to another
/// @param visits by WebSocket
/// @param slow commands that took Redis longer than two milliseconds
record Stage(
        int rooms,
        long keys,
        List<Measured> operations,
        double joinsPerSecond,
        Quantiles fanOut,
        Visits visits,
        long slow) {}
