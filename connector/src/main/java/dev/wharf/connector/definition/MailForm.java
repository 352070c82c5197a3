package dev.wharf.connector.definition;

/// What one mail holds.
public enum MailForm {
    /// Each item is a mail of its own.
    ITEM,
    /// All that was said in a conversation on one UTC day is one mail.
    DAY;

    /// As it is written: `item`.
    public String text() {
        return Words.text(this);
    }
}
