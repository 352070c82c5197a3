package dev.wharf.app.site;

import dev.wharf.core.capture.UpdateEnvelope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which messages of linked devices came lately, so that a reconciliation, which fetches more than
/// was missed, does not fill the journal with what is there. Bounded; forgetting costs space only,
/// since the archive knows them again. Safe for many threads.
final class RecentIds {
    private static final int MOST = 200_000;

    private final Map<String, Boolean> ids =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void add(List<UpdateEnvelope> updates) {
        for (UpdateEnvelope update : updates) {
            if (update.messageId() != null) {
                ids.put(key(update), true);
            }
        }
    }

    /// Whether all of them came lately.
    synchronized boolean hold(List<UpdateEnvelope> updates) {
        return !updates.isEmpty()
                && updates.stream()
                        .allMatch(
                                update ->
                                        update.messageId() != null && ids.containsKey(key(update)));
    }

    private static String key(UpdateEnvelope update) {
        return update.account() + "/" + update.messageId();
    }
}
