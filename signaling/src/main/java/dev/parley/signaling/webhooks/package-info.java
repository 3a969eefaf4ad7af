/// What happens in rooms, told to the application's own server: signed, in order, tried again until it is heard.
@NullMarked
package dev.parley.signaling.webhooks;

import org.jspecify.annotations.NullMarked;
