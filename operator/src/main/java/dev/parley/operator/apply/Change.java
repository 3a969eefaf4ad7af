package dev.parley.operator.apply;

/// What was done to an object, and why.
public record Change(Deed deed, String kind, String name, String why) {
    public enum Deed {
        CREATED("Created"),
        UPDATED("Updated"),
        DELETED("Deleted");

        private final String word;

        Deed(String word) {
            this.word = word;
        }

        /// The reason of its Event.
        public String word() {
            return word;
        }
    }
}
