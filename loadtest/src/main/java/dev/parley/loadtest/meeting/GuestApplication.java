package dev.parley.loadtest.meeting;

import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// One participant from a shell: plays the recording, prints what it is told and what arrives, a line of JSON each, and
/// leaves after some time or when its input ends. `scripts/guest` runs it:
/// ```
/// --url http://127.0.0.1:8080 --room hello (--token t | --key k --secret s) [--name n] [--seconds n] [--height n]
///       [--bind address]
/// ```
public final class GuestApplication {
    private static final Duration REPORT = Duration.ofSeconds(1);
    private static final int VIDEO_SLOTS = 9;
    private static final int LOUD = 20;

    private GuestApplication() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        URI url = URI.create(required(options, "--url"));
        RoomId room = new RoomId(required(options, "--room"));
        String bind = options.getOrDefault("--bind", "0.0.0.0");
        var address = new Venue.Address(url, options.getOrDefault("--key", ""), options.getOrDefault("--secret", ""));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (RtcClients clients = new RtcClients(new ClientSettings(
                        1,
                        InetAddress.getByName(bind),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                Venue venue = new Venue(address, clients, System::nanoTime);
                Patience patience = new Patience()) {
            String token = options.containsKey("--token")
                    ? required(options, "--token")
                    : venue.token(room, options.getOrDefault("--name", "Guest"), Role.GUEST);
            try (Participant guest = venue.join(token, new Teller(out))) {
                stay(guest, options, out, patience);
            }
        }
    }

    private static void stay(Participant guest, Map<String, String> options, PrintStream out, Patience patience)
            throws IOException, InterruptedException {
        guest.open(MediaPlan.playing(Recording.standard(), VIDEO_SLOTS, 0));
        guest.speak(LOUD);
        guest.watch(Integer.parseInt(options.getOrDefault("--height", "720")));
        say(out, new GuestEvent.Here(guest.id()));
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofVirtual().start(() -> awaitEnd(over));
        int seconds = Integer.parseInt(options.getOrDefault("--seconds", "3600"));
        for (int second = 0; second < seconds && !over.get(); second++) {
            var _ = patience.until(over::get, REPORT);
            say(out, received(guest));
        }
        guest.leave();
        say(out, new GuestEvent.Gone());
    }

    private static void awaitEnd(AtomicBoolean over) {
        try (InputStream in = System.in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            over.set(true);
        }
    }

    private static GuestEvent received(Participant guest) {
        List<GuestEvent.Arrived> slots = guest.slots().all().values().stream()
                .filter(Slots.Shown::isBusy)
                .map(shown -> GuestEvent.Arrived.of(
                        shown.view(), guest.flow(shown.view().mid(), shown.csrc())))
                .toList();
        return new GuestEvent.Received(slots);
    }

    private static void say(PrintStream out, Object event) {
        out.println(ProtocolJson.write(event));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        return Objects.requireNonNull(options.get(name), () -> name + ": nothing (expected: a value)");
    }

    private record Teller(PrintStream out) implements ParticipantListener {
        @Override
        public void heard(ServerMessage message) {
            say(out, message);
        }
    }
}
