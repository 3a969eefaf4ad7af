package dev.parley.loadtest.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A socket is opened, and others beside it while it does not open")
class OpeningTest {
    private final Queue<CompletableFuture<String>> toCome = new ArrayDeque<>();
    private final List<String> letGo = new ArrayList<>();

    @Test
    @DisplayName("one that opens is kept, and no other is begun")
    void opens() throws Exception {
        toCome.add(CompletableFuture.completedFuture("first"));
        assertThat(opened()).isEqualTo("first");
        assertThat(letGo).isEmpty();
    }

    @Test
    @DisplayName("where the first hangs the second is kept, and the first let go when it opens after all")
    void beside() throws Exception {
        var hangs = new CompletableFuture<String>();
        toCome.addAll(List.of(hangs, CompletableFuture.completedFuture("second")));
        assertThat(opened()).isEqualTo("second");
        hangs.complete("first");
        assertThat(letGo).containsExactly("first");
    }

    @Test
    @DisplayName("one that fails beside one that hangs is not the end")
    void oneFails() throws Exception {
        var hangs = new CompletableFuture<String>();
        CompletableFuture<String> fails = CompletableFuture.failedFuture(new IOException("refused"));
        toCome.addAll(List.of(hangs, fails, CompletableFuture.completedFuture("third")));
        assertThat(opened()).isEqualTo("third");
    }

    @Test
    @DisplayName("when all have failed nobody waits for another")
    void allFail() {
        toCome.add(CompletableFuture.failedFuture(new IOException("refused")));
        assertThatThrownBy(this::opened).isInstanceOf(IOException.class).hasMessageContaining("refused");
    }

    private String opened() throws Exception {
        return Opening.first(toCome::remove, letGo::add);
    }
}
