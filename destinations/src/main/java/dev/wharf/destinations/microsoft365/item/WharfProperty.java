package dev.wharf.destinations.microsoft365.item;

/// The properties by which items are dated, classed and found again, as Graph's extended properties
/// name them. All named ones stand in one property set, ours for ever: whoever searches a mailbox
/// in ten years finds them by it.
public final class WharfProperty {
    /// Never changes.
    public static final String SET = "{6d1f4c5e-8a3b-4b52-9c7e-2f60a1d4e893}";

    public static final String MESSAGE_FLAGS = "Integer 0x0E07";
    public static final String DELIVERY_TIME = "SystemTime 0x0E06";
    public static final String SUBMIT_TIME = "SystemTime 0x0039";
    public static final String MESSAGE_CLASS = "String 0x001A";
    public static final String IN_REPLY_TO = "String 0x1042";
    public static final String REFERENCES = "String 0x1039";

    /// The Message-ID without brackets: the key by which an item is known again.
    public static final String KEY = named("WharfMessageId");

    /// `complete`, or `incomplete` while files are on their way.
    public static final String STATE = named("WharfState");

    /// Sizes of all files in the end, in bytes, ascending: `3: 100,2000,3000000`.
    public static final String FILES = named("WharfFiles");

    /// SHA-256 of the HTML as we sent it; Exchange rewrites HTML.
    public static final String BODY_DIGEST = named("WharfBodySha256");

    /// How many recipients are not in "to", because it takes no more.
    public static final String RECIPIENTS_LEFT_OUT = named("WharfRecipientsLeftOut");

    public static final String COMPLETE = "complete";
    public static final String INCOMPLETE = "incomplete";

    private WharfProperty() {}

    public static String named(String name) {
        return "String " + SET + " Name " + name;
    }
}
