package dev.wharf.app.home;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;

import java.nio.file.Path;

/// A home directory in the hands of this process. Its parts open when they are first asked for and
/// close together, in reverse order.
///
/// For one thread; the parts say what they allow.
public interface Home extends AutoCloseable {

    Path directory();

    /// Who works here: the operating system's user, on this host.
    Actor actor();

    ArchiveReader archive();

    Ledger ledger();

    @Override
    void close();
}
