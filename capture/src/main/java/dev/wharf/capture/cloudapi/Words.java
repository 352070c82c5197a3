package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The short strings and numbers of a stretch of JSON, wherever in it they stand: enough to tell
/// whether it can be about somebody whose ids are known.
final class Words {
    private static final int LONGEST = 200;

    private Words() {}

    static void collect(JsonText json, Set<String> words) {
        byte[] bytes = json.bytes();
        int at = json.from();
        while (at < json.to()) {
            if (bytes[at] == '"') {
                int end = endOfString(bytes, at + 1, json.to());
                if (end - at < LONGEST) {
                    words.add(new JsonText(bytes, at, Math.min(end + 1, json.to())).string());
                }
                at = end + 1;
            } else if (bytes[at] >= '0' && bytes[at] <= '9') {
                int start = at;
                while (at < json.to() && bytes[at] >= '0' && bytes[at] <= '9') {
                    at++;
                }
                words.add(new String(bytes, start, at - start, StandardCharsets.US_ASCII));
            } else {
                at++;
            }
        }
    }

    private static int endOfString(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
