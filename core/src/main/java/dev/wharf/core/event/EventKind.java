package dev.wharf.core.event;

/// The kinds of [Content], with the code the catalog stores. Codes are never reused.
public enum EventKind {
    MESSAGE(1),
    EDIT(2),
    DELETION(3),
    REACTION(4),
    CALL(5),
    MEMBERSHIP(6),
    RECEIPT(7),
    NOTICE(8),
    UNREADABLE(9),
    GAP(10),
    UNKNOWN(11);

    private final int code;

    EventKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static EventKind of(int code) {
        for (EventKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown event kind code " + code);
    }
}
