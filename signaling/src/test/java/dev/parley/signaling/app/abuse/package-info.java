/// What people try who mean no good: forged names, old keys, floods. Each gets its refusal, and nobody else notices.
@NullMarked
package dev.parley.signaling.app.abuse;

import org.jspecify.annotations.NullMarked;
