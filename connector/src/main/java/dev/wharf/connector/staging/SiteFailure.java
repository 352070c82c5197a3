package dev.wharf.connector.staging;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;

/// The site, not staging, did not give what was asked of it.
final class SiteFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final WharfException why;

    private SiteFailure(WharfException why) {
        super(why);
        this.why = why;
    }

    static SiteFailure of(String what, Exception failed) {
        return new SiteFailure(
                switch (failed) {
                    case WharfException known -> known;
                    case IOException _ ->
                            new WharfException(
                                    ErrorCode.SOURCE_UNAVAILABLE,
                                    "cannot read %s from the site".formatted(what),
                                    failed);
                    default -> throw new IllegalStateException(failed);
                });
    }

    WharfException why() {
        return why;
    }
}
