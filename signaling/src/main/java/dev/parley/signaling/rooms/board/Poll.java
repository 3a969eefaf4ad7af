package dev.parley.signaling.rooms.board;

import dev.parley.protocol.meeting.PollView;
import dev.parley.room.ParticipantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A poll and everyone's vote. Who voted what is kept, so that a vote can be changed, and told to nobody.
public record Poll(
        String id,
        @Nullable ParticipantId by,
        String question,
        List<String> options,
        boolean multiple,
        boolean open,
        List<Ballot> ballots) {
    public Poll {
        options = List.copyOf(options);
        ballots = List.copyOf(ballots);
    }

    public record Ballot(ParticipantId who, List<Integer> options) {
        public Ballot {
            options = List.copyOf(options);
        }
    }

    public static Poll fresh(
            String id, @Nullable ParticipantId by, String question, List<String> options, boolean multiple) {
        return new Poll(id, by, question, options, multiple, true, List.of());
    }

    public Poll closed() {
        return new Poll(id, by, question, options, multiple, false, ballots);
    }

    /// No options: the vote is taken back.
    public Poll voted(ParticipantId who, List<Integer> chosen) {
        var now = new ArrayList<>(
                ballots.stream().filter(it -> !it.who().equals(who)).toList());
        if (!chosen.isEmpty()) {
            now.add(new Ballot(who, chosen));
        }
        return new Poll(id, by, question, options, multiple, open, now);
    }

    public Optional<Ballot> ballot(ParticipantId who) {
        return ballots.stream().filter(it -> it.who().equals(who)).findFirst();
    }

    /// As everyone is told.
    public PollView view() {
        return counted(null);
    }

    /// With the reader's own vote.
    public PollView viewFor(ParticipantId reader) {
        return counted(ballot(reader).map(Ballot::options).orElse(null));
    }

    private PollView counted(@Nullable List<Integer> mine) {
        var results = IntStream.range(0, options.size())
                .mapToObj(i -> new PollView.Option(options.get(i), (int)
                        ballots.stream().filter(it -> it.options().contains(i)).count()))
                .toList();
        return new PollView(id, by, question, results, multiple, open, ballots.size(), mine);
    }
}
