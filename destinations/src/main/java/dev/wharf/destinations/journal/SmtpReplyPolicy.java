package dev.wharf.destinations.journal;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;

import java.time.Duration;

/// Decides what the refusals of a server mean: whether they concern one mail, the journal's address
/// or everything, and whether trying again helps. By enhanced status (RFC 3463) where there is one,
/// else by code and stage. Stateless.
final class SmtpReplyPolicy {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration THROTTLED = Duration.ofMinutes(5);
    private static final Duration FULL = Duration.ofHours(1);

    private static final int CLOSING = 421;
    private static final int NO_SPACE = 452;
    private static final int NOT_SIGNED_IN = 530;
    private static final int TOO_LARGE = 552;

    private final String server;

    /// @param server as people know it
    SmtpReplyPolicy(String server) {
        this.server = server;
    }

    Verdict verdict(SmtpStage stage, SmtpReply reply) {
        if (reply.code() == CLOSING) {
            return later(stage, reply, Scope.DESTINATION, SOON);
        }
        if (reply.isTransient()) {
            return transientVerdict(stage, reply);
        }
        return switch (stage) {
            case CONNECT, TLS, GREETING, HELLO ->
                    refused(stage, reply, Scope.DESTINATION, "ask the receiver to let us in");
            case SIGN_IN -> refused(stage, reply, Scope.DESTINATION, "check user and password");
            case SENDER -> senderVerdict(stage, reply);
            case RECIPIENT -> recipientVerdict(stage, reply);
            case DATA, END -> contentVerdict(stage, reply);
        };
    }

    private Verdict transientVerdict(SmtpStage stage, SmtpReply reply) {
        String status = reply.status();
        if (isFull(stage, reply, status)) {
            return later(stage, reply, Scope.MAILBOX, FULL);
        }
        if (status.startsWith("7.")) {
            return later(stage, reply, Scope.DESTINATION, THROTTLED);
        }
        Scope scope =
                switch (stage) {
                    case RECIPIENT -> Scope.MAILBOX;
                    case END -> status.startsWith("6.") ? Scope.MAIL : Scope.DESTINATION;
                    case CONNECT, TLS, GREETING, HELLO, SIGN_IN, SENDER, DATA -> Scope.DESTINATION;
                };
        return later(stage, reply, scope, SOON);
    }

    private Verdict senderVerdict(SmtpStage stage, SmtpReply reply) {
        if (isTooLarge(reply)) {
            return tooLarge(stage, reply);
        }
        String remedy =
                reply.code() == NOT_SIGNED_IN
                        ? "the receiver wants a sign-in, or TLS"
                        : "check the envelope's sender";
        return refused(stage, reply, Scope.DESTINATION, remedy);
    }

    private Verdict recipientVerdict(SmtpStage stage, SmtpReply reply) {
        String status = reply.status();
        if (isFull(stage, reply, status)) {
            return later(stage, reply, Scope.MAILBOX, FULL);
        }
        if (isTooLarge(reply)) {
            return tooLarge(stage, reply);
        }
        if (status.startsWith("7.") || reply.code() == NOT_SIGNED_IN) {
            return refused(
                    stage,
                    reply,
                    Scope.DESTINATION,
                    "the receiver does not let us send there: ask it to, or sign in");
        }
        if (status.equals("1.1") || status.equals("1.2") || status.isEmpty()) {
            return permanent(
                    ErrorCode.NOT_FOUND, Scope.MAILBOX, said(stage, reply, "check the address"));
        }
        return refused(stage, reply, Scope.MAILBOX, "ask the receiver about this address");
    }

    private Verdict contentVerdict(SmtpStage stage, SmtpReply reply) {
        String status = reply.status();
        if (status.equals("2.2")) {
            return later(stage, reply, Scope.MAILBOX, FULL);
        }
        if (isTooLarge(reply)) {
            return tooLarge(stage, reply);
        }
        if (stage == SmtpStage.DATA) {
            return refused(stage, reply, Scope.DESTINATION, "ask the receiver why");
        }
        return refused(
                stage, reply, Scope.MAIL, "ask the receiver why it takes no mail like this one");
    }

    /// `452 4.2.2`, `552 5.2.2`, and without a status what they mean at an address.
    private static boolean isFull(SmtpStage stage, SmtpReply reply, String status) {
        return status.equals("2.2")
                || (status.isEmpty()
                        && stage == SmtpStage.RECIPIENT
                        && (reply.code() == NO_SPACE || reply.code() == TOO_LARGE));
    }

    private static boolean isTooLarge(SmtpReply reply) {
        return switch (reply.status()) {
            case "3.4", "2.3" -> true;
            case "" -> reply.code() == TOO_LARGE;
            default -> false;
        };
    }

    private Verdict tooLarge(SmtpStage stage, SmtpReply reply) {
        return refused(stage, reply, Scope.MAIL, "set most-bytes to what the receiver takes");
    }

    /// A connection that ended, or never came about.
    ///
    /// @param what happened, without content
    Verdict lost(SmtpStage stage, String what) {
        String doubt =
                stage == SmtpStage.END
                        ? "; the receiver may have the mail all the same, under its Message-ID"
                        : "";
        return new Verdict(
                new Refusal(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        Scope.DESTINATION,
                        server + ", at " + stage + ": " + what + doubt),
                SOON);
    }

    /// Something in the set-up that a person has to mend.
    Verdict misconfigured(SmtpStage stage, String what) {
        return permanent(
                ErrorCode.SOURCE_REFUSED,
                Scope.DESTINATION,
                server + ", at " + stage + ": " + what);
    }

    private Verdict later(SmtpStage stage, SmtpReply reply, Scope scope, Duration after) {
        return new Verdict(
                new Refusal(ErrorCode.SOURCE_UNAVAILABLE, scope, said(stage, reply, "")), after);
    }

    private Verdict refused(SmtpStage stage, SmtpReply reply, Scope scope, String remedy) {
        return permanent(ErrorCode.SOURCE_REFUSED, scope, said(stage, reply, remedy));
    }

    private static Verdict permanent(ErrorCode code, Scope scope, String reason) {
        return new Verdict(new Refusal(code, scope, reason), null);
    }

    private String said(SmtpStage stage, SmtpReply reply, String remedy) {
        String said = server + " answered to " + stage + ": " + reply;
        return remedy.isEmpty() ? said : said + "; " + remedy;
    }
}
