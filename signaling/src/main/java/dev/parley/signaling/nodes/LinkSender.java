package dev.parley.signaling.nodes;

import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Queue;

/// Sends over a JDK WebSocket, which takes only one message at a time. Bounded: a node that does not read loses
/// the link rather than our memory.
final class LinkSender {
    /// Some seconds of the busiest instance's commands.
    private static final int WAITING = 4_096;

    private final WebSocket socket;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    LinkSender(WebSocket socket) {
        this.socket = socket;
    }

    boolean send(String text) {
        synchronized (this) {
            if (waiting.size() >= WAITING) {
                socket.abort();
                return false;
            }
            waiting.add(text);
            if (sending) {
                return true;
            }
            sending = true;
        }
        pump();
        return true;
    }

    private void pump() {
        String next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                sending = false;
                return;
            }
        }
        var _ = socket.sendText(next, true).whenComplete((_, problem) -> {
            if (problem == null) {
                pump();
            } else {
                socket.abort();
            }
        });
    }
}
