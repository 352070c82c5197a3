package dev.wharf.site.reception;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.site.fetch.MediaFetcher;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.reception.Admission.Decision;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Takes in what an authentic webhook brought: reads its envelopes, asks what may be kept, seals
/// that, and sees to its files. When [#accept] returns, everything that is kept survives a crash.
///
/// A body is sealed as it came when all of it is one account's and may be kept: its signature then
/// still proves it. Otherwise each account gets what is its own. Safe for many threads.
public final class Reception {
    private final FileJournal journal;
    private final Admission admission;
    private final MediaFetcher fetcher;
    private final Listener listener;
    private final Function<String, Optional<String>> mailboxes;
    private final Clock clock;

    /// @param mailboxes whose mailbox an account's captures are meant for, as it is known now
    public Reception(
            FileJournal journal,
            Admission admission,
            MediaFetcher fetcher,
            Listener listener,
            Function<String, Optional<String>> mailboxes,
            Clock clock) {
        this.journal = journal;
        this.admission = admission;
        this.fetcher = fetcher;
        this.listener = listener;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /// Where bodies come from.
    ///
    /// @param origin names it, and the source of its files: a hook's name, a gateway's
    public record Channel(SourceKind source, String origin, EnvelopeReader envelopes) {}

    /// Told of what came in, after it is durable; on the request's thread.
    public interface Listener {
        Listener NONE = (_, _, _) -> {};

        /// @param account null for what nobody is enrolled for
        void received(Channel channel, @Nullable String account, List<UpdateEnvelope> updates);
    }

    /// @param kept updates that were sealed
    /// @param left updates that were not
    public record Outcome(int kept, int left) {}

    /// @param evidence what proves where the body came from: its signature's header
    public Outcome accept(Channel channel, byte[] body, Map<String, String> evidence)
            throws IOException {
        List<UpdateEnvelope> updates = channel.envelopes().read(body);
        Sorted sorted = sort(channel, updates);
        for (Map.Entry<String, List<UpdateEnvelope>> one : sorted.kept.entrySet()) {
            String account = one.getKey().isEmpty() ? null : one.getKey();
            List<UpdateEnvelope> own = one.getValue();
            boolean whole = own.size() == updates.size();
            byte[] part = whole ? body : channel.envelopes().without(body, others(updates, own));
            append(channel, account, part, own, whole ? evidence : cut(body, updates, own));
        }
        admission.settle();
        sorted.kept.forEach(
                (account, own) ->
                        listener.received(channel, account.isEmpty() ? null : account, own));
        return new Outcome(updates.size() - sorted.left, sorted.left);
    }

    /// @param kept by account, in order; the empty one is nobody's
    private record Sorted(Map<String, List<UpdateEnvelope>> kept, int left) {}

    private Sorted sort(Channel channel, List<UpdateEnvelope> updates) {
        Map<String, List<UpdateEnvelope>> kept = new LinkedHashMap<>();
        int left = 0;
        for (UpdateEnvelope update : updates) {
            Optional<String> account =
                    switch (admission.decide(channel.source(), update)) {
                        case Decision.Keep(String owner) -> Optional.of(owner);
                        case Decision.Unenrolled(boolean keep) ->
                                keep ? Optional.of("") : Optional.empty();
                        case Decision.Exclude exclude -> {
                            admission.exclude(exclude, update);
                            yield Optional.empty();
                        }
                    };
            if (account.isPresent()) {
                kept.computeIfAbsent(account.get(), _ -> new ArrayList<>()).add(update);
            } else {
                left++;
            }
        }
        return new Sorted(kept, left);
    }

    private static List<UpdateEnvelope> others(List<UpdateEnvelope> all, List<UpdateEnvelope> own) {
        // Two updates of one body may be alike.
        Set<UpdateEnvelope> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(own);
        return all.stream().filter(update -> !these.contains(update)).toList();
    }

    /// Of a body that is not sealed whole, its digest says which it was.
    private static Map<String, String> cut(
            byte[] body, List<UpdateEnvelope> all, List<UpdateEnvelope> own) {
        return Map.of(
                "cut-from", Digests.sha256(body),
                "cut-updates", Integer.toString(all.size() - own.size()));
    }

    private void append(
            Channel channel,
            @Nullable String account,
            byte[] body,
            List<UpdateEnvelope> updates,
            Map<String, String> evidence)
            throws IOException {
        Map<String, String> options = new TreeMap<>(evidence);
        options.put("origin", channel.origin());
        Optional.ofNullable(account)
                .flatMap(mailboxes)
                .ifPresent(mailbox -> options.put("owner", mailbox));
        CaptureEnvelope envelope =
                new CaptureEnvelope(channel.source(), account, null, clock.instant(), options);
        List<MediaNeed> needs = needs(updates);
        if (needs.isEmpty()) {
            journal.append(envelope, new ByteArrayInputStream(body));
            return;
        }
        CaptureRecord awaiting = journal.appendAwaiting(envelope, new ByteArrayInputStream(body));
        fetcher.await(awaiting.id().sequence(), channel.origin(), needs);
    }

    private static List<MediaNeed> needs(List<UpdateEnvelope> updates) {
        Map<String, MediaNeed> needs = new LinkedHashMap<>();
        for (UpdateEnvelope update : updates) {
            update.media().forEach(need -> needs.putIfAbsent(need.mediaId(), need));
        }
        return needs.values().stream().filter(Objects::nonNull).toList();
    }
}
