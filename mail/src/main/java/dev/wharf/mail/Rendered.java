package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.item.ItemMail;
import dev.wharf.core.item.MailImage;

import java.util.function.Supplier;

/// An event, rendered.
public final class Rendered {
    private final ItemMail stored;
    private final Headline headline;
    private final Supplier<Mail> mail;

    /// @param mail makes the structure, or has it
    Rendered(ItemMail stored, Headline headline, Supplier<Mail> mail) {
        this.stored = stored;
        this.headline = headline;
        this.mail = mail;
    }

    /// The mail as the archive takes it.
    public ItemMail stored() {
        return stored;
    }

    /// The mail as it is stored; may be made only now.
    public MailImage image() {
        return stored.image();
    }

    /// What lists show.
    public Headline headline() {
        return headline;
    }

    /// The same mail as a structure; may be made only now.
    public Mail mail() {
        return mail.get();
    }
}
