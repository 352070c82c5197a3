package dev.wharf.testkit;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// What a person read in each of the sample exports.
///
/// @param order what to answer when it asks for `--date-order`; null when it does not ask
/// @param first the first local time
/// @param last the last local time
/// @param senders with their messages: `Ana=2 Bob=1`
/// @param omitted attachments that the export left out
/// @param missing attachments that it names and does not hold
public record SampleExports(
        String file,
        @Nullable String order,
        long events,
        String first,
        String last,
        String senders,
        long omitted,
        long missing,
        long deleted,
        long edited) {

    /// The same as a table, for tests that name each row.
    public static final String TABLE =
            """
            chatanalytics-2A_5M.txt                      |     |   5 | 2021-01-01T12:00:00 | 2021-01-01T12:03:00 | A=3 B=2                                                              |  1 |  0 | 0 | 0
            chatminer-test_br-mmddyy_24hrs.txt           |     |   9 | 2019-01-01T11:25:00 | 2021-12-30T22:01:00 | John Doe=3 Jahn Doe=1 John-John Doe=1 John Doe 🤓=1 🤓=1             |  0 |  0 | 0 | 0
            chatminer-test_ddmmyy_24hrs.txt              |     |   9 | 2019-01-01T11:25:00 | 2021-12-30T22:01:00 | John Doe=3 Jahn Doe=1 John-John Doe=1 John Doe 🤓=1 🤓=1             |  0 |  0 | 0 | 0
            chatminer-test_mmddyy_24hrs.txt              |     |   9 | 2019-01-01T11:25:00 | 2021-12-30T22:01:00 | John Doe=3 Jahn Doe=1 John-John Doe=1 John Doe 🤓=1 🤓=1             |  0 |  0 | 0 | 0
            chatminer-test_mmddyyyy_12hrs.txt            |     |   9 | 2019-01-01T11:25:00 | 2021-12-30T22:01:00 | John Doe=3 Jahn Doe=1 John-John Doe=1 John Doe 🤓=1 🤓=1             |  0 |  0 | 0 | 0
            chm-android-us-mixed-dates.txt               |     |  13 | 2023-06-30T16:13:00 | 2023-06-30T16:15:00 | Aaaaa Aaaaaaaaaaa=3 +123 45 6789=8                                   |  1 |  4 | 0 | 0
            rwhatsapp-sample.txt                         |     |   9 | 2017-07-12T22:35:00 | 2018-09-28T13:30:00 | Johannes Gruber=6 Test=1                                             |  1 |  0 | 0 | 0
            rwhatsapp-sample.zip                         |     |   9 | 2017-07-12T22:35:00 | 2018-09-28T13:30:00 | Johannes Gruber=6 Test=1                                             |  1 |  0 | 0 | 0
            timelinize-_chat.txt                         | dmy |  19 | 2020-01-01T12:00:01 | 2025-07-01T12:00:19 | Person 1=6 Person 2=5 Person 3=5 Persona español=1                   |  1 |  2 | 2 | 1
            unverified-android-arabic-digits.txt         |     |   1 | 2023-12-31T22:05:00 | 2023-12-31T22:05:00 | Ana=1                                                                |  0 |  0 | 0 | 0
            unverified-android-clock-jump.txt            |     |   4 | 2024-01-13T04:00:00 | 2024-01-13T11:00:00 | Ana=2 Bob=2                                                          |  0 |  0 | 0 | 0
            unverified-android-de.txt                    |     |   3 | 2023-12-31T22:00:00 | 2023-12-31T22:02:00 | Ana=1 Bob=2                                                          |  1 |  0 | 1 | 0
            unverified-android-en-dash.txt               |     |   3 | 2026-09-15T20:45:00 | 2026-09-15T20:47:00 | Dana=1 Sami=1                                                        |  0 |  0 | 0 | 0
            unverified-android-en-us-nnbsp-group.txt     |     |  11 | 2023-12-31T21:58:00 | 2024-01-01T00:09:00 | Ana=4 Bob=3 Carl=1                                                   |  1 |  1 | 1 | 0
            unverified-android-es-pm-dots.txt            |     |   3 | 2023-12-31T22:00:00 | 2024-01-01T00:02:00 | Ana=1 Bob=2                                                          |  1 |  0 | 1 | 0
            unverified-android-fr-comma-media.txt        |     |   6 | 2026-05-13T08:00:00 | 2026-06-05T08:05:00 | Alice=3 Bob=2                                                        |  0 |  2 | 0 | 1
            unverified-android-fr-nocomma.txt            |     |   7 | 2026-09-12T09:58:00 | 2026-09-13T08:32:00 | Awa Traoré=3 Moussa Diallo=2                                         |  1 |  0 | 1 | 1
            unverified-android-pasted-chat.txt           |     |   2 | 2024-01-13T10:00:00 | 2024-01-13T10:01:00 | Ana=1 Bob=1                                                          |  0 |  0 | 0 | 0
            unverified-android-pt-br.txt                 |     |   2 | 2023-12-31T22:00:00 | 2023-12-31T22:01:00 | Ana=1 Bob=1                                                          |  1 |  0 | 0 | 0
            unverified-ios-arabic-indic-digits.txt       |     |   3 | 2026-09-15T09:00:00 | 2026-09-15T20:46:00 | دانة=2                                                               |  1 |  0 | 0 | 0
            unverified-ios-en-dmy-12h-nnbsp.txt          |     |   4 | 2026-09-15T00:07:00 | 2026-09-15T20:06:00 | Dana=2 Sami=2                                                        |  0 |  0 | 0 | 0
            unverified-ios-en-group-title-sender.txt     |     |   5 | 2026-09-12T09:58:01 | 2026-09-12T14:06:40 | Awa Traoré=1 Moussa Diallo=2                                         |  1 |  0 | 0 | 0
            unverified-ios-en-us-nnbsp.txt               |     |  11 | 2026-08-31T13:12:41 | 2026-08-31T13:29:57 | Ana=4 Bob=5                                                          |  1 |  1 | 2 | 1
            unverified-ios-pt-br.txt                     |     |   1 | 2023-12-31T22:02:00 | 2023-12-31T22:02:00 | Bob=1                                                                |  1 |  0 | 0 | 0
            unverified-ios-turkish-time-first.txt        | dmy |   2 | 2026-06-10T01:12:00 | 2026-06-10T01:15:00 | Ali=1 Veli=1                                                         |  0 |  0 | 0 | 0
            weeshlow-input-1.txt                         |     |   7 | 2013-10-08T19:28:00 | 2015-10-23T17:54:00 | רונן=1 הילה=1 Ron=1 ROY=1 שי=1                                       |  0 |  0 | 0 | 0
            weeshlow-input-2.txt                         |     |   5 | 2014-02-27T05:16:12 | 2014-02-27T06:30:51 | Tony Stark=2 Steve Rogers=1                                          |  0 |  0 | 0 | 0
            weeshlow-input-3.txt                         |     |   6 | 2016-01-06T12:29:41 | 2016-01-22T20:36:43 | Niels Dequeker=1 Jane Doe=1                                          |  0 |  0 | 0 | 0
            wet-group-chat.txt                           |     |   7 | 2024-01-01T09:59:00 | 2024-01-01T10:05:00 | Person B=3 Person A=2 Person C=2                                     |  0 |  0 | 0 | 0
            wet-placeholder.txt                          |     |   5 | 2024-01-01T10:00:00 | 2024-01-01T10:04:00 | Du=2 Person B=2 You=1                                                |  0 |  0 | 1 | 0
            wet-two-party.txt                            |     |   2 | 2024-01-01T10:00:00 | 2024-01-01T10:01:00 | Person A=1 Person B=1                                                |  0 |  0 | 0 | 0
            whatsjson-android-en-media.txt               |     |  60 | 2022-03-18T14:56:00 | 2023-01-07T23:32:00 | Dmitry S=51 Elon=8                                                   | 18 | 11 | 8 | 0
            whatsjson-android-en.txt                     |     |  60 | 2022-03-18T14:56:00 | 2023-01-07T23:32:00 | Dmitry S=51 Elon=8                                                   | 27 |  2 | 8 | 0
            whatsjson-android-group-en.txt               | dmy |  20 | 2023-01-11T16:11:00 | 2023-01-11T16:57:00 | Dmitry S=4                                                           |  0 |  0 | 1 | 0
            whatsjson-android-ru.txt                     |     |  60 | 2022-03-18T14:56:00 | 2023-01-07T23:32:00 | Dmitry S=51 Elon=8                                                   | 27 |  2 | 8 | 0
            whatsjson-calendar-buddhist-ios.txt          |     |  28 | 2022-03-18T14:56:01 | 2023-01-12T15:35:15 | Elon Musk=1 Dmitry S=24                                              | 16 |  0 | 3 | 0
            whatsjson-ios-arabic.txt                     |     |  25 | 2022-03-18T14:56:01 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-cz.txt                         |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-en-media.txt                   |     |  25 | 2022-03-18T14:56:01 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              |  1 | 13 | 2 | 0
            whatsjson-ios-en.txt                         |     |  25 | 2022-03-18T14:56:01 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-fr.txt                         |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-german.txt                     |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-indonesian.txt                 |     |  28 | 2022-03-18T14:56:01 | 2023-01-12T15:35:14 | Elon Musk=1 Dmitry S=24                                              | 16 |  0 | 3 | 0
            whatsjson-ios-it.txt                         |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-japanese.txt                   |     |  28 | 2022-03-18T14:56:00 | 2023-01-12T15:35:14 | Elon Musk=1 Dmitry S=24                                              | 16 |  0 | 3 | 0
            whatsjson-ios-portugal.txt                   |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-ru.txt                         |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-ru.zip                         |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry Starkov=21                                        | 14 |  0 | 2 | 0
            whatsjson-ios-spanish.txt                    |     |  25 | 2022-03-18T14:56:00 | 2023-01-07T23:32:30 | Elon Musk=1 Dmitry S=21                                              | 14 |  0 | 2 | 0
            whatsjson-ios-vietnamese.txt                 |     |  28 | 2022-03-18T14:56:01 | 2023-01-12T15:35:15 | Musk Elon=1 Dmitry S=24                                              | 16 |  0 | 3 | 0
            whatsr-englishandroid24h.txt                 |     |  50 | 2018-01-29T12:24:00 | 2018-01-30T00:23:00 | Mallory=1 Dave=4 Alice=13 Bob=19 Carol=5                             |  1 |  1 | 0 | 0
            whatsr-englishandroidampm.txt                |     |  50 | 2018-01-29T12:24:00 | 2018-01-30T00:23:00 | Mallory=1 Dave=4 Alice=13 Bob=19 Carol=5                             |  1 |  1 | 0 | 0
            whatsr-englishios24h.txt                     |     |  50 | 2018-01-29T12:24:03 | 2018-01-30T00:23:03 | Mallory=1 Dave=4 Alice=13 Bob=19 Carol=5                             |  1 |  1 | 0 | 0
            whatsr-englishiosampm.txt                    |     |  50 | 2018-01-29T12:24:03 | 2018-01-30T00:23:03 | Mallory=1 Dave=4 Alice=13 Bob=19 Carol=5                             |  1 |  1 | 0 | 0
            whatstk-lorem-merge-part1.txt                |     | 300 | 2019-10-20T10:16:00 | 2020-01-10T00:00:00 | John=67 Mary=80 +1 123 456 789=78 Giuseppe=75                        |  0 |  0 | 0 | 0
            whatstk-lorem-merge-part2.txt                |     | 300 | 2020-06-20T10:16:00 | 2020-09-10T00:00:00 | John=67 Maria=51 +1 123 456 789=78 Giuseppe=75 Maria2=29             |  0 |  0 | 0 | 0
            whatstk-lorem.txt                            |     | 500 | 2020-01-15T02:22:56 | 2020-05-11T22:32:48 | Mary=113 +1 123 456 789=145 Giuseppe=118 John=124                    |  0 |  0 | 0 | 0
            """;

    public static List<SampleExports> all() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(SampleExports::row).toList();
    }

    private static SampleExports row(String line) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        return new SampleExports(
                cells.get(0),
                cells.get(1).isEmpty() ? null : cells.get(1),
                Long.parseLong(cells.get(2)),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                Long.parseLong(cells.get(6)),
                Long.parseLong(cells.get(7)),
                Long.parseLong(cells.get(8)),
                Long.parseLong(cells.get(9)));
    }
}
