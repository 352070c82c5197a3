package dev.wharf.site.account;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;

import java.util.List;

/// Somebody to be enrolled.
public record NewAccount(
        String name, EmailAddress email, String label, MethodForm method, List<User.Line> lines) {
    public NewAccount {
        lines = List.copyOf(lines);
    }
}
