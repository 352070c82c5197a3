package dev.wharf.connector.staging;

import dev.wharf.store.object.ObjectName;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of objects in staging: a random word of the process that wrote them, and sequence
/// numbers. They say nothing else, and all that is needed to take staging up again after a crash.
///
/// ```
/// page  = RUN/p-AFTER-LAST-FILES   all captures behind AFTER up to LAST; FILES lie beside them
/// alone = RUN/f-AFTER-LAST-FILES   the same, of one capture that is large
/// file  = RUN/m-SEQUENCE-NUMBER    a file beside that capture
/// ```
sealed interface StagedName {
    Pattern FORM =
            Pattern.compile(
                    "([0-9a-f]{8})/(?:([pf])-(\\d{1,18})-(\\d{1,18})-(\\d{1,9})|m-(\\d{1,18})-(\\d{1,9}))");

    String run();

    ObjectName object();

    /// @param alone whether it is one capture, too large for a page
    /// @param after the sequence behind which it begins: that of the last capture before
    /// @param last of its captures
    /// @param files how many objects lie beside it
    record Captures(String run, boolean alone, long after, long last, int files)
            implements StagedName {
        @Override
        public ObjectName object() {
            return new ObjectName(
                    "%s/%s-%d-%d-%d".formatted(run, alone ? "f" : "p", after, last, files));
        }
    }

    /// @param sequence of the capture that it lies beside
    record Beside(String run, long sequence, int number) implements StagedName {
        @Override
        public ObjectName object() {
            return new ObjectName("%s/m-%d-%d".formatted(run, sequence, number));
        }

        boolean belongsTo(Captures captures) {
            return run.equals(captures.run)
                    && sequence > captures.after
                    && sequence <= captures.last;
        }
    }

    /// Empty for an object that is none of staging's.
    static Optional<StagedName> parse(ObjectName object) {
        Matcher form = FORM.matcher(object.text());
        if (!form.matches()) {
            return Optional.empty();
        }
        String run = form.group(1);
        return Optional.of(
                form.group(2) == null
                        ? new Beside(
                                run, Long.parseLong(form.group(6)), Integer.parseInt(form.group(7)))
                        : new Captures(
                                run,
                                form.group(2).equals("f"),
                                Long.parseLong(form.group(3)),
                                Long.parseLong(form.group(4)),
                                Integer.parseInt(form.group(5))));
    }
}
