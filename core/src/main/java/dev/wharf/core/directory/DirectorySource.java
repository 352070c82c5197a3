package dev.wharf.core.directory;

import java.util.function.Consumer;

/// A foreign directory: who is a valid user of a destination, and which number is whose.
///
/// For one thread.
public interface DirectorySource extends AutoCloseable {

    /// What it is called in reports: `graph contoso.onmicrosoft.com`, `ldap dc1.example.com`.
    String name();

    /// Reads everybody who has a mailbox, page by page. Nobody is handed on twice.
    ///
    /// @throws dev.wharf.core.error.WharfException SOURCE_UNAVAILABLE when trying again may help,
    ///   SOURCE_REFUSED when a person must act; then the whole reading counts for nothing
    void read(Consumer<DirectoryEntry> each);

    @Override
    void close();
}
