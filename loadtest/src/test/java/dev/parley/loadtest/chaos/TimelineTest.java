package dev.parley.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.loadtest.holes.Hole;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("Timeline: a picture of faults and holes")
class TimelineTest {
    private static final long S = 1_000_000_000;
    private static final Fault FAULT = new Fault(Fault.Kind.KILL_NODE, 1, 3_000);

    @Test
    @DisplayName("is well-formed whatever names are in it")
    void escapes() throws Exception {
        Document picture = parsed(Timeline.draw("<seed> & \"more\"", List.of("node-2", "a<b>&\"c"), story("<&\">'/1")));
        assertThat(texts(picture, "text")).contains("<seed> & \"more\"", "a<b>&\"c", "<&\">'/1");
    }

    @Test
    @DisplayName("has a bar for each fault and each hole, and no bar leaves it")
    void bars() throws Exception {
        Document picture = parsed(Timeline.draw("Title", List.of("node-1", "node-2"), story("room/0")));
        assertThat(texts(picture, "title"))
                .containsExactly(
                        "this machine stood still, 1.0 s",
                        "node killed, 8.0 s",
                        "room/0 is not heard, 2.0 s",
                        "room/0 sees nothing, 3.0 s",
                        "room/0 sees nothing, 90.0 s");
        NodeList bars = picture.getElementsByTagName("title");
        for (int i = 0; i < bars.getLength(); i++) {
            var bar = bars.item(i).getParentNode().getAttributes();
            double end = Double.parseDouble(bar.getNamedItem("x").getNodeValue())
                    + Double.parseDouble(bar.getNamedItem("width").getNodeValue());
            assertThat(end).isLessThan(1_344);
        }
    }

    private static ChaosRun.Story story(String name) {
        var outcome = new Outcome(
                List.of(FAULT),
                10 * S,
                18 * S,
                32 * S,
                List.of(),
                List.of(),
                0,
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of());
        var lane = new Crowd.Lane(
                name, List.of(new Hole(10 * S, 12 * S)), List.of(new Hole(10 * S, 13 * S), new Hole(20 * S, 110 * S)));
        return new ChaosRun.Story(0, 40 * S, List.of(outcome), List.of(lane), List.of(new Hole(30 * S, 31 * S)));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document picture, String tag) {
        NodeList found = picture.getElementsByTagName(tag);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
