package dev.parley.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `a=simulcast`, RFC 8853 §5.1: the layers of a section, in order of preference; each a list of alternatives.
public record Simulcast(List<List<Choice>> send, List<List<Choice>> receive) {
    /// One alternative of a layer.
    ///
    /// @param paused offered, and not sent at first (`~`)
    public record Choice(String rid, boolean paused) {}

    public Simulcast {
        send = send.stream().map(List::copyOf).toList();
        receive = receive.stream().map(List::copyOf).toList();
    }

    /// The answer of a receiver that takes these layers.
    public static Simulcast receiving(List<String> rids) {
        return new Simulcast(
                List.of(),
                rids.stream().map(rid -> List.of(new Choice(rid, false))).toList());
    }

    /// The first alternative of each layer that is sent.
    public List<String> sendRids() {
        return send.stream().map(choices -> choices.getFirst().rid()).toList();
    }

    static Optional<Simulcast> parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        List<List<Choice>> send = List.of();
        List<List<Choice>> receive = List.of();
        if (words.length % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < words.length; i += 2) {
            Optional<List<List<Choice>>> layers = layers(words[i + 1]);
            boolean isSend = words[i].equals("send") && send.isEmpty();
            boolean isReceive = words[i].equals("recv") && receive.isEmpty();
            if (layers.isEmpty() || !(isSend || isReceive)) {
                return Optional.empty();
            }
            send = isSend ? layers.get() : send;
            receive = isReceive ? layers.get() : receive;
        }
        return Optional.of(new Simulcast(send, receive));
    }

    private static Optional<List<List<Choice>>> layers(String text) {
        List<List<Choice>> layers = new ArrayList<>();
        for (String layer : text.split(";", -1)) {
            List<Choice> choices = new ArrayList<>();
            for (String choice : layer.split(",", -1)) {
                boolean paused = choice.startsWith("~");
                String rid = paused ? choice.substring(1) : choice;
                if (!Rid.isId(rid)) {
                    return Optional.empty();
                }
                choices.add(new Choice(rid, paused));
            }
            layers.add(choices);
        }
        return Optional.of(layers);
    }

    /// As SDP writes it.
    String text() {
        String sending = send.isEmpty() ? "" : "send " + text(send);
        String receiving = receive.isEmpty() ? "" : "recv " + text(receive);
        return (sending + " " + receiving).strip();
    }

    private static String text(List<List<Choice>> layers) {
        return String.join(
                ";",
                layers.stream()
                        .map(choices -> String.join(
                                ",",
                                choices.stream()
                                        .map(choice -> (choice.paused ? "~" : "") + choice.rid)
                                        .toList()))
                        .toList());
    }
}
