package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.socket.SocketLimits;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/// How large one ask may be, in every direction in which JSON can grow.
final class AskLimits {
    private static final int TOO_LARGE = 1009;

    private AskLimits() {}

    static List<Limit> all() {
        return List.of(
                understood("ProtocolLimits.MESSAGE_BYTES", ProtocolLimits.MESSAGE_BYTES, AskLimits::padded),
                Limit.of("ProtocolLimits.OFFER_BYTES", ProtocolLimits.OFFER_BYTES, AskLimits::offer),
                Limit.of("SocketLimits.PARTS", SocketLimits.PARTS, AskLimits::parts),
                understood(
                        "ProtocolLimits.NESTING",
                        ProtocolLimits.NESTING,
                        n -> ping("\"x\":" + "[".repeat(n - 1) + "]".repeat(n - 1))),
                understood(
                        "ProtocolLimits.NAME_CHARS",
                        ProtocolLimits.NAME_CHARS,
                        n -> ping("\"" + TextLimits.text(n) + "\":1")),
                understood(
                        "ProtocolLimits.NUMBER_CHARS",
                        ProtocolLimits.NUMBER_CHARS,
                        n -> ping("\"x\":" + "1".repeat(n))),
                understood(
                        "ProtocolLimits.ASK_ID_CHARS",
                        ProtocolLimits.ASK_ID_CHARS,
                        n -> "{\"type\":\"ping\",\"id\":\"" + TextLimits.text(n) + "\"}"),
                wish(
                        "ProtocolLimits.SLOTS",
                        ProtocolLimits.SLOTS,
                        n -> String.join(",", Collections.nCopies(n, "{\"mid\":\"1\",\"height\":1}"))),
                wish(
                        "ProtocolLimits.MID_CHARS",
                        ProtocolLimits.MID_CHARS,
                        n -> "{\"mid\":\"" + TextLimits.text(n) + "\",\"height\":1}"),
                wish("ProtocolLimits.HEIGHT", ProtocolLimits.HEIGHT, n -> "{\"mid\":\"1\",\"height\":" + n + "}"));
    }

    private static String ping(String more) {
        return "{\"type\":\"ping\",\"id\":\"1\"," + more + "}";
    }

    /// A ping of exactly so many characters.
    private static String padded(int chars) {
        String empty = ping("\"x\":\"\"");
        return ping("\"x\":\"" + TextLimits.text(chars - empty.length()) + "\"");
    }

    private static Limit understood(String name, int figure, IntFunction<String> ask) {
        return Limit.of(name, figure, stage -> {
            Guest guest = stage.stranger();
            guest.sayRaw(ask.apply(figure));
            assertThat(guest.next(ServerMessage.class)).isInstanceOf(ServerMessage.Pong.class);
            guest.sayRaw(ask.apply(figure + 1));
            return Beyond.of(guest.next(ServerMessage.Refused.class));
        });
    }

    /// Understood, though there is no session yet that could show anything.
    private static Limit wish(String name, int figure, IntFunction<String> slots) {
        return Limit.of(name, figure, stage -> {
            Guest guest = stage.guest();
            String wish = "{\"type\":\"wish\",\"id\":\"w\",\"slots\":[%s]}";
            guest.sayRaw(wish.formatted(slots.apply(figure)));
            assertThat(guest.next(ServerMessage.Refused.class).code()).isEqualTo("no-such-session");
            guest.sayRaw(wish.formatted(slots.apply(figure + 1)));
            return Beyond.of(guest.next(ServerMessage.Refused.class));
        });
    }

    private static Beyond offer(Stage stage) throws Exception {
        Guest guest = stage.guest();
        String head = "{\"type\":\"offer\",\"id\":\"o\",\"sdp\":\"v=0";
        int rest = ProtocolLimits.OFFER_BYTES - head.length() - "\"}".length();
        guest.sayRaw(head + TextLimits.text(rest) + "\"}");
        assertThat(guest.next(ServerMessage.class)).isInstanceOf(ServerMessage.Answer.class);
        guest.sayRaw(head + TextLimits.text(rest + 1) + "\"}");
        var refused = guest.next(ServerMessage.Refused.class);
        assertThat(guest.closed()).isEqualTo(TOO_LARGE);
        return Beyond.of(refused);
    }

    private static Beyond parts(Stage stage) throws Exception {
        Guest fine = stage.stranger();
        for (int i = 1; i < SocketLimits.PARTS; i++) {
            fine.sayPart("", false).join();
        }
        fine.sayPart(ping("\"x\":1"), true).join();
        assertThat(fine.next(ServerMessage.class)).isInstanceOf(ServerMessage.Pong.class);
        Guest endless = stage.stranger();
        for (int i = 0; i <= SocketLimits.PARTS; i++) {
            endless.sayPart("", false).join();
        }
        var refused = endless.next(ServerMessage.Refused.class);
        assertThat(endless.closed()).isEqualTo(TOO_LARGE);
        return Beyond.of(refused);
    }
}
