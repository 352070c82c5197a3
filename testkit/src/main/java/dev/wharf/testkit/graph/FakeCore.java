package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The state of [FakeExchange] behind one lock; between letting a request in and answering it the
/// lock is free, so that others can be in flight.
final class FakeCore {
    private static final int AT_ONCE = 4;
    private static final int WAIT = 7;

    private final Clock clock;
    private final String base;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakeMailbox> mailboxes = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final FakeCounts.Counter counter = new FakeCounts.Counter();
    private final FakeLogin login;
    private final FakeUploads uploads;
    private final FakeMail mail;
    private final FakeDirectory directory = new FakeDirectory();
    private Fault.Source faults = Fault.Source.NEVER;

    FakeCore(Clock clock, String base) {
        this.clock = clock;
        this.base = base;
        this.login = new FakeLogin(clock);
        this.uploads = new FakeUploads(clock, wrong::add);
        this.mail = new FakeMail(clock, uploads);
    }

    private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    void add(String... names) {
        change(
                () -> {
                    for (String name : names) {
                        mailboxes.put(name.toLowerCase(Locale.ROOT), new FakeMailbox());
                    }
                });
    }

    void addUser(FakeUser user) {
        change(() -> directory.users.add(user));
    }

    void faults(Fault.Source source) {
        change(() -> faults = source);
    }

    void trouble(String mailbox, FakeMailbox.Trouble trouble) {
        change(() -> mailbox(mailbox).trouble = trouble);
    }

    void tokensLive(Duration life) {
        change(() -> login.life = life);
    }

    void expireTokens() {
        change(login::expireAll);
    }

    void grant(List<String> roles) {
        change(() -> login.roles = roles);
    }

    void register(X509Certificate certificate) {
        change(() -> login.certificate = certificate);
    }

    void keepsClass(boolean keeps) {
        change(() -> mail.keepsClass = keeps);
    }

    void addsFilesToAnything(boolean adds) {
        change(() -> mail.addsFilesToAnything = adds);
    }

    void makeFolder(String mailbox, String name, boolean hidden) {
        change(
                () ->
                        mailbox(mailbox)
                                .folders
                                .put("made-" + name, new FakeFolder("made-" + name, name, hidden)));
    }

    void deleteFolder(String mailbox, String name) {
        change(() -> mailbox(mailbox).folders.values().removeIf(one -> one.name.equals(name)));
    }

    List<FakeMessage> messages(String mailbox, String folder) {
        return locked(
                () -> {
                    FakeFolder found = mailbox(mailbox).named(folder);
                    return found == null ? List.of() : List.copyOf(found.messages.values());
                });
    }

    void refuse(String messageId) {
        change(() -> mail.refused.add("<" + messageId + ">"));
    }

    void removeFiles(String mailbox, String id) {
        change(
                () -> {
                    FakeMessage message = mailbox(mailbox).message(id);
                    if (message != null) {
                        message.attachments.clear();
                    }
                });
    }

    List<String> folders(String mailbox) {
        return locked(
                () -> mailbox(mailbox).folders.values().stream().map(one -> one.name).toList());
    }

    void refuseSignIn() {
        change(
                () -> {
                    login.expireAll();
                    login.refusing = true;
                });
    }

    @Nullable Boolean isHidden(String mailbox, String folder) {
        return this.<@Nullable Boolean>locked(
                () -> {
                    FakeFolder found = mailbox(mailbox).named(folder);
                    return found == null ? null : found.hidden;
                });
    }

    void remove(String mailbox, String id) {
        change(
                () -> {
                    FakeMessage message = mailbox(mailbox).message(id);
                    if (message != null) {
                        mailbox(mailbox).remove(message);
                    }
                });
    }

    FakeCounts counts() {
        return locked(counter::now);
    }

    List<String> wrong() {
        return locked(() -> List.copyOf(wrong));
    }

    void note(String what) {
        change(() -> wrong.add(what));
    }

    int tokensGiven() {
        return locked(login::given);
    }

    private FakeMailbox mailbox(String name) {
        FakeMailbox mailbox = mailboxes.get(name.toLowerCase(Locale.ROOT));
        if (mailbox == null) {
            throw new AssertionError("the fake has no mailbox " + name);
        }
        return mailbox;
    }

    FakeReply token(Map<String, String> form) {
        return locked(() -> login.token(base, form));
    }

    private Fault fault(Fault.Place place, String request) {
        return locked(() -> faults.next(place, request));
    }

    /// @return null to cut the connection
    @Nullable FakeReply piece(String method, String id, Map<String, String> headers, byte[] piece) {
        Fault fault = method.equals("PUT") ? fault(Fault.Place.PIECE, "a piece") : Fault.NONE;
        FakeReply before =
                switch (fault) {
                    case THROTTLED -> throttled();
                    case UNAVAILABLE, GATEWAY -> unavailable();
                    default -> null;
                };
        if (before != null || fault == Fault.CUT_BEFORE) {
            return before;
        }
        if (fault == Fault.UPLOAD_EXPIRED) {
            change(() -> uploads.expire(id));
        }
        FakeReply reply =
                locked(
                        () -> {
                            counter.pieces++;
                            return method.equals("PUT")
                                    ? uploads.put(id, headers, piece)
                                    : uploads.status(id);
                        });
        return fault == Fault.CUT_AFTER ? null : reply;
    }

    private FakeReply throttled() {
        change(() -> counter.throttled++);
        return FakeReply.error(429, "ApplicationThrottled", "too many")
                .with("Retry-After", String.valueOf(WAIT));
    }

    private static FakeReply unavailable() {
        return FakeReply.error(503, "ServiceUnavailable", "busy").with("Retry-After", "3");
    }

    /// @return null to cut the connection
    @Nullable FakeReply graph(FakeRequest request, Map<String, String> headers) {
        change(() -> counter.http++);
        Fault fault = fault(Fault.Place.OUTER, request.toString());
        FakeReply before =
                switch (fault) {
                    case THROTTLED -> throttled();
                    case UNAVAILABLE -> unavailable();
                    case GATEWAY -> FakeReply.error(504, "GatewayTimeout", "");
                    default -> null;
                };
        if (before != null || fault == Fault.CUT_BEFORE) {
            return before;
        }
        if (fault == Fault.TOKEN_EXPIRED) {
            expireTokens();
        }
        String given = headers.getOrDefault("authorization", "");
        if (!locked(() -> given.startsWith("Bearer ") && login.accepts(given.substring(7)))) {
            return FakeReply.error(401, "InvalidAuthenticationToken", "expired");
        }
        FakeReply reply =
                request.is("POST", "$batch")
                        ? batch(request)
                        : parallel(List.of(request)).getFirst();
        return fault == Fault.CUT_AFTER ? cut() : reply;
    }

    /// Who never heard that they should wait is not wrong not to.
    private @Nullable FakeReply cut() {
        change(() -> mailboxes.values().forEach(one -> one.leaveAloneUntil = Instant.MIN));
        return null;
    }

    private FakeReply batch(FakeRequest request) {
        FakeBatch batch = FakeBatch.read(request.body());
        if (batch == null) {
            note("a batch that Graph does not take");
            return FakeReply.error(400, "BadRequest", "batch");
        }
        change(
                () -> {
                    counter.batches++;
                    counter.largestBatch = Math.max(counter.largestBatch, batch.entries().size());
                });
        List<FakeReply> replies =
                batch.serial()
                        ? serial(batch.entries())
                        : parallel(batch.entries().stream().map(FakeBatch.Entry::request).toList());
        return FakeReply.json(200, written(batch, replies));
    }

    private static ObjectNode written(FakeBatch batch, List<FakeReply> replies) {
        ObjectNode answer = FakeReply.JSON.createObjectNode();
        answer.putArray("responses");
        // In any order: the last first.
        for (int i = replies.size() - 1; i >= 0; i--) {
            FakeReply reply = replies.get(i);
            ObjectNode one = answer.withArray("responses").addObject();
            one.put("id", batch.entries().get(i).id()).put("status", reply.status());
            ObjectNode headers = one.putObject("headers");
            reply.headers().forEach(headers::put);
            if (reply.body() != null) {
                one.set("body", reply.body());
            }
        }
        return answer;
    }

    private List<FakeReply> serial(List<FakeBatch.Entry> entries) {
        List<FakeReply> replies = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (FakeBatch.Entry entry : entries) {
            FakeReply reply =
                    entry.dependsOn() != null && failed.contains(entry.dependsOn())
                            ? FakeReply.error(424, "FailedDependency", "one before it failed")
                            : parallel(List.of(entry.request())).getFirst();
            if (!reply.isGood()) {
                failed.add(entry.id());
            }
            replies.add(reply);
        }
        return replies;
    }

    /// While they are in, and before they are carried out, others can be let in.
    private List<FakeReply> parallel(List<FakeRequest> requests) {
        List<@Nullable FakeReply> refused =
                locked(() -> requests.stream().<@Nullable FakeReply>map(this::letIn).toList());
        return locked(
                () -> {
                    List<FakeReply> replies = new ArrayList<>();
                    for (int i = 0; i < requests.size(); i++) {
                        FakeReply no = refused.get(i);
                        replies.add(no != null ? no : carryOut(requests.get(i)));
                    }
                    for (int i = 0; i < requests.size(); i++) {
                        if (refused.get(i) == null) {
                            letOut(requests.get(i));
                        }
                    }
                    return replies;
                });
    }

    private @Nullable FakeReply letIn(FakeRequest request) {
        FakeMailbox mailbox = mailboxes.get(request.mailbox());
        if (mailbox == null) {
            counter.requests++;
            return null;
        }
        if (clock.instant().isBefore(mailbox.leaveAloneUntil)) {
            wrong.add("asked again before Retry-After was over: " + request);
            return throttled();
        }
        if (mailbox.inFlight >= AT_ONCE) {
            wrong.add("more than four requests of a mailbox at once: " + request);
            return throttled();
        }
        if (mailbox.overBudget(clock, request.bytes())) {
            wrong.add("more than a mailbox takes in its time: " + request);
            return throttled();
        }
        counter.requests++;
        mailbox.inFlight++;
        counter.mostInFlight.merge(request.mailbox(), mailbox.inFlight, Math::max);
        return null;
    }

    private void letOut(FakeRequest request) {
        FakeMailbox mailbox = mailboxes.get(request.mailbox());
        if (mailbox != null) {
            mailbox.inFlight--;
        }
    }

    private FakeReply carryOut(FakeRequest request) {
        Fault fault = faults.next(Fault.Place.INNER, request.toString());
        FakeMailbox mailbox = mailboxes.get(request.mailbox());
        switch (fault) {
            case THROTTLED -> {
                if (mailbox != null) {
                    mailbox.leaveAloneUntil = clock.instant().plusSeconds(WAIT);
                }
                return throttled();
            }
            case UNAVAILABLE -> {
                return unavailable();
            }
            case GATEWAY -> {
                return FakeReply.error(504, "GatewayTimeout", "");
            }
            default -> {}
        }
        FakeReply reply = answer(request, mailbox);
        if (reply.status() == 201
                && request.is("POST", "users", "*", "mailFolders", "*", "messages")) {
            counter.creates++;
        }
        return fault == Fault.GATEWAY_DONE ? FakeReply.error(504, "GatewayTimeout", "") : reply;
    }

    private FakeReply answer(FakeRequest request, @Nullable FakeMailbox mailbox) {
        if (request.is("GET", "users")) {
            return directory.list(base, request);
        }
        if (mailbox == null) {
            return FakeReply.error(404, "ErrorInvalidUser", "The requested user is invalid.");
        }
        if (request.steps().contains("messages") && !request.wantsImmutableIds()) {
            wrong.add("without immutable ids: " + request);
        }
        FakeReply refusal = mailbox.refusal();
        return refusal != null ? refusal : mail.answer(base, mailbox, request);
    }
}
