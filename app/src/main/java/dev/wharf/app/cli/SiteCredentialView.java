package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.core.key.Secret;
import dev.wharf.site.credential.Issued;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A password that was just made, at the only moment it is seen.
final class SiteCredentialView {

    private SiteCredentialView() {}

    /// The password is wiped when this returns.
    static void show(Console console, Issued issued) {
        try (Secret password = issued.password()) {
            byte[] bytes = password.bytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            Arrays.fill(bytes, (byte) 0);
            console.print(
                    "%s '%s'; its password, shown this once: %s"
                            .formatted(ItemView.lower(issued.role()), issued.name(), text));
            console.print(
                    Json.object()
                            .with("name", issued.name())
                            .with("role", ItemView.lower(issued.role()))
                            .with("password", text));
        }
    }
}
