package dev.parley.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.Allocation;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arrivals are told")
class TransportFeedbackRecorderTest {
    private static final long MS = 1_000_000;

    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();

    @Test
    @DisplayName("nothing when nothing came")
    void nothing() {
        assertThat(build()).isEmpty();
        recorder.noteArrival(5, MS);
        assertThat(build()).hasSize(1);
        assertThat(build()).isEmpty();
    }

    @Test
    @DisplayName("with the losses between two messages, across the wrap")
    void lossBetweenMessages() {
        recorder.noteArrival(65_534, 10 * MS);
        assertThat(told()).containsExactly("65534+");
        recorder.noteArrival(1, 20 * MS);
        assertThat(told()).containsExactly("65535- 0- 1+");
    }

    @Test
    @DisplayName("again when one of a told range comes late")
    void lateArrival() {
        recorder.noteArrival(10, 10 * MS);
        recorder.noteArrival(12, 11 * MS);
        assertThat(told()).containsExactly("10+ 11- 12+");
        recorder.noteArrival(11, 12 * MS);
        recorder.noteArrival(13, 13 * MS);
        assertThat(told()).containsExactly("11+ 12+ 13+");
    }

    @Test
    @DisplayName("once when it came twice")
    void duplicate() {
        recorder.noteArrival(10, 10 * MS);
        assertThat(told()).hasSize(1);
        recorder.noteArrival(10, 20 * MS);
        assertThat(build()).isEmpty();
    }

    @Test
    @DisplayName("in several messages when one cannot hold them, or a pause is longer than a delta")
    void splits() {
        for (int i = 0; i < 400; i++) {
            recorder.noteArrival(i, i * MS);
        }
        recorder.noteArrival(400, 20_000 * MS);
        List<TransportFeedback> messages = build();
        assertThat(messages.stream().mapToInt(TransportFeedback::count).sum()).isEqualTo(401);
        assertThat(messages)
                .hasSize(4)
                .allSatisfy(message -> assertThat(message.length()).isLessThan(1_200));
        assertThat(messages.stream().mapToInt(TransportFeedback::feedbackCount)).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("up to a bound when the numbers leap")
    void leap() {
        recorder.noteArrival(0, MS);
        recorder.noteArrival(30_000, 2 * MS);
        assertThat(build().getLast().count()).isEqualTo(TransportFeedbackRecorder.PACKETS);
        recorder.noteArrival(1, 3 * MS);
        assertThat(build()).isEmpty();
    }

    @Test
    @DisplayName("and noted, as is what was sent, without allocating")
    void allocatesNothing() {
        SendHistory history = new SendHistory();
        int[] sequence = {0};
        long bytes = Allocation.bytesOf(20_000, () -> {
            int next = sequence[0]++;
            recorder.noteArrival(next & 0xFFFF, next * MS);
            history.sent(next & 0xFFFF, 1_200, next * MS);
        });
        assertThat(bytes).isZero();
    }

    private List<TransportFeedback> build() {
        return recorder.build(1, 2);
    }

    private List<String> told() {
        return build().stream().map(TransportFeedbackRecorderTest::line).toList();
    }

    private static String line(TransportFeedback feedback) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < feedback.count(); i++) {
            line.append(feedback.sequenceNumber(i)).append(feedback.received(i) ? "+ " : "- ");
        }
        return line.toString().strip();
    }
}
