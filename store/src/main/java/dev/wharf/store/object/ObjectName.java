package dev.wharf.store.object;

import java.util.regex.Pattern;

/// The name of an object: one to four segments with `/` between them, each of lower-case letters,
/// digits, `.`, `_` and `-`, beginning with a letter or digit, 200 characters at most. So it is the
/// same name in a file system that folds case, in an address and in a bucket.
public record ObjectName(String text) implements Comparable<ObjectName> {
    private static final int MOST = 200;
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*){0,3}");

    public ObjectName {
        if (text.length() > MOST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of an object: " + text);
        }
    }

    /// Whether a text that a store gave can be a name of ours.
    public static boolean isName(String text) {
        return text.length() <= MOST && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ObjectName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
