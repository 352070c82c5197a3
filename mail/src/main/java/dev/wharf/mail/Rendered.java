package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.item.MailImage;

import java.util.function.Supplier;

/// An event, rendered.
public final class Rendered {
    private final MailImage image;
    private final Headline headline;
    private final Supplier<Mail> mail;

    /// @param mail makes the structure, or has it
    Rendered(MailImage image, Headline headline, Supplier<Mail> mail) {
        this.image = image;
        this.headline = headline;
        this.mail = mail;
    }

    /// The mail as it is stored.
    public MailImage image() {
        return image;
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
