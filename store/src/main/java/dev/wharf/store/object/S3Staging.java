package dev.wharf.store.object;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.regex.Pattern;

/// Staging in a bucket of an S3-compatible store, which must be there.
///
/// @param prefix in front of every name, so that homes can share a bucket: `wharf/london/`; may be
///   empty
/// @param region signed with every request; what a store of one's own calls itself: `us-east-1`
/// @param endpoint null for Amazon's; else the store's address
/// @param pathStyle the bucket in the path, not in the host: most stores of one's own need that
public record S3Staging(
        String bucket,
        String prefix,
        String region,
        @Nullable URI endpoint,
        boolean pathStyle,
        S3SignIn signIn)
        implements StagingSettings {
    private static final Pattern BUCKET =
            Pattern.compile("(?=.{3,63}$)[a-z0-9][a-z0-9.-]*[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

    public S3Staging {
        if (!BUCKET.matcher(bucket).matches()) {
            throw SettingCheck.invalid(
                    "bucket",
                    "\"%s\" is not 3 to 63 lower-case letters, digits, dots and hyphens"
                            .formatted(bucket));
        }
        if (!REGION.matcher(region).matches()) {
            throw SettingCheck.invalid(
                    "region", "\"%s\" is not a region like eu-central-1".formatted(region));
        }
        prefix = SettingCheck.checked(prefix);
        endpoint = endpoint == null ? null : SettingCheck.checked(endpoint, false);
    }
}
