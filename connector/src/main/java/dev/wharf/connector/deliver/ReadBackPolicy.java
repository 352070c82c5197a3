package dev.wharf.connector.deliver;

/// Which delivered mails are read back and compared.
///
/// @param inThousand of a thousand mails; 0 for none, 1000 for all
public record ReadBackPolicy(int inThousand) {
    public static final ReadBackPolicy OFF = new ReadBackPolicy(0);
    public static final ReadBackPolicy FULL = new ReadBackPolicy(1000);

    public ReadBackPolicy {
        if (inThousand < 0 || inThousand > 1000) {
            throw new IllegalArgumentException("between 0 and 1000 of a thousand");
        }
    }

    /// The same mails each time, spread over all: ids begin with digests.
    boolean chooses(String messageId) {
        return Math.floorMod(messageId.hashCode() * 0x9e3779b1, 1000) < inThousand;
    }
}
