package dev.wharf.site.mail;

/// Sends mails. Safe for many threads; every call has a time-out.
@FunctionalInterface
public interface Mailer {

    /// The mail server has taken it when this returns.
    ///
    /// @throws dev.wharf.core.error.WharfException `SOURCE_UNAVAILABLE` when another try may help,
    ///   `SOURCE_REFUSED` when a person must act first: a password that is not accepted, a
    ///   connection that is not encrypted, an address that the server does not take
    void send(Mail mail);
}
