package dev.wharf.capture.chatexport;

/// What closes the time at the head of a message.
enum HeaderFamily {
    /// `[3/27/22, 21:41:35] Name: text`, iOS.
    BRACKET(0),
    /// `23/03/2022, 13:31 - Name: text`, Android.
    DASH(1),
    /// `13.06.18 21.25.15: Name: text`, iOS before 2018.
    COLON(2);

    private final int index;

    HeaderFamily(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }
}
