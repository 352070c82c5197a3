package dev.wharf.destinations.microsoft365.mailbox;

/// The folder that items go to.
///
/// @param name as people see it, and by which it is found
/// @param hidden whether a folder that has to be made is hidden from people; Graph lets nobody
///   change that later
public record FolderForm(String name, boolean hidden) {
    public static final FolderForm USUAL = new FolderForm("WhatsApp Archiver", false);

    public FolderForm {
        if (name.isBlank() || name.length() > 128 || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("folder name must have 1 to 128 characters");
        }
    }
}
