package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;

/// What Graph's refusals mean, and what a person does about them: the one place that knows its
/// error codes.
public final class MailboxErrorPolicy {
    private MailboxErrorPolicy() {}

    /// @param doing for the message: "the folder", "a mail"; without content
    public static Refusal of(EmailAddress mailbox, String doing, GraphAnswer answer) {
        Meaning meaning = meaning(answer.status(), answer.code());
        return new Refusal(
                meaning.code,
                meaning.scope,
                "mailbox %s, %s: Microsoft 365 answers %s: %s"
                        .formatted(mailbox, doing, answer.error(), meaning.advice));
    }

    /// Graph did not answer, or gave up, as often as it was asked.
    static Refusal away(EmailAddress mailbox, String doing, String how, Scope scope) {
        return new Refusal(
                ErrorCode.SOURCE_UNAVAILABLE,
                scope,
                "mailbox %s, %s: Microsoft 365 does not answer (%s); it is tried again"
                        .formatted(mailbox, doing, how));
    }

    static Refusal busy(EmailAddress mailbox, String doing) {
        return new Refusal(
                ErrorCode.SOURCE_UNAVAILABLE,
                Scope.MAILBOX,
                "mailbox %s, %s: Microsoft 365 asks to be left alone for longer than a run waits; it is tried again"
                        .formatted(mailbox, doing));
    }

    enum Meaning {
        NOT_SIGNED_IN(
                ErrorCode.SOURCE_REFUSED,
                Scope.DESTINATION,
                "the token is not accepted; look at tenant, cloud and credential"),
        NO_PERMISSION(
                ErrorCode.SOURCE_REFUSED,
                Scope.DESTINATION,
                "the application has no permission; run wharf doctor, which prints the commands"),
        OUT_OF_SCOPE(
                ErrorCode.SOURCE_REFUSED,
                Scope.MAILBOX,
                "the application may not reach this mailbox; widen the management scope, or map its people elsewhere (a new scope takes up to two hours)"),
        MISSING(
                ErrorCode.NOT_FOUND,
                Scope.MAILBOX,
                "there is no such mailbox; look at the mapping, or license the user"),
        NOT_IN_CLOUD(
                ErrorCode.SOURCE_REFUSED,
                Scope.MAILBOX,
                "it is disabled, has no licence, or lies on a server of the firm's own; give it a mailbox in Exchange Online"),
        FULL(
                ErrorCode.SOURCE_UNAVAILABLE,
                Scope.MAILBOX,
                "the mailbox is full; make room or raise its quota, and the mails follow by themselves"),
        TOO_LARGE(
                ErrorCode.SOURCE_REFUSED,
                Scope.MAIL,
                "the mail is larger than this tenant takes; lower the destination's setting largest, or raise MaxReceiveSize of the mailbox"),
        BUSY(ErrorCode.SOURCE_UNAVAILABLE, Scope.MAILBOX, "it is busy, and tried again"),
        FOLDER_GONE(
                ErrorCode.SOURCE_UNAVAILABLE,
                Scope.MAILBOX,
                "the folder is not there any more; it is made again at the next attempt"),
        NOT_TAKEN(
                ErrorCode.SOURCE_REFUSED,
                Scope.MAIL,
                "it is not taken as it is; look the code up in Microsoft's documents, and run wharf connector prove");

        final ErrorCode code;
        final Scope scope;
        final String advice;

        Meaning(ErrorCode code, Scope scope, String advice) {
            this.code = code;
            this.scope = scope;
            this.advice = advice;
        }
    }

    static Meaning meaning(int status, String code) {
        return switch (code) {
            case "ErrorQuotaExceeded", "QuotaExceeded", "ErrorMailboxStoreUnavailableQuota" ->
                    Meaning.FULL;
            case "ErrorMessageSizeExceeded", "ErrorAttachmentSizeLimitExceeded" ->
                    Meaning.TOO_LARGE;
            case "MailboxNotEnabledForRESTAPI",
                    "MailboxNotSupportedForRESTAPI",
                    "ErrorMailboxDisabled",
                    "ErrorAccountDisabled",
                    "AccountDisabled" ->
                    Meaning.NOT_IN_CLOUD;
            case "ResourceNotFound",
                    "Request_ResourceNotFound",
                    "ErrorInvalidUser",
                    "ErrorNonExistentMailbox" ->
                    Meaning.MISSING;
            case "ErrorParentFolderNotFound", "ErrorFolderNotFound" -> Meaning.FOLDER_GONE;
            case "Authorization_RequestDenied" -> Meaning.NO_PERMISSION;
            default -> meaning(status);
        };
    }

    private static Meaning meaning(int status) {
        if (status == 429 || status == 408 || (status >= 500 && status != 507)) {
            return Meaning.BUSY;
        }
        return switch (status) {
            case 401 -> Meaning.NOT_SIGNED_IN;
            case 403 -> Meaning.OUT_OF_SCOPE;
            case 404 -> Meaning.MISSING;
            case 413 -> Meaning.TOO_LARGE;
            case 507 -> Meaning.FULL;
            default -> Meaning.NOT_TAKEN;
        };
    }
}
