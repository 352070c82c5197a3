package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.traffic.Reply;
import dev.wharf.destinations.microsoft365.traffic.Traffic;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Asks Graph about one mailbox until there is an answer, or patience is over.
///
/// For one thread.
public final class MailboxCaller {
    /// How soon a mailbox that is full or does not answer is worth another attempt.
    private static final Duration LATER = Duration.ofMinutes(15);

    /// So that an item keeps its id when somebody moves it.
    private static final Map<String, String> HEADERS = Map.of("Prefer", "IdType=\"ImmutableId\"");

    private final EmailAddress mailbox;
    private final Traffic traffic;
    private final Clock clock;
    private final Pause pause;
    private final Pace pace;

    public MailboxCaller(
            EmailAddress mailbox, Traffic traffic, Clock clock, Pause pause, Pace pace) {
        this.mailbox = mailbox;
        this.traffic = traffic;
        this.clock = clock;
        this.pause = pause;
        this.pace = pace;
    }

    public EmailAddress mailbox() {
        return mailbox;
    }

    Traffic traffic() {
        return traffic;
    }

    Pace pace() {
        return pace;
    }

    /// Until when a call of a session that begins now waits for the server.
    public Instant patient() {
        return clock.instant().plus(pace.patience());
    }

    /// Digits that tell tests of different moments apart.
    public String stamp() {
        return String.valueOf(clock.instant().toEpochMilli());
    }

    Instant later() {
        return clock.instant().plus(LATER);
    }

    /// @param path below the mailbox
    public GraphCall get(String path, String what) {
        return whole(GraphCall.Method.GET, path, null, what);
    }

    public GraphCall post(String path, byte[] json, String what) {
        return whole(GraphCall.Method.POST, path, json, what);
    }

    public GraphCall patch(String path, byte[] json, String what) {
        return whole(GraphCall.Method.PATCH, path, json, what);
    }

    public GraphCall delete(String path, String what) {
        return whole(GraphCall.Method.DELETE, path, null, what);
    }

    private GraphCall whole(
            GraphCall.Method method, String path, byte @Nullable [] json, String what) {
        String user = "/users/" + GraphText.encoded(mailbox.value());
        return new GraphCall(method, user + path, HEADERS, json, what);
    }

    /// Asks one thing that may be asked twice.
    ///
    /// @throws Refused for every answer that is not good
    public JsonNode ask(GraphCall call, Instant until) throws Refused {
        GraphAnswer answer = answer(call, until);
        if (!answer.isGood()) {
            throw refused(call.what(), answer);
        }
        return answer.body();
    }

    /// The same, for who makes something of answers that are not good.
    public GraphAnswer answer(GraphCall call, Instant until) throws Refused {
        for (int attempt = 1; ; attempt++) {
            Reply reply = traffic.alone(mailbox.value(), call, until);
            if (reply instanceof Reply.Answered(GraphAnswer answer)) {
                return answer;
            }
            again(reply, call.what(), attempt, until);
        }
    }

    /// Asks several things in order, as few requests at a time as they need.
    public List<JsonNode> askAll(List<GraphCall> calls, Instant until) throws Refused {
        List<JsonNode> answers = new ArrayList<>();
        for (int attempt = 1; answers.size() < calls.size(); attempt++) {
            List<GraphCall> left = calls.subList(answers.size(), calls.size());
            int before = answers.size();
            for (Reply reply : traffic.inOrder(mailbox.value(), left, until)) {
                if (!(reply instanceof Reply.Answered(GraphAnswer answer))) {
                    again(reply, left.getFirst().what(), attempt, until);
                    break;
                }
                if (!answer.isGood()) {
                    throw refused(left.getFirst().what(), answer);
                }
                answers.add(answer.body());
            }
            attempt = answers.size() > before ? 0 : attempt;
        }
        return answers;
    }

    /// Whether what was replied is worth another attempt.
    void again(Reply reply, String what, int attempt, Instant until) throws Refused {
        boolean over = attempt >= pace.attempts() || !clock.instant().isBefore(until);
        switch (reply) {
            case Reply.Answered(GraphAnswer answer) -> throw refused(what, answer);
            case Reply.Unsent(var noToken) -> throw unsent(noToken);
            case Reply.Held(Instant retryAt) -> {
                if (over || retryAt.isAfter(until)) {
                    throw new Refused(MailboxErrorPolicy.busy(mailbox, what), retryAt);
                }
            }
            case Reply.InDoubt(String how) -> {
                if (over) {
                    throw lost(what, how);
                }
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            throw lost(what, "stopped");
        }
    }

    Refused lost(String what, String how) {
        // An answer with a status came from a server that knows the mailbox; silence is
        // everybody's.
        Scope scope = how.startsWith("5") ? Scope.MAILBOX : Scope.DESTINATION;
        return new Refused(MailboxErrorPolicy.away(mailbox, what, how, scope), later());
    }

    private Refused unsent(WharfException noToken) {
        String reason = Objects.requireNonNullElse(noToken.getMessage(), "no token");
        return new Refused(new Refusal(noToken.code(), Scope.DESTINATION, reason), later());
    }

    Refused refused(String what, GraphAnswer answer) {
        return new Refused(MailboxErrorPolicy.of(mailbox, what, answer), later());
    }

    /// Waits until a server that gave up has surely ended what it was at.
    void settle() throws Refused {
        try {
            pause.rest(pace.settling());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw lost("waiting", "stopped");
        }
    }
}
