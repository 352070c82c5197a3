package dev.wharf.mail;

/// One address with its display name, both clean.
///
/// @param name may be empty
/// @param address ASCII
public record Mailbox(String name, String address) {
    /// `Name <address>`, for people; not for mails.
    @Override
    public String toString() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
