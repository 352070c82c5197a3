package dev.wharf.store.object;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.regex.Pattern;

/// Staging in a container of Azure Blob Storage, which must be there.
///
/// @param prefix in front of every name, so that homes can share a container: `wharf/london/`; may
///   be empty
/// @param endpoint null for the cloud's own; else the address of the account, as a private endpoint
///   or an emulator has it
public record AzureStaging(
        String account,
        String container,
        String prefix,
        AzureCloud cloud,
        @Nullable URI endpoint,
        AzureSignIn signIn)
        implements StagingSettings {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    public AzureStaging {
        if (!ACCOUNT.matcher(account).matches()) {
            throw SettingCheck.invalid(
                    "account",
                    "\"%s\" is not 3 to 24 lower-case letters or digits".formatted(account));
        }
        if (!CONTAINER.matcher(container).matches()) {
            throw SettingCheck.invalid(
                    "container",
                    "\"%s\" is not 3 to 63 lower-case letters, digits and single hyphens"
                            .formatted(container));
        }
        prefix = SettingCheck.checked(prefix);
        endpoint = endpoint == null ? null : SettingCheck.checked(endpoint, true);
    }

    /// Where the account's blobs are.
    public URI address() {
        return endpoint == null
                ? URI.create("https://%s.%s".formatted(account, cloud.blobSuffix()))
                : endpoint;
    }
}
