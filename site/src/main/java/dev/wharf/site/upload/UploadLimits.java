package dev.wharf.site.upload;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.time.Duration;

/// How much one credential may hand in: what a lost phone can cost before it is revoked.
///
/// @param unfinished at a time
/// @param recent begun within [#DAY]
/// @param bytes of those
record UploadLimits(int unfinished, int recent, long bytes) {
    static final Duration DAY = Duration.ofHours(24);

    /// A connector is the firm's own.
    static final UploadLimits NONE =
            new UploadLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /// A phone's nightly backup has some gigabytes, a whole iPhone's some tens.
    static final UploadLimits UPLOADER = new UploadLimits(8, 64, 64L << 30);

    /// What is used of them already.
    record Use(int unfinished, int recent, long bytes) {}

    /// @throws WharfException `NOT_ALLOWED`, saying which limit it is
    void require(Use used, long size) {
        if (used.unfinished() >= unfinished) {
            throw beyond("has %d uploads that are not finished".formatted(used.unfinished()));
        }
        if (used.recent() >= recent) {
            throw beyond("has begun %d uploads within a day".formatted(used.recent()));
        }
        if (size > bytes - used.bytes()) {
            throw beyond("may hand in %d bytes within a day".formatted(bytes));
        }
    }

    private static WharfException beyond(String what) {
        return new WharfException(
                ErrorCode.NOT_ALLOWED, "This credential %s; try again tomorrow.".formatted(what));
    }
}
