package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.signaling.app.SignalingApplication;
import dev.parley.signaling.http.RoomsController;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What requests may bring, and how long they may take to bring it.
final class HttpLimits {
    private static final int PATIENCE_MS = 10_000;

    private HttpLimits() {}

    static List<Limit> all() {
        return List.of(
                Limit.of("ProtocolLimits.MESSAGE_BYTES (REST)", ProtocolLimits.MESSAGE_BYTES, HttpLimits::body),
                Limit.of("ProtocolLimits.OFFER_BYTES (WHIP)", ProtocolLimits.OFFER_BYTES, HttpLimits::offer),
                Limit.of("ProtocolLimits.MESSAGE_BYTES (WHIP)", ProtocolLimits.MESSAGE_BYTES, HttpLimits::fragment),
                Limit.of("RoomsController.MAX_PAGE", RoomsController.MAX_PAGE, HttpLimits::page),
                Limit.of("server.max-http-request-header-size", SignalingApplication.HEADER_KB, HttpLimits::header),
                new Limit(
                        "server.tomcat.connection-timeout",
                        SignalingApplication.STANDSTILL_SECONDS,
                        Map.of("server.tomcat.connection-timeout", "1s"),
                        HttpLimits::standstill));
    }

    private static Beyond body(Stage stage) {
        String body = "{\"name\":\"x\",\"padding\":\"%s\"}";
        int rest = ProtocolLimits.MESSAGE_BYTES - body.length() + "%s".length();
        var server = stage.server();
        assertThat(server.api("POST", "/v1/rooms", body.formatted(TextLimits.text(rest)))
                        .statusCode())
                .isEqualTo(201);
        return Beyond.of("rest", server.api("POST", "/v1/rooms", body.formatted(TextLimits.text(rest + 1))));
    }

    private static Beyond offer(Stage stage) {
        String path = "/whip/" + stage.room();
        String most = "v=0" + TextLimits.text(ProtocolLimits.OFFER_BYTES - 3);
        assertThat(whip(stage, "POST", path, "application/sdp", most).statusCode())
                .isEqualTo(201);
        return Beyond.of("whip", whip(stage, "POST", path, "application/sdp", most + "x"));
    }

    private static Beyond fragment(Stage stage) {
        String type = "application/trickle-ice-sdpfrag";
        String location = whip(stage, "POST", "/whip/" + stage.room(), "application/sdp", "v=0")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String most = TextLimits.text(ProtocolLimits.MESSAGE_BYTES);
        assertThat(whip(stage, "PATCH", location, type, most).statusCode()).isEqualTo(200);
        return Beyond.of("whip", whip(stage, "PATCH", location, type, most + "x"));
    }

    private static HttpResponse<String> whip(Stage stage, String method, String path, String type, String body) {
        var server = stage.server();
        return server.send(server.to(path)
                .header("Authorization", "Bearer " + server.token(stage.room(), "guest", "obs"))
                .header("Content-Type", type)
                .header("If-Match", "*")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Beyond page(Stage stage) {
        String path = "/v1/rooms?limit=";
        assertThat(stage.server()
                        .api("GET", path + RoomsController.MAX_PAGE, "")
                        .statusCode())
                .isEqualTo(200);
        return Beyond.of("rest", stage.server().api("GET", path + (RoomsController.MAX_PAGE + 1), ""));
    }

    /// The web server's own answer: there is no request yet.
    private static Beyond header(Stage stage) {
        int most = SignalingApplication.HEADER_KB * 1024;
        assertThat(live(stage, most - 512)).isEqualTo(200);
        return new Beyond.Silent("status " + live(stage, most));
    }

    private static int live(Stage stage, int chars) {
        return stage.server()
                .send(stage.server().to("/health/live").header("X-Long", TextLimits.text(chars)))
                .statusCode();
    }

    /// Many at once begin a request and say no more; one begins a body.
    private static Beyond standstill(Stage stage) throws IOException {
        List<String> beginnings = List.of(
                "GET /v1/signal HT",
                "GET /v1/signal HTTP/1.1\r\nHost: x\r\nUpgrade: webso",
                "POST /whip/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nv=0");
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 60; i++) {
            var socket =
                    new Socket(InetAddress.getLoopbackAddress(), stage.server().port());
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(beginnings.get(i % 3).getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        for (Socket socket : sockets) {
            try (socket) {
                socket.getInputStream().readAllBytes(); // its end is the server's
            }
        }
        return new Beyond.Silent("closed");
    }
}
