package dev.parley.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Words that wait for the node")
class HeldWordsTest {
    private final HeldWords held = new HeldWords();
    private final List<String> said = new ArrayList<>();

    private Runnable word(String text) {
        return () -> said.add(text);
    }

    @Test
    @DisplayName("are said when it has routed their version, and what came later right behind them")
    void order() {
        held.say(word("before"));
        held.sayWhenRouted(7, word("apart"));
        held.say(word("chat"));
        held.sayWhenRouted(9, word("back"));
        held.say(word("bye"));
        assertThat(said).containsExactly("before");
        held.routed(6);
        assertThat(said).containsExactly("before");
        held.routed(7);
        assertThat(said).containsExactly("before", "apart", "chat");
        held.routed(9);
        assertThat(said).containsExactly("before", "apart", "chat", "back", "bye");
    }

    @Test
    @DisplayName("do not wait where the node was quicker than the news")
    void nodeFirst() {
        held.routed(7);
        held.sayWhenRouted(7, word("apart"));
        assertThat(said).containsExactly("apart");
    }

    @Test
    @DisplayName("are said after some looks, each of them, when the node says nothing")
    void silentNode() {
        held.sayWhenRouted(7, word("apart"));
        for (int look = 0; look < HeldWords.LOOKS; look++) {
            held.tick();
        }
        held.sayWhenRouted(8, word("back"));
        assertThat(said).isEmpty();
        held.tick();
        assertThat(said).containsExactly("apart");
        for (int look = 0; look <= HeldWords.LOOKS; look++) {
            held.tick();
        }
        assertThat(said).containsExactly("apart", "back");
    }

    @Test
    @DisplayName("are all said when the room ends, and the next change waits again")
    void end() {
        held.sayWhenRouted(7, word("apart"));
        held.say(word("over"));
        held.sayAll();
        assertThat(said).containsExactly("apart", "over");
        held.sayWhenRouted(8, word("later"));
        assertThat(said).doesNotContain("later");
    }
}
