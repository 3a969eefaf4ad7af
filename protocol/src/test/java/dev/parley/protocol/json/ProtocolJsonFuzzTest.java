package dev.parley.protocol.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assertions;

class ProtocolJsonFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void readingIsTotalAndWhatWasReadCanBeWritten(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        ProtocolJson.parseServerMessage(text);
        ProtocolJson.parseNodeCommand(text);
        ProtocolJson.parseNodeEvent(text);
        if (ProtocolJson.parseClientAsk(text) instanceof Reading.Parsed(var ask)) {
            Assertions.assertEquals(new Reading.Parsed<>(ask), ProtocolJson.parseClientAsk(ProtocolJson.write(ask)));
        }
    }
}
