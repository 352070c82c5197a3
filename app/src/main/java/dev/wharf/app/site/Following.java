package dev.wharf.app.site;

import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.capture.Feed;

import java.util.List;

/// What others have to say of how the archive follows its site. Safe for many threads.
public interface Following {
    /// Nothing.
    Following PLAIN =
            new Following() {
                @Override
                public IntakeOptions options(IntakeOptions given) {
                    return given;
                }

                @Override
                public long version() {
                    return 0;
                }

                @Override
                public Feed through(Feed site) {
                    return site;
                }

                @Override
                public void archived() {}

                @Override
                public List<Alert> alerts() {
                    return List.of();
                }
            };

    /// With the mapping and the directory that hold now.
    ///
    /// @param given with the people of the users file and of the site
    IntakeOptions options(IntakeOptions given);

    /// Another number whenever [#options] or [#through] would give something else.
    long version();

    /// The site's feed, by way of staging where there is one.
    ///
    /// @param site closed with what is returned
    Feed through(Feed site);

    /// Something may have been archived. Called often; never waits.
    void archived();

    /// What is not well now on the archive's side: the site tells people of it. Asked about every
    /// minute.
    List<Alert> alerts();
}
