/// A whole node: its doors, its loops, and who is where. Everything another thread may ask for goes through here.
@NullMarked
package dev.parley.media.node;

import org.jspecify.annotations.NullMarked;
