/// The words of the house: ids, roles, sources, codecs and layers, the same from a custom resource down to a packet.
/// Nothing here knows JSON, Spring or the network; every other package may know this one.
@NullMarked
package dev.parley.room;

import org.jspecify.annotations.NullMarked;
