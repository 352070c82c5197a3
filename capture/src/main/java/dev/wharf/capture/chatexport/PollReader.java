package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Poll;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A poll: a word and a colon, the question, and options with their number of votes, each behind a
/// mark (`‎OPTION: yes (2 votes)`).
final class PollReader {
    private static final Pattern OPTION =
            Pattern.compile(
                    "\\p{Cf}*([^:：]{2,24})[:：] ?(.*) \\p{Cf}*\\(\\p{Cf}*(?:\\D{0,20}?)(\\p{Nd}+)[^()]*\\)\\p{Cf}*");

    private PollReader() {}

    static @Nullable Content read(String text) {
        int newline = text.indexOf('\n');
        if (newline < 0) {
            return null;
        }
        String head = Marks.plain(text.substring(0, newline));
        if (!head.endsWith(":") && !head.endsWith("：")) {
            return null;
        }
        boolean known = Wording.says(head.substring(0, head.length() - 1), Wording.Meaning.POLL);
        if (!known && !BodyReader.generated(text)) {
            return null;
        }
        return poll(text.substring(newline + 1));
    }

    private static @Nullable Content poll(String below) {
        List<String> question = new ArrayList<>();
        List<Poll.Option> options = new ArrayList<>();
        for (String line : below.split("\n", -1)) {
            Matcher option = OPTION.matcher(line);
            if (isOption(line, option)) {
                options.add(new Poll.Option(option.group(2), number(option.group(3)), List.of()));
            } else if (options.isEmpty()) {
                question.add(line);
            } else if (!line.isBlank()) {
                return null;
            }
        }
        if (options.isEmpty()) {
            return null;
        }
        Poll poll = new Poll(String.join("\n", question), options);
        return new Content.Message(
                null, List.of(), null, List.of(), poll, null, null, List.of(), MessageMarks.NONE);
    }

    private static boolean isOption(String line, Matcher option) {
        return option.matches()
                && (BodyReader.generated(line)
                        || Wording.says(option.group(1), Wording.Meaning.POLL_OPTION));
    }

    private static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length() && i < 9; i++) {
            value = value * 10 + Math.max(0, Character.digit(digits.charAt(i), 10));
        }
        return value;
    }
}
