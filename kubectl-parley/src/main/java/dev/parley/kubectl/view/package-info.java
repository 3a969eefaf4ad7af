/// What a line of an answer says, taken from resources and from what signaling told; pure.
@NullMarked
package dev.parley.kubectl.view;

import org.jspecify.annotations.NullMarked;
