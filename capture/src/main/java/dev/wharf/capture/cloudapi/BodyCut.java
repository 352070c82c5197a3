package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.core.capture.UpdateEnvelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A webhook's body with some of its updates left out.
///
/// For one thread and one body.
final class BodyCut {
    private static final String NOTHING = "null";
    private static final String NOBODY = "{}";
    private static final String EMPTY = "{\"entry\":[]}";

    /// Places of what is no part of a webhook, but stands in the place of one.
    private static final Pattern DOCUMENT =
            Pattern.compile("body|line \\d+|(line \\d+: )?(\\[\\d+]\\.?)?(data)?");

    private final byte[] body;
    private final BodyUpdates found;
    private final Phones phones;
    private final List<Cut> cuts = new ArrayList<>();

    BodyCut(byte[] body, BodyUpdates found, Phones phones) {
        this.body = body;
        this.found = found;
        this.phones = phones;
    }

    private record Range(int from, int to) {
        static Range of(JsonText json) {
            return new Range(json.from(), json.to());
        }
    }

    private record Cut(Range range, String instead) {}

    byte[] without(Collection<UpdateEnvelope> excluded) {
        Set<Range> out = new HashSet<>();
        excluded.forEach(one -> out.add(new Range(one.from(), one.to())));
        Predicate<Update> isOut = update -> out.contains(Range.of(update.json()));
        for (List<Update> change : grouped(found.updates())) {
            if (change.stream().anyMatch(isOut)) {
                change(change, isOut);
            }
        }
        return cut();
    }

    /// By the change they stand in.
    private static Collection<List<Update>> grouped(List<Update> updates) {
        Map<Range, List<Update>> groups = new LinkedHashMap<>();
        for (Update update : updates) {
            groups.computeIfAbsent(Range.of(update.in().whole()), _ -> new ArrayList<>())
                    .add(update);
        }
        return groups.values();
    }

    private void change(List<Update> updates, Predicate<Update> isOut) {
        Update first = updates.getFirst();
        if (updates.stream().allMatch(isOut)) {
            whole(first.in().change(), first.in().whole());
            return;
        }
        Set<Range> threads = new HashSet<>();
        List<Update> stay = updates.stream().filter(isOut.negate()).toList();
        for (Update update : stay) {
            Update.Talk thread = update.in().thread();
            if (thread != null) {
                threads.add(Range.of(thread.json()));
            }
        }
        for (Update update : updates) {
            if (isOut.test(update)) {
                Update.Talk thread = update.in().thread();
                boolean alone = thread != null && !threads.contains(Range.of(thread.json()));
                add(alone && thread != null ? thread.json() : update.json(), NOTHING);
            }
        }
        people(updates, stay);
    }

    /// A change, or what stands in the place of a webhook.
    private void whole(Place place, JsonText json) {
        if (!DOCUMENT.matcher(place.text()).matches()) {
            add(json, NOTHING);
        } else if (json.isObject()) {
            add(json, EMPTY);
        } else {
            add(json, place.text().endsWith("]") ? NOTHING : "");
        }
    }

    /// Of the people named beside, those stay whom an update that stays is about. The others leave
    /// an empty place behind: who is the only one named must not become another.
    private void people(List<Update> updates, List<Update> stay) {
        Map<Range, JsonText> lists = new LinkedHashMap<>();
        for (Update update : updates) {
            JsonText contacts = update.in().contacts();
            if (contacts != null && isOfBody(contacts)) {
                lists.put(Range.of(contacts), contacts);
            }
        }
        if (lists.isEmpty()) {
            return;
        }
        Envelopes envelopes = new Envelopes(phones);
        Set<String> words = new HashSet<>();
        boolean only = false;
        for (Update update : stay) {
            envelopes.of(update);
            only |= envelopes.tookTheOnlyOne();
            Words.collect(update.json(), words);
            Update.Talk thread = update.in().thread();
            if (thread != null && thread.context() != null) {
                Words.collect(thread.context(), words);
            }
            if (thread != null && thread.id() != null) {
                words.add(thread.id().string());
            }
        }
        for (JsonText list : lists.values()) {
            List<JsonText> all = list.elements();
            boolean needed = only && all.size() == 1;
            all.stream()
                    .filter(one -> one.isObject() && !needed && !isNamed(one, words))
                    .forEach(one -> add(one, NOBODY));
        }
    }

    /// Of a partner that models it anew they stand in the update itself.
    @SuppressWarnings("ReferenceEquality") // because it asks for the very array
    private boolean isOfBody(JsonText json) {
        return json.bytes() == body;
    }

    private static boolean isNamed(JsonText contact, Set<String> words) {
        Peer peer = Peer.named(Members.of(contact));
        return words.contains(String.valueOf(peer.number()))
                || words.contains(String.valueOf(peer.userId()))
                || words.contains(String.valueOf(peer.parentId()));
    }

    private void add(JsonText json, String instead) {
        cuts.add(new Cut(Range.of(json), instead));
    }

    private byte[] cut() {
        cuts.sort(Comparator.comparingInt(cut -> cut.range.from));
        ByteArrayOutputStream rest = new ByteArrayOutputStream(body.length);
        int at = 0;
        for (Cut cut : cuts) {
            if (cut.range.from >= at) {
                rest.write(body, at, cut.range.from - at);
                rest.writeBytes(instead(cut).getBytes(StandardCharsets.US_ASCII));
                at = cut.range.to;
            }
        }
        rest.write(body, at, body.length - at);
        return rest.toByteArray();
    }

    /// Lines are counted where a body holds several webhooks, and words must not run together.
    private String instead(Cut cut) {
        int lines = 0;
        for (int i = cut.range.from; found.many() && i < cut.range.to; i++) {
            lines += body[i] == '\n' ? 1 : 0;
        }
        boolean word = cut.instead.equals(NOTHING);
        boolean tight = word && cut.range.to < body.length && isWord(body[cut.range.to]);
        boolean after = word && cut.range.from > 0 && isWord(body[cut.range.from - 1]);
        return (after ? " " : "") + "\n".repeat(lines) + cut.instead + (tight ? " " : "");
    }

    private static boolean isWord(byte b) {
        return (b > ' ' && ",:{}[]\"".indexOf(b) < 0) || b < 0;
    }
}
