package dev.parley.kubectl.kube;

/// Why it cannot be done, in one sentence for the person who asked, with what was expected instead.
public final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Mistake(String sentence) {
        super(sentence);
    }
}
