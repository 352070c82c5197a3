package dev.wharf.destinations.microsoft365.limits;

import java.time.Duration;

/// The limits that Microsoft documents (`docs/destination-microsoft365.md` says where), and ours
/// below them. Each can be lowered; a tenant may prove some of them too high.
///
/// @param mailboxRequests in [#mailboxRequestSpan], of one mailbox
/// @param mailboxBytes sent in [#mailboxByteSpan], of one mailbox
/// @param mailboxAtOnce requests of one mailbox in flight; Microsoft's documents say four, some of
///   an application and some of each mailbox: see `allAtOnce`
/// @param chains of those, how many may be creates of mails. One keeps the mails of a mailbox in
///   order; more are faster in a mailbox that has very much to take
/// @param requestsPerSecond of the whole application
/// @param allAtOnce requests of all mailboxes in flight
/// @param eager batches under way beyond which one that is not full waits for more: a slow
///   connection does not wait for company, and a busy one fills its batches
/// @param batch requests in one `$batch`
/// @param batchBytes of a whole batch; Graph takes four million
public record Limits(
        int mailboxRequests,
        Duration mailboxRequestSpan,
        long mailboxBytes,
        Duration mailboxByteSpan,
        int mailboxAtOnce,
        int chains,
        int requestsPerSecond,
        int allAtOnce,
        int eager,
        int batch,
        long batchBytes) {

    public static final Limits DOCUMENTED =
            new Limits(
                    10_000,
                    Duration.ofMinutes(10),
                    150_000_000,
                    Duration.ofMinutes(5),
                    4,
                    1,
                    2_000,
                    256,
                    4,
                    20,
                    3_500_000);

    public Limits {
        between("requests of a mailbox", mailboxRequests, 100, 10_000);
        between("bytes of a mailbox", mailboxBytes, 10_000_000, 150_000_000);
        between("requests of a mailbox at once", mailboxAtOnce, 1, 4);
        between("chains of a mailbox", chains, 1, mailboxAtOnce);
        between("requests in a second", requestsPerSecond, 20, 2_000);
        between("requests at once", allAtOnce, 1, 1_000);
        between("batches that need not be full", eager, 1, 1_000);
        between("requests in a batch", batch, 1, 20);
        between("bytes of a batch", batchBytes, 100_000, 3_900_000);
    }

    /// Another number of requests of all mailboxes at once: four, if a tenant counts them so.
    public Limits atOnce(int all) {
        return new Limits(
                mailboxRequests,
                mailboxRequestSpan,
                mailboxBytes,
                mailboxByteSpan,
                mailboxAtOnce,
                chains,
                requestsPerSecond,
                all,
                eager,
                batch,
                batchBytes);
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be between %d and %d, not %d".formatted(what, least, most, value));
        }
    }
}
