package dev.wharf.core.item;

/// A mail as what fills a form. Making the whole mail of it is left to whoever needs it: an archive
/// that keeps the form beside its items does not.
public final class FilledMail implements ItemMail {
    private final MailForm form;
    private final byte[] bytes;
    private final int[] places;

    /// @param bytes holds the values; not copied, nobody changes it
    /// @param places where each value begins in it and where it ends, as many pairs as the form has
    ///   values; not copied. Values that are the same may lie in the same place
    public FilledMail(MailForm form, byte[] bytes, int[] places) {
        if (places.length != 2 * form.values()) {
            throw new IllegalArgumentException(
                    places.length + " places for a form of " + form.values() + " values");
        }
        this.form = form;
        this.bytes = bytes;
        this.places = places;
    }

    public MailForm form() {
        return form;
    }

    /// Holds every value, from [#start] up to [#end]. Not copied; nobody changes it.
    public byte[] bytes() {
        return bytes;
    }

    public int start(int value) {
        return places[2 * value];
    }

    public int end(int value) {
        return places[2 * value + 1];
    }

    @Override
    public MailImage image() {
        return form.fill(this);
    }
}
