package dev.parley.standalone;

/// Something a person can put right: the message says what is wrong and what to do.
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String whatToDo) {
        super(whatToDo);
    }
}
