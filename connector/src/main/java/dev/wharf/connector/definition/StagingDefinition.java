package dev.wharf.connector.definition;

/// Where what was pulled from the site lies, sealed, until it is archived.
public record StagingDefinition(Kind kind, Settings settings) {
    public static final StagingDefinition NONE = new StagingDefinition(Kind.NONE, Settings.NONE);

    public enum Kind {
        /// It is archived straight from the site's feed.
        NONE,
        DISK,
        AZURE,
        S3;

        /// As it is written: `azure`.
        public String text() {
            return Words.text(this);
        }
    }

    public StagingDefinition {
        if (kind == Kind.NONE && !settings.values().isEmpty()) {
            throw new IllegalArgumentException("no staging has no settings");
        }
    }
}
