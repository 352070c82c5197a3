package dev.wharf.app.connector;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.SignIn;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Everybody's own password: a secret with a line `address password` for each.
final class MailboxPasswords implements SignIn.PasswordSource {
    private final Map<EmailAddress, Secret> passwords;

    private MailboxPasswords(Map<EmailAddress, Secret> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    /// @throws WharfException CONFIG_INVALID naming the line
    static MailboxPasswords parse(Secret file) {
        Map<EmailAddress, Secret> passwords = new HashMap<>();
        int number = 0;
        for (String line : new String(file.bytes(), StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split("\\s+", 2);
            Optional<EmailAddress> address = EmailAddress.parse(parts[0]);
            if (parts.length < 2 || address.isEmpty()) {
                throw new WharfException(
                        ErrorCode.CONFIG_INVALID,
                        "The secret of 'passwords', line %d: it is 'address password'."
                                .formatted(number));
            }
            passwords.put(address.get(), Secret.copyOf(parts[1].getBytes(StandardCharsets.UTF_8)));
        }
        return new MailboxPasswords(passwords);
    }

    @Override
    public Optional<Secret> password(EmailAddress mailbox) {
        return Optional.ofNullable(passwords.get(mailbox));
    }
}
