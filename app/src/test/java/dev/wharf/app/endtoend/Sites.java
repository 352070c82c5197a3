package dev.wharf.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sites as operators make them.
final class Sites {

    private Sites() {}

    /// A home whose site has its directory and the archive's public key, as on a host of its own.
    static Wharf at(Path folder) {
        Wharf wharf =
                new Wharf(folder)
                        .with("WHARF_SITE_LISTEN", "127.0.0.1:0")
                        .with("WHARF_SITE_HEALTH", "127.0.0.1:0");
        try {
            Path site = Files.createDirectories(wharf.home().resolve("site"));
            Files.writeString(
                    site.resolve("archive.pub"),
                    "wharf-archive-public-key/1 1 09" + "00".repeat(31) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wharf;
    }

    /// @return the account's id
    static String linked(Wharf wharf, String name, String phone) {
        return wharf.json(
                        "site",
                        "account",
                        "add",
                        "--name",
                        name,
                        "--email",
                        name.toLowerCase(java.util.Locale.ROOT) + "@firm.example",
                        "--phone",
                        phone,
                        "--method",
                        "linked",
                        "--gateway",
                        "waha")
                .path("account")
                .path("id")
                .stringValue();
    }
}
