package dev.wharf.destinations.imap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.stream.Collectors;

/// Takes a second copy out again: a server may finish a command after its connection has broken,
/// and after it was asked. Only copies that this delivery made are ever touched.
final class Twins {
    private static final Logger log = LoggerFactory.getLogger(Twins.class);

    private Twins() {}

    /// @param uids of later copies of mails that were sent twice
    static void remove(ImapConnection connection, OpenFolder folder, List<Long> uids)
            throws ConnectionLost {
        if (uids.isEmpty()) {
            return;
        }
        if (!connection.capabilities().has("UIDPLUS")) {
            // EXPUNGE would take along what the user has marked as deleted.
            log.warn("{} mails lie there twice, and the server has no UIDPLUS", uids.size());
            return;
        }
        String set = uids.stream().map(String::valueOf).collect(Collectors.joining(","));
        boolean done =
                connection.command("SELECT " + folder.name()).ok()
                        && connection
                                .command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)")
                                .ok()
                        && connection.command("UID EXPUNGE " + set).ok();
        if (connection.capabilities().has("UNSELECT")) {
            connection.command("UNSELECT");
        }
        log.info("{} second copies, removed: {}", uids.size(), done);
    }
}
