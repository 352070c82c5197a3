package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a NO, a BAD or a BYE means: whether it passes by itself, how much it concerns, and what a
/// person can do. By RFC 5530's codes, and by the words of servers that use none. Pure.
final class RefusalPolicy {
    private static final Pattern BACKOFF =
            Pattern.compile("backoff time:? *(\\d{1,9}) *milliseconds", Pattern.CASE_INSENSITIVE);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(1);

    private RefusalPolicy() {}

    /// What was being done.
    enum Moment {
        SIGN_IN("signing in to"),
        FOLDER("opening the folder in"),
        APPEND("storing a mail in"),
        ASK("looking into the folder of");

        private final String doing;

        Moment(String doing) {
            this.doing = doing;
        }
    }

    static Verdict of(Moment moment, Reply reply, EmailAddress mailbox) {
        String words = reply.said().toLowerCase(Locale.ROOT);
        Matcher backoff = BACKOFF.matcher(words);
        if (backoff.find()) {
            Duration rest = Duration.ofMillis(Long.parseLong(backoff.group(1)));
            return passes(Scope.MAILBOX, moment, reply, mailbox, rest);
        }
        if (words.contains("throttled")) {
            return passes(Scope.MAILBOX, moment, reply, mailbox, LONG);
        }
        if (reply.status() == Reply.Status.BYE) {
            return passes(Scope.DESTINATION, moment, reply, mailbox, LONG);
        }
        return reply.code().isEmpty()
                ? byWords(words, moment, reply, mailbox)
                : byCode(moment, reply, mailbox);
    }

    private static Verdict byCode(Moment moment, Reply reply, EmailAddress mailbox) {
        boolean signIn = moment == Moment.SIGN_IN;
        return switch (reply.code()) {
            case "OVERQUOTA" -> full(moment, reply, mailbox);
            case "UNAVAILABLE" ->
                    passes(
                            signIn ? Scope.DESTINATION : Scope.MAILBOX,
                            moment,
                            reply,
                            mailbox,
                            LONG);
            case "INUSE" -> passes(Scope.MAILBOX, moment, reply, mailbox, SHORT);
            case "SERVERBUG", "EXPUNGEISSUED" ->
                    passes(Scope.MAILBOX, moment, reply, mailbox, LONG);
            case "LIMIT" ->
                    moment == Moment.APPEND
                            ? mail(reply, mailbox)
                            : passes(Scope.MAILBOX, moment, reply, mailbox, SHORT);
            case "TOOBIG", "CANNOT", "UNKNOWN-CTE", "CLIENTBUG" ->
                    moment == Moment.APPEND
                            ? mail(reply, mailbox)
                            : mailbox(moment, reply, mailbox, "see the server's log");
            case "TRYCREATE", "NONEXISTENT" -> passes(Scope.MAILBOX, moment, reply, mailbox, SHORT);
            case "NOPERM" ->
                    mailbox(moment, reply, mailbox, "give Wharf's user the right (ACL) to do this");
            case "AUTHORIZATIONFAILED" ->
                    mailbox(
                            moment,
                            reply,
                            mailbox,
                            "the mailbox does not exist, or Wharf's user may not open it");
            case "AUTHENTICATIONFAILED" -> mailbox(moment, reply, mailbox, "check the password");
            case "EXPIRED" -> mailbox(moment, reply, mailbox, "the password has expired: set one");
            case "CONTACTADMIN" ->
                    mailbox(
                            moment,
                            reply,
                            mailbox,
                            "the mailbox is disabled, or not as it should be");
            case "PRIVACYREQUIRED" ->
                    refused(Scope.DESTINATION, moment, reply, mailbox, "set TLS or STARTTLS");
            case "CORRUPTION" -> mailbox(moment, reply, mailbox, "repair the mailbox");
            default -> byWords(reply.said().toLowerCase(Locale.ROOT), moment, reply, mailbox);
        };
    }

    private static Verdict byWords(String words, Moment moment, Reply reply, EmailAddress mailbox) {
        if (words.contains("quota")
                || words.contains("mailbox full")
                || words.contains("mailbox is full")) {
            return full(moment, reply, mailbox);
        }
        if (words.contains("authenticated but not connected")) {
            return mailbox(
                    moment,
                    reply,
                    mailbox,
                    "the account was accepted but has no mailbox, no licence for one, or IMAP is off for it");
        }
        if (words.contains("too large")
                || words.contains("too big")
                || words.contains("maximum size")) {
            return mail(reply, mailbox);
        }
        if (words.contains("temporar")
                || words.contains("try again")
                || words.contains("unavailable")) {
            return passes(Scope.MAILBOX, moment, reply, mailbox, LONG);
        }
        if (words.contains("disabled") || words.contains("deactivated")) {
            return mailbox(moment, reply, mailbox, "enable the mailbox, and IMAP for it");
        }
        return switch (moment) {
            case APPEND -> mail(reply, mailbox);
            case SIGN_IN -> mailbox(moment, reply, mailbox, "check name and password");
            case FOLDER, ASK ->
                    mailbox(moment, reply, mailbox, "see whether a mail client can open it");
        };
    }

    private static Verdict full(Moment moment, Reply reply, EmailAddress mailbox) {
        return mailbox(
                moment, reply, mailbox, "the mailbox is full: raise its quota or make room in it");
    }

    private static Verdict mail(Reply reply, EmailAddress mailbox) {
        return refused(
                Scope.MAIL,
                Moment.APPEND,
                reply,
                mailbox,
                "see the server's limits for one mail, and `largest`");
    }

    private static Verdict mailbox(Moment moment, Reply reply, EmailAddress of, String advice) {
        return refused(Scope.MAILBOX, moment, reply, of, advice);
    }

    private static Verdict refused(
            Scope scope, Moment moment, Reply reply, EmailAddress mailbox, String advice) {
        return new Verdict(
                new Refusal(
                        ErrorCode.SOURCE_REFUSED,
                        scope,
                        said(moment, reply, mailbox) + "; " + advice),
                Duration.ZERO);
    }

    private static Verdict passes(
            Scope scope, Moment moment, Reply reply, EmailAddress mailbox, Duration rest) {
        return new Verdict(
                new Refusal(ErrorCode.SOURCE_UNAVAILABLE, scope, said(moment, reply, mailbox)),
                rest);
    }

    private static String said(Moment moment, Reply reply, EmailAddress mailbox) {
        return "%s %s, the server said %s %s"
                .formatted(moment.doing, mailbox, reply.status(), reply.said());
    }

    /// A server that cannot be reached, or that broke off too often.
    static Verdict away(ImapServer server, ConnectionLost lost) {
        Reply bye = lost.bye();
        String why = String.valueOf(lost.getMessage());
        Duration rest = LONG;
        if (bye != null) {
            Matcher backoff = BACKOFF.matcher(bye.said());
            rest = backoff.find() ? Duration.ofMillis(Long.parseLong(backoff.group(1))) : LONG;
        }
        return new Verdict(
                new Refusal(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        Scope.DESTINATION,
                        "IMAP server " + server + ": " + why),
                rest);
    }
}
