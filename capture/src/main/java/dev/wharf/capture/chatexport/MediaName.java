package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.MediaTypes;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a media file tells: its kind, and the day or second the phone had it.
///
/// @param day counted from 1970-01-01, [Calendars#NO_DAY] when the name holds none
/// @param secondOfDay -1 when the name holds no time
record MediaName(MediaKind kind, long day, int secondOfDay) {
    /// `IMG-20220323-WA0002.jpg`
    private static final Pattern ANDROID =
            Pattern.compile(
                    "(IMG|VID|AUD|PTT|STK|DOC|GIF|PTV)-(\\d{4})(\\d{2})(\\d{2})-WA\\d+\\..*");

    /// `00000035-PHOTO-2022-03-27-21-41-55.jpg`, and before 2018 `2015-08-04-PHOTO-00004762.jpg`
    private static final Pattern IOS =
            Pattern.compile(
                    "\\d+-([A-Z]+)-(\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})-(\\d{2})-(\\d{2})(?:[ (].*)?\\..*");

    private static final Pattern OLD_IOS =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})-([A-Z]+)-\\d+\\..*");

    private static final Map<String, MediaKind> KINDS =
            Map.ofEntries(
                    Map.entry("IMG", MediaKind.IMAGE),
                    Map.entry("PHOTO", MediaKind.IMAGE),
                    Map.entry("VID", MediaKind.VIDEO),
                    Map.entry("VIDEO", MediaKind.VIDEO),
                    Map.entry("PTV", MediaKind.VIDEO_NOTE),
                    Map.entry("AUD", MediaKind.AUDIO),
                    Map.entry("AUDIO", MediaKind.AUDIO),
                    Map.entry("PTT", MediaKind.VOICE_NOTE),
                    Map.entry("STK", MediaKind.STICKER),
                    Map.entry("STICKER", MediaKind.STICKER),
                    Map.entry("GIF", MediaKind.GIF),
                    Map.entry("DOC", MediaKind.DOCUMENT));

    static MediaName of(String name) {
        Matcher android = ANDROID.matcher(name);
        if (android.matches()) {
            return new MediaName(kind(android.group(1), name), day(android, 2), -1);
        }
        Matcher ios = IOS.matcher(name);
        if (ios.matches()) {
            int second = number(ios, 5) * 3600 + number(ios, 6) * 60 + number(ios, 7);
            return new MediaName(kind(ios.group(1), name), day(ios, 2), second);
        }
        Matcher old = OLD_IOS.matcher(name);
        if (old.matches()) {
            return new MediaName(kind(old.group(4), name), day(old, 1), -1);
        }
        return new MediaName(MediaTypes.kind(extension(name)), Calendars.NO_DAY, -1);
    }

    private static MediaKind kind(String word, String name) {
        MediaKind kind = KINDS.get(word);
        if (kind == null) {
            return MediaTypes.kind(extension(name));
        }
        return kind == MediaKind.AUDIO && extension(name).equals("opus")
                ? MediaKind.VOICE_NOTE
                : kind;
    }

    private static long day(Matcher matcher, int group) {
        Header date = new Header();
        date.first = number(matcher, group);
        date.second = number(matcher, group + 1);
        date.third = number(matcher, group + 2);
        date.firstDigits = 4;
        date.separator = '-';
        return Calendars.epochDay(date, DateOrder.YMD, 2099);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    static String extension(@Nullable String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return dot < 0 || name == null ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
