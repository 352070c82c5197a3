package dev.wharf.capture.chatexport;

import java.util.Locale;
import java.util.Optional;

/// The order of day, month and year in a date.
enum DateOrder {
    DMY(0),
    MDY(1),
    YMD(2),
    /// No phone is known to write it; taken only when nothing else fits.
    YDM(3);

    private final int index;

    DateOrder(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    static Optional<DateOrder> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "dmy" -> Optional.of(DMY);
            case "mdy" -> Optional.of(MDY);
            case "ymd" -> Optional.of(YMD);
            default -> Optional.empty();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int day(Header header) {
        return switch (this) {
            case DMY -> header.first;
            case MDY, YDM -> header.second;
            case YMD -> header.third;
        };
    }

    int month(Header header) {
        return switch (this) {
            case MDY -> header.first;
            case DMY, YMD -> header.second;
            case YDM -> header.third;
        };
    }

    int year(Header header) {
        return this == DMY || this == MDY ? header.third : header.first;
    }
}
