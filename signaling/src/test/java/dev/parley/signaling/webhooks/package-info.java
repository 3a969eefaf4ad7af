@NullMarked
package dev.parley.signaling.webhooks;

import org.jspecify.annotations.NullMarked;
