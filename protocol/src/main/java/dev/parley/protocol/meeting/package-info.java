/// What a meeting has besides people and pictures, as clients see it: settings, a waiting room, polls, questions and
/// breakouts.
@NullMarked
package dev.parley.protocol.meeting;

import org.jspecify.annotations.NullMarked;
