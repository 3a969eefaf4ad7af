/// How the sentences look on the wire. One codec for every program, so that they cannot drift apart; golden
/// files in this module's test resources are the reference for other languages.
@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
