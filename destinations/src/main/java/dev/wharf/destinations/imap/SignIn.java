package dev.wharf.destinations.imap;

import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;

import java.util.Optional;

/// How mailboxes are opened. All but [Passwords] need nothing of the users.
public sealed interface SignIn {

    /// Whether one secret opens all mailboxes, so that its refusal concerns them all.
    boolean shared();

    /// What to look at when it is refused: `the master user "wharf"`.
    String named();

    /// Each user's own password.
    record Passwords(PasswordSource passwords) implements SignIn {
        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public String named() {
            return "the password of this mailbox";
        }
    }

    /// Dovecot's master user: signs in as `alice@example.com*wharf`.
    ///
    /// @param separator `auth_master_user_separator` of the server, as a rule `*`
    record MasterUser(String name, Secret password, String separator) implements SignIn {
        public MasterUser {
            requireName(name);
            if (separator.isEmpty()) {
                throw new IllegalArgumentException("the master user's separator is missing");
            }
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String named() {
            return "the master user \u201c" + name + "\u201d";
        }
    }

    /// SASL PLAIN with an authorisation identity (RFC 4616): Cyrus's `proxyservers`, Stalwart's and
    /// James's impersonation, Dovecot too.
    record OnBehalf(String name, Secret password) implements SignIn {
        public OnBehalf {
            requireName(name);
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String named() {
            return "the user \u201c" + name + "\u201d who signs in for others";
        }
    }

    /// SASL XOAUTH2, as Exchange Online wants it of an application.
    record Bearer(TokenSource tokens) implements SignIn {
        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public String named() {
            return "the application's token";
        }
    }

    /// Everybody's password. Safe for many threads.
    @FunctionalInterface
    interface PasswordSource {
        Optional<Secret> password(EmailAddress mailbox);
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the user who signs in for others has no name");
        }
    }
}
