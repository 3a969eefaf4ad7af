/// Several signaling instances as processes of their own, what befalls them, and clients who come back by themselves.
@NullMarked
package dev.parley.signaling.app.faults;

import org.jspecify.annotations.NullMarked;
