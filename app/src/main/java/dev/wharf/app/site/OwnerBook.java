package dev.wharf.app.site;

import dev.wharf.site.account.Account;
import dev.wharf.site.account.Accounts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Whose mailbox an account's captures are meant for, from memory: asked for every webhook. Safe
/// for many threads.
final class OwnerBook {
    private final Accounts accounts;
    private volatile Map<String, String> mailboxes = Map.of();

    OwnerBook(Accounts accounts) {
        this.accounts = accounts;
        accounts.onChange(this::read);
        read();
    }

    private synchronized void read() {
        Map<String, String> read = new HashMap<>();
        for (Account account : accounts.all()) {
            read.put(account.id(), account.email().value());
        }
        mailboxes = Map.copyOf(read);
    }

    Optional<String> mailbox(String account) {
        return Optional.ofNullable(mailboxes.get(account));
    }
}
