package dev.wharf.destinations.journal;

/// Where in a conversation with a server something happened.
enum SmtpStage {
    CONNECT("connecting"),
    TLS("TLS"),
    GREETING("greeting"),
    HELLO("EHLO"),
    SIGN_IN("AUTH"),
    SENDER("MAIL FROM"),
    RECIPIENT("RCPT TO"),
    DATA("DATA"),
    /// After the whole mail was sent.
    END("the mail itself");

    private final String shown;

    SmtpStage(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
