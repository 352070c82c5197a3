package dev.wharf.site.upload;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.credential.Credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Notices a phone that hands nothing in any more: its script, its backups or its network stopped,
/// and nothing else would tell. For one thread.
public final class UploadWatch {
    private final UploadStore uploads;
    private final Supplier<List<Credential>> credentials;
    private final Function<String, Optional<Account>> accounts;
    private final Alerts alerts;
    private final Clock clock;
    private final Duration patience;

    /// @param patience so long after its last capture a phone is missed; from when its credential
    ///   was made or changed, where there is none yet
    public UploadWatch(
            UploadStore uploads,
            Supplier<List<Credential>> credentials,
            Function<String, Optional<Account>> accounts,
            Alerts alerts,
            Clock clock,
            Duration patience) {
        this.uploads = uploads;
        this.credentials = credentials;
        this.accounts = accounts;
        this.alerts = alerts;
        this.clock = clock;
        this.patience = patience;
    }

    public void tick() {
        for (Credential credential : credentials.get()) {
            String account = credential.account();
            if (account != null) {
                look(credential, account);
            }
        }
    }

    private void look(Credential credential, String account) {
        Instant now = clock.instant();
        Instant since = since(credential);
        boolean expected =
                credential.active()
                        && accounts.apply(account)
                                .filter(enrolled -> enrolled.state() == AccountState.ACTIVE)
                                .isPresent();
        if (!expected || !since.plus(patience).isBefore(now)) {
            alerts.clear(Alert.Kind.SILENT, subject(credential));
            return;
        }
        alerts.raise(
                new Alert(
                        Alert.Kind.SILENT,
                        subject(credential),
                        account,
                        "The phone of credential '%s' has handed in nothing for account %s since %s. Look at its log, and whether it still makes backups; revoke the credential when it is not to any more."
                                .formatted(credential.name(), account, since),
                        now));
    }

    private Instant since(Credential credential) {
        return uploads.newest(credential.name())
                .filter(newest -> newest.isAfter(credential.changed()))
                .orElse(credential.changed());
    }

    private static String subject(Credential credential) {
        return "phone " + credential.name();
    }
}
