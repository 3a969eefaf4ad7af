/// Who may come in, and how often: the API key of the server that uses Parley, the tokens it hands to people, and the
/// gates that keep a flood from becoming everyone's problem.
@NullMarked
package dev.parley.signaling.access;

import org.jspecify.annotations.NullMarked;
