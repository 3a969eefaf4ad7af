package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.media.control.CounterSink;
import dev.parley.media.custody.Lease;
import dev.parley.media.custody.Taking;
import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.media.session.SessionCodec;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.node.NodeCommand.MoveToNode;
import dev.parley.protocol.node.TakeReason;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.srtp.SrtpKeys;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Of what a node says, and so of all that signaling, its store and its logs can ever hold.
@DisplayName("The keys of a session that is copied, moved and taken")
class KeysStayTest {
    private static final RoomId ROOM = new RoomId("secret-room");
    private static final long DEADLINE_SECONDS = 20;
    /// Enough of a key to know it by, in every form that a careless line could print.
    private static final int KNOWN_BYTES = 6;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("are in no log, no metric, no event and no word about an error")
    void keysStay() throws Exception {
        try (var _ = new Ears()) {
            List<String> keys = live();
            assertThat(said).as("what was said").hasSizeGreaterThan(20);
            assertThat(keys).hasSizeGreaterThan(8);
            for (String key : keys) {
                assertThat(said).noneMatch(words -> words.contains(key));
            }
        }
    }

    /// A call with everything that can happen to it. Answers its keys as they may be written.
    private List<String> live() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        var callers = new ArrayList<Caller>();
        try (var fleet = new TestFleet(
                        3,
                        candidate -> callers.stream()
                                .filter(it -> it.id().equals(candidate.participant()))
                                .forEach(it -> {
                                    var _ = it.client().addCandidate(candidate.candidate());
                                }));
                var clients = new RtcClients(new ClientSettings(
                        1, here, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000, new SecureRandom()))) {
            fleet.onEvent(event -> said.add(ProtocolJson.write(event)));
            callers.add(new Caller("ann", clients));
            callers.add(new Caller("ben", clients));
            NodeId first = new NodeId("n1");
            for (Caller caller : callers) {
                caller.join(fleet.node(first), ROOM, 10 * callers.indexOf(caller) + 1);
            }
            CarriedTest.until(() -> fleet.count(first, "parley_custody_copies") >= 2);
            SessionRecord record = record(fleet.node(first));
            describe(record);
            assertThat(fleet.node(first).command(new MoveToNode(ROOM, null, new NodeId("n2"))))
                    .isTrue();
            assertThat(fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            CarriedTest.until(() -> fleet.count(new NodeId("n2"), "parley_custody_copies") >= 4);
            fleet.ids().forEach(id -> fleet.node(id).counters(new Written()));
            fleet.kill(new NodeId("n2"));
            assertThat(fleet.takings().poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            fleet.ids().forEach(id -> fleet.node(id).counters(new Written()));
            return forms(record);
        }
    }

    private static SessionRecord record(MediaNode node) throws Exception {
        var record = new CompletableFuture<SessionRecord>();
        node.switchboard()
                .tell(node.switchboard().sessions(ROOM), Order.of((_, session) -> record.complete(session.record())));
        return record.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /// As it would come into a message by mistake.
    private void describe(SessionRecord record) {
        byte[] bytes = SessionCodec.write(record);
        var copy = new SessionCopy(record.identity().id(), ROOM, 1, bytes);
        said.add(String.valueOf(record));
        said.add(String.valueOf(record.secure()));
        said.add(copy.toString());
        said.add(new LinkFrame.Copy(1, copy).toString());
        said.add(new LinkFrame.Import(1, List.of(copy)).toString());
        said.add(new Taking(new NodeId("n1"), List.of(copy), true, Lease.FREE, TakeReason.MOVED).toString());
    }

    private static List<String> forms(SessionRecord record) {
        var secure = record.secure();
        if (secure == null) {
            throw new AssertionError("no keys yet");
        }
        SrtpKeys keys = secure.keys();
        ByteBuffer written = ByteBuffer.allocate(keys.byteLength());
        keys.write(written);
        var forms = new ArrayList<String>();
        byte[] all = written.array();
        for (byte[] key : List.of(
                keys.local().key(),
                keys.local().salt(),
                keys.remote().key(),
                keys.remote().salt())) {
            byte[] start = Arrays.copyOf(key, KNOWN_BYTES);
            forms.add(HexFormat.of().formatHex(start));
            forms.add(HexFormat.of().withUpperCase().formatHex(start));
            forms.add(Base64.getEncoder().encodeToString(start));
            String decimal = Arrays.toString(start);
            forms.add(decimal.substring(1, decimal.length() - 1));
        }
        assertThat(all).as("what a record holds of them").isNotEmpty();
        forms.add(record.ice().local().pwd());
        forms.add(record.ice().remote().pwd());
        return forms;
    }

    /// A metric's line.
    private final class Written implements CounterSink {
        @Override
        public void count(String name, Map<String, String> tags, long value) {
            said.add(name + tags + value);
        }

        @Override
        public void time(String name, Map<String, String> tags, long valueNs) {
            said.add(name + tags + valueNs);
        }
    }

    /// Everything that is logged, at every level, by either way of logging.
    private final class Ears extends Handler implements AutoCloseable {
        private final Logger logback = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Level before = logback.getLevel();
        private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("dev.parley");
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getFormattedMessage());
            }
        };

        Ears() {
            appender.start();
            logback.setLevel(Level.TRACE);
            logback.addAppender(appender);
            jdk.setLevel(java.util.logging.Level.ALL);
            jdk.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            said.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logback.setLevel(before);
            logback.detachAppender(appender);
            jdk.removeHandler(this);
        }
    }
}
