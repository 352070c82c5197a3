package dev.wharf.archive;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Headline;
import dev.wharf.core.event.EventForm;
import dev.wharf.core.item.FilledMail;
import dev.wharf.core.item.MailForm;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// A specimen as the items of one group are stored with it, and the record of it that is kept. For
/// one thread; closed with the group.
final class KeptSpecimen implements AutoCloseable {
    private final byte[] record;
    private final SpecimenDictionary dictionary;
    private final @Nullable Filler filler;

    /// What items of its series fill.
    ///
    /// @param values of the specimen itself
    record Filler(EventForm event, MailForm mail, Headline headline, Filling.Values values) {}

    /// One that items are only compressed with.
    KeptSpecimen(byte[] body, byte[] record) {
        this(body, record, null);
    }

    /// @param body in plain; not copied
    KeptSpecimen(byte[] body, byte[] record, @Nullable Filler filler) {
        this.dictionary = Compressor.dictionary(body);
        this.record = record;
        this.filler = filler;
    }

    /// What is kept.
    byte[] record() {
        return record;
    }

    /// Whether an item is all told by what it fills.
    @SuppressWarnings("ReferenceEquality") // mails of one series share their form
    boolean fits(AddItem item, FilledMail mail, List<HeldContent> contents) {
        return filler != null
                && filler.mail == mail.form()
                && contents.isEmpty()
                && item.headline().equals(filler.headline)
                && filler.event.fits(item.event());
    }

    /// Of a specimen that has a form.
    Filling.Values values() {
        return Objects.requireNonNull(filler).values;
    }

    /// What all others are compressed with.
    SpecimenDictionary dictionary() {
        return dictionary;
    }

    @Override
    public void close() {
        dictionary.close();
    }
}
