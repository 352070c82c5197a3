package dev.wharf.site.upload;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What an uploader may hand in: its own account's exports and backups, and nothing that says whose
/// they are. A phone may be in a stranger's hands.
///
/// Logs of webhooks name their accounts themselves, so they are a connector's; options are the few
/// that say how an export is to be read, so that neither an owner nor a key comes this way.
final class UploaderPolicy {
    private static final Set<SourceKind> SOURCES =
            Set.of(SourceKind.CHAT_EXPORT, SourceKind.ANDROID_BACKUP, SourceKind.IOS_BACKUP);
    private static final Set<String> OPTIONS = Set.of("zone", "date-order");

    private UploaderPolicy() {}

    /// @throws WharfException `NOT_ALLOWED` before the employee has agreed, and after the account
    ///   ended
    static void requireActive(Account account) {
        if (account.state() != AccountState.ACTIVE) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "Nothing is taken for this account: it is disabled, or its consent is not"
                            + " recorded.");
        }
    }

    /// The plan as the account's, whatever it said of that.
    static UploadPlan bind(UploadPlan asked, Account account) {
        if (!SOURCES.contains(asked.source())) {
            throw wrong(
                    "An uploader hands in CHAT_EXPORT, ANDROID_BACKUP or IOS_BACKUP; all else takes"
                            + " a connector.");
        }
        if (!OPTIONS.containsAll(asked.options().keySet())) {
            throw wrong("An uploader says 'zone' and 'date-order' in 'options', and nothing else.");
        }
        if (asked.digest() == null) {
            throw wrong("An uploader says the 'sha256' of the whole.");
        }
        return owned(asked, account);
    }

    /// The plan with the mailbox that the account's captures are for, unless it names an owner.
    static UploadPlan owned(UploadPlan asked, Account account) {
        Map<String, String> options = new HashMap<>(asked.options());
        options.putIfAbsent("owner", account.email().value());
        return new UploadPlan(
                asked.name(), asked.source(), account.id(), options, asked.size(), asked.digest());
    }

    private static WharfException wrong(String message) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message);
    }
}
