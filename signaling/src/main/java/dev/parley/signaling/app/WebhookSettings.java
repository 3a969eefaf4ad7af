package dev.parley.signaling.app;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.signaling.webhooks.Endpoint;
import dev.parley.signaling.webhooks.Endpoints;
import dev.parley.signaling.webhooks.Signature;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who is told what happens, and of what. `types`: empty means everything.
public record WebhookSettings(Endpoints endpoints, Signature signature, Set<String> types) {
    /// Each costs every change of every room another write.
    private static final int ENDPOINTS = 4;
    /// The old one, the new one, and one for the hasty.
    private static final int SECRETS = 3;

    private static final String FORM = " (expected: https://host/path, …, at most " + ENDPOINTS + ")";

    public WebhookSettings {
        types = Set.copyOf(types);
    }

    static WebhookSettings read(String urls, String secrets, String events) {
        List<String> places = list(urls);
        if (places.size() > ENDPOINTS) {
            throw new BadSetting("PARLEY_WEBHOOK_URLS: " + places.size() + " of them" + FORM);
        }
        return new WebhookSettings(
                new Endpoints(places.stream()
                        .map(WebhookSettings::endpoint)
                        .distinct()
                        .toList()),
                signature(list(secrets), !places.isEmpty()),
                types(list(events)));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static Endpoint endpoint(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new BadSetting("PARLEY_WEBHOOK_URLS: " + text + FORM);
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme()) || url.getUserInfo() != null) {
            throw new BadSetting("PARLEY_WEBHOOK_URLS: " + text + FORM);
        }
        return Endpoint.of(url);
    }

    private static Signature signature(List<String> secrets, boolean needed) {
        if (secrets.size() > SECRETS || (needed && secrets.isEmpty())) {
            throw new BadSetting("PARLEY_WEBHOOK_SECRETS: " + secrets.size() + " of them (expected with "
                    + "PARLEY_WEBHOOK_URLS: 1.." + SECRETS + ", each " + Signature.PREFIX
                    + "…, as `openssl rand -base64 32` makes them)");
        }
        try {
            return Signature.with(secrets);
        } catch (IllegalArgumentException wrong) {
            throw new BadSetting("PARLEY_WEBHOOK_SECRETS: " + wrong.getMessage());
        }
    }

    private static Set<String> types(List<String> wanted) {
        Set<String> known = ProtocolJson.words(WebhookEvent.class);
        for (String type : wanted) {
            if (!known.contains(type)) {
                throw new BadSetting("PARLEY_WEBHOOK_EVENTS: " + type + " (expected: "
                        + known.stream().collect(Collectors.joining(", ")) + ")");
            }
        }
        return Set.copyOf(wanted);
    }
}
