package dev.parley.loadtest.carry;

import dev.parley.loadtest.chaos.ChaosPlan;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// People without browsers beside those of a test that has some: meetings in a system that is there. Says
/// `ready` when everybody has media. Each line of its input is a blow that comes now; the line after it asks
/// what the blow did, which is answered in one line of JSON, in milliseconds. Ends with its input.
/// ``` CompanyApplication <own address> <origin> <key> <secret> <rooms> <people in each> ```
public final class CompanyApplication {
    private static final Duration MEDIA = Duration.ofSeconds(60);
    private static final int SEED = 1;

    private final Crowd crowd;

    private CompanyApplication(Crowd crowd) {
        this.crowd = crowd;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var address = new Venue.Address(URI.create(arguments[1]), arguments[2], arguments[3]);
        var plan = new ChaosPlan(0, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), 1, 1, 0);
        AtomicBoolean open = new AtomicBoolean(true);
        try (Patience patience = new Patience();
                RtcClients clients = new RtcClients(new ClientSettings(
                        1,
                        InetAddress.ofLiteral(arguments[0]),
                        System::nanoTime,
                        () -> System.currentTimeMillis() * 1_000_000,
                        new SecureRandom()));
                Venue venue = new Venue(address, clients, System::nanoTime)) {
            var hall = new Member.Hall(
                    List.of(venue),
                    Recording.standard(),
                    System::nanoTime,
                    open::get,
                    () -> false,
                    _ -> Optional.empty());
            Crowd crowd = new Crowd(plan, hall, SEED);
            crowd.begin();
            if (!patience.until(() -> crowd.silent(System.nanoTime()).isEmpty(), MEDIA)) {
                throw new IOException("without media: " + crowd.silent(System.nanoTime()));
            }
            System.out.println("ready");
            new CompanyApplication(crowd).listen();
            open.set(false);
            crowd.end();
        }
    }

    private void listen() throws IOException {
        try (var asks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (asks.readLine() != null) {
                Map<Member, Integer> offers = crowd.offers();
                long blowNs = System.nanoTime();
                if (asks.readLine() == null) {
                    return;
                }
                System.out.println(told(offers, blowNs));
            }
        }
    }

    private String told(Map<Member, Integer> offers, long blowNs) {
        List<Member> speakers = crowd.members().stream().filter(Member::speaks).toList();
        Quantiles up = holes(speakers, Member::up, blowNs);
        Quantiles down = holes(crowd.members(), Member::down, blowNs);
        return String.format(
                Locale.ROOT,
                "{\"up\":{\"p50\":%.0f,\"p99\":%.0f},\"down\":{\"p50\":%.0f,\"p99\":%.0f},"
                        + "\"people\":%d,\"reopened\":%d,\"silent\":%d}",
                up.ms(0.5),
                up.ms(0.99),
                down.ms(0.5),
                down.ms(0.99),
                crowd.members().size(),
                Crowd.reopened(crowd.members(), offers),
                crowd.silent(System.nanoTime()).size());
    }

    private static Quantiles holes(List<Member> members, Function<Member, Arrivals> direction, long blowNs) {
        long nowNs = System.nanoTime();
        return Quantiles.of(members.stream()
                .mapToLong(it -> direction.apply(it).longest(blowNs, nowNs).lengthNs())
                .toArray());
    }
}
