package dev.wharf.destinations.journal;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The mails that the receiver took most lately, with its names for them: a journal cannot be asked
/// what it holds. Lost with the process. Safe for many threads.
final class SentMails {
    private final LinkedHashMap<String, String> receipts;

    SentMails(int most) {
        receipts =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                        return size() > most;
                    }
                };
    }

    synchronized void add(String messageId, String receipt) {
        receipts.put(messageId, receipt);
    }

    /// Null when it was not sent, or so long ago that it is forgotten.
    synchronized @Nullable String receipt(String messageId) {
        return receipts.get(messageId);
    }
}
