package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A mailbox in the fake: its folders, and what it takes. Guarded by its server's lock.
final class FakeMailbox {
    private static final Duration REQUESTS = Duration.ofMinutes(10);
    private static final Duration BYTES = Duration.ofMinutes(5);

    /// Why a mailbox takes nothing.
    enum Trouble {
        NONE,
        DISABLED,
        ON_PREMISES,
        FULL,
        OUT_OF_SCOPE
    }

    private record Taken(Instant at, long amount) {}

    final Map<String, FakeFolder> folders = new LinkedHashMap<>();
    Trouble trouble = Trouble.NONE;
    Instant leaveAloneUntil = Instant.MIN;
    int inFlight;
    private final Deque<Taken> requests = new ArrayDeque<>();
    private final Deque<Taken> bytes = new ArrayDeque<>();
    private long byteSum;

    @Nullable FakeReply refusal() {
        return switch (trouble) {
            case NONE, FULL -> null;
            case DISABLED ->
                    FakeReply.error(
                            404,
                            "MailboxNotEnabledForRESTAPI",
                            "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
            case ON_PREMISES ->
                    FakeReply.error(
                            404, "MailboxNotSupportedForRESTAPI", "REST API is not supported.");
            case OUT_OF_SCOPE ->
                    FakeReply.error(
                            403,
                            "ErrorAccessDenied",
                            "Access is denied. Check credentials and try again.");
        };
    }

    /// 10,000 requests in ten minutes, 150 MB in five.
    boolean overBudget(Clock clock, long size) {
        Instant now = clock.instant();
        expire(requests, now.minus(REQUESTS));
        byteSum -= expire(bytes, now.minus(BYTES));
        requests.addLast(new Taken(now, 1));
        if (size > 0) {
            bytes.addLast(new Taken(now, size));
            byteSum += size;
        }
        return requests.size() > 10_000 || byteSum > 150_000_000;
    }

    private static long expire(Deque<Taken> taken, Instant before) {
        long sum = 0;
        for (Taken first = taken.peekFirst();
                first != null && !first.at.isAfter(before);
                first = taken.peekFirst()) {
            sum += first.amount;
            taken.removeFirst();
        }
        return sum;
    }

    @Nullable FakeFolder named(String name) {
        return folders.values().stream()
                .filter(folder -> folder.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    @Nullable FakeMessage message(String id) {
        for (FakeFolder folder : folders.values()) {
            FakeMessage found = folder.messages.get(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    void remove(FakeMessage message) {
        folders.values().forEach(folder -> folder.messages.remove(message.id));
    }

    List<FakeMessage> messages() {
        return folders.values().stream()
                .map(folder -> folder.messages.values())
                .flatMap(Collection::stream)
                .toList();
    }
}
