/// The seam between the media core and its shell: what HTTP and the link may ask of a [dev.parley.media.control.Node],
/// and what it answers. Nothing of the framework is known here, so the core is tested without it and the shell with a
/// node written for the test.
@NullMarked
package dev.parley.media.control;

import org.jspecify.annotations.NullMarked;
