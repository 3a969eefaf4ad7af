/// What an application's own server is told of its rooms, over HTTP: `docs/webhooks.md`.
@NullMarked
package dev.parley.protocol.webhook;

import org.jspecify.annotations.NullMarked;
