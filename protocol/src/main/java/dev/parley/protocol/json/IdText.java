package dev.parley.protocol.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Mixed into the id records, which know no JSON: an id is its text.
abstract class IdText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    IdText(String value) {}

    @JsonValue
    abstract String value();
}
