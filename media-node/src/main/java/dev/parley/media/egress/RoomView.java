package dev.parley.media.egress;

import dev.parley.media.ingress.SourceTrack;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a receiver may see of its room.
public interface RoomView {
    /// What this participant publishes, muted or not; null when there is no such track.
    @Nullable
    SourceTrack track(ParticipantId participant, Source source);

    /// All video, in the order in which somebody who wished for nobody in particular would like it: screens, who has
    /// the floor, who had it lately, the others.
    List<SourceTrack> videoByPreference();

    /// The audio that is heard now.
    List<SourceTrack> heard();
}
