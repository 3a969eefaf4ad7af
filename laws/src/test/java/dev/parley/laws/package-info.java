/// The rules of the house, as tests. A law that has no test is a wish; a law here fails the build with the line that
/// breaks it. Each was seen failing once on a planted offence before it was committed.
@NullMarked
package dev.parley.laws;

import org.jspecify.annotations.NullMarked;
