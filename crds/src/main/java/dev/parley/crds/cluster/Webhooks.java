package dev.parley.crds.cluster;

import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.util.List;

/// Who is told what happens in rooms.
public record Webhooks(
        // Where webhooks go (`PARLEY_WEBHOOK_URLS`). Each costs every change of a room one more write to
        // Redis.
        @Rule(
                value = "self.all(it, isURL(it) && url(it).getScheme() in ['http', 'https'] && url(it).getHost() != ''"
                        + " && !it.contains('@') && !it.contains(','))",
                says = "urls: %s (expected: https://host/path each, without user, password or comma)",
                with = "self.join(', ')")
        @Items(min = 1, max = 4)
        @Text(max = 2_048)
        List<String> urls,
        // What webhooks are signed with, each `whsec_` and base64 (`PARLEY_WEBHOOK_SECRETS`). Every
        // delivery is signed by all, so that one can follow another.
        @Items(
                min = 1,
                max = 3,
                keys = {"name", "key"})
        List<SecretKey> secrets,
        // The types that are told (`PARLEY_WEBHOOK_EVENTS`). None: all.
        @Items(max = 64) @Text(max = 64, pattern = "^[a-z][A-Za-z]*$")
        List<String> events) {

    public Webhooks {
        urls = Absent.asEmpty(urls);
        secrets = Absent.asEmpty(secrets);
        events = Absent.asEmpty(events);
    }
}
