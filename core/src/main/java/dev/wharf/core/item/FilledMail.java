package dev.wharf.core.item;

/// A mail as what fills a form. Making the whole mail of it is left to whoever needs it: an archive
/// that keeps the form beside its items does not.
public final class FilledMail implements ItemMail {
    private final MailForm form;
    private final byte[] bytes;
    private final int[] ends;

    /// @param bytes of the values, one behind the other; not copied, nobody changes them
    /// @param ends of the values in them, as many as the form has; not copied
    public FilledMail(MailForm form, byte[] bytes, int[] ends) {
        if (ends.length != form.values()) {
            throw new IllegalArgumentException(
                    ends.length + " values for a form of " + form.values());
        }
        this.form = form;
        this.bytes = bytes;
        this.ends = ends;
    }

    public MailForm form() {
        return form;
    }

    /// Holds every value, from [#start] up to [#end]. Not copied; nobody changes it.
    public byte[] bytes() {
        return bytes;
    }

    public int start(int value) {
        return value == 0 ? 0 : ends[value - 1];
    }

    public int end(int value) {
        return ends[value];
    }

    @Override
    public MailImage image() {
        return form.fill(this);
    }
}
