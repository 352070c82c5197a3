package dev.wharf.connector.align;

import dev.wharf.core.chat.ConversationId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/// What a capture's anchors have in common with one chat of the archive.
///
/// @param asked anchors of times of which the archive holds something
/// @param found those of them that are there, under one of the shifts
/// @param votes distinctive ones among them, under the first of the shifts
/// @param strong whether the anchors are distinctive lines
/// @param voices how many people said those that are there
/// @param askedVoices how many people said any of the anchors that should be there
/// @param shifts minutes to add to the capture's times, the best supported first
/// @param senders pairs of sender and party, as the anchors vote
public record Overlap(
        ConversationId chat,
        int asked,
        int found,
        int votes,
        boolean strong,
        int voices,
        int askedVoices,
        List<Integer> shifts,
        Senders senders) {
    private static final int STEP = 15;

    /// Two zones are that far apart at most.
    private static final int FARTHEST = 26 * 60;

    /// No zone is farther from UTC. What is said every morning is not the same message a day off.
    private static final int FARTHEST_FROM_UTC = 14 * 60;

    private static final int SLACK = 2;
    private static final int MOST_TWINS = 4;
    private static final int MOST_DAYS = 32;
    private static final int SAMPLE_DAYS = 4;

    public Overlap {
        shifts = List.copyOf(shifts);
    }

    public static Overlap of(Anchors anchors, HeldChat held) {
        return of(anchors, held, FARTHEST);
    }

    /// Of a capture whose times are true.
    public static Overlap ofUtc(Anchors anchors, HeldChat held) {
        return of(anchors, held, FARTHEST_FROM_UTC);
    }

    private static Overlap of(Anchors anchors, HeldChat held, int farthest) {
        ConversationId chat = held.chat();
        var span = held.span();
        if (span.isEmpty()) {
            return new Search(anchors, chat, farthest).overlap();
        }
        var common =
                anchors.days()
                        .subMap(span.get().firstDay() - 2, true, span.get().lastDay() + 2, true);
        ChatRows rows = ChatRows.said(held);
        Search search = new Search(anchors, chat, farthest);
        search.days(spread(common, SAMPLE_DAYS), rows);
        if (search.hits.isEmpty() && common.size() > SAMPLE_DAYS) {
            search = new Search(anchors, chat, farthest);
            search.days(spread(common, 2 * SAMPLE_DAYS), rows);
        }
        if (!search.hits.isEmpty() && common.size() > SAMPLE_DAYS) {
            search = new Search(anchors, chat, farthest);
            search.days(spread(common, MOST_DAYS), rows);
        }
        return search.overlap();
    }

    /// The same, with shifts that are known otherwise before those that were found.
    public Overlap shiftedFirst(List<Integer> known) {
        List<Integer> all = new ArrayList<>(known);
        if (found > 0) {
            shifts.stream().filter(shift -> !known.contains(shift)).forEach(all::add);
        }
        return new Overlap(chat, asked, found, votes, strong, voices, askedVoices, all, senders);
    }

    private static List<List<Line>> spread(NavigableMap<Integer, List<Line>> days, int most) {
        List<List<Line>> all = new ArrayList<>(days.values());
        if (all.size() <= most) {
            return all;
        }
        List<List<Line>> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
        }
        return some;
    }

    /// What the archive holds of some days, in minutes.
    private record Held(long first, long last) {
        static final Held NOTHING = new Held(Long.MAX_VALUE, Long.MIN_VALUE);

        boolean reaches(Line line, int shift) {
            long minute = Slots.minute(line.second()) + shift;
            return minute >= first && minute <= last;
        }
    }

    private record Hit(int anchor, int shift, int sender, int party) {}

    private static final class Search {
        private final Anchors anchors;
        private final ConversationId chat;
        private final int farthest;
        private final List<Hit> hits = new ArrayList<>();
        private final List<Line> asked = new ArrayList<>();
        private final List<Held> held = new ArrayList<>();

        Search(Anchors anchors, ConversationId chat, int farthest) {
            this.farthest = farthest;
            this.anchors = anchors;
            this.chat = chat;
        }

        void days(List<List<Line>> days, ChatRows rows) {
            for (List<Line> day : days) {
                int middle = ChatRows.day(Slots.minute(day.getFirst().second()));
                Map<Long, List<long[]>> said = said(rows, middle);
                Held around = held(rows, middle);
                for (Line line : day) {
                    ask(line, said.getOrDefault(BodyToken.same(line.token()), List.of()), around);
                }
            }
        }

        /// From when to when the archive holds anything around a day, if it does of the day.
        private static Held held(ChatRows rows, int middle) {
            if (rows.day(middle).isEmpty()) {
                return Held.NOTHING;
            }
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            for (int day = middle - 1; day <= middle + 1; day++) {
                Slots slots = rows.day(day);
                for (int at = 0; at < slots.size(); at++) {
                    long minute = Slots.minute(slots.second(slots.slot(at)));
                    first = Math.min(first, minute);
                    last = Math.max(last, minute);
                }
            }
            return new Held(first - SLACK, last + SLACK);
        }

        /// Who said what when, on a day and its neighbours: second and party by token.
        private static Map<Long, List<long[]>> said(ChatRows rows, int middle) {
            Map<Long, List<long[]>> said = new HashMap<>();
            for (int day = middle - 1; day <= middle + 1; day++) {
                Slots slots = rows.day(day);
                for (int at = 0; at < slots.size(); at++) {
                    for (int item = slots.slot(at); item != Slots.END; item = slots.next(item)) {
                        said.computeIfAbsent(
                                        BodyToken.same(slots.tag(item)), _ -> new ArrayList<>(1))
                                .add(new long[] {slots.second(item), slots.sender(item)});
                    }
                }
            }
            return said;
        }

        private void ask(Line line, List<long[]> twins, Held around) {
            int number = asked.size();
            asked.add(line);
            held.add(around);
            if (twins.size() > MOST_TWINS) {
                return;
            }
            for (long[] twin : twins) {
                long apart = Slots.minute(twin[0]) - Slots.minute(line.second());
                int shift = Math.round(apart / (float) STEP) * STEP;
                if (Math.abs(shift) <= farthest && Math.abs(apart - shift) <= SLACK) {
                    hits.add(new Hit(number, shift, line.sender(), (int) twin[1]));
                }
            }
        }

        Overlap overlap() {
            List<Integer> shifts = shifts();
            Senders senders = new Senders();
            boolean[] found = new boolean[asked.size()];
            for (Hit hit : hits) {
                if (shifts.contains(hit.shift)) {
                    found[hit.anchor] = true;
                    senders.vote(hit.sender, hit.party, 3);
                }
            }
            senders.settle();
            int count = 0;
            int askedCount = 0;
            Set<Integer> voices = new HashSet<>();
            Set<Integer> askedVoices = new HashSet<>();
            for (int i = 0; i < found.length; i++) {
                if (found[i]) {
                    count++;
                    voices.add(asked.get(i).sender());
                }
                if (found[i] || held.get(i).reaches(asked.get(i), shifts.getFirst())) {
                    askedCount++;
                    askedVoices.add(asked.get(i).sender());
                }
            }
            return new Overlap(
                    chat,
                    askedCount,
                    count,
                    votes(shifts.getFirst()),
                    anchors.areStrong(),
                    voices.size(),
                    askedVoices.size(),
                    shifts,
                    senders);
        }

        private int votes(int shift) {
            return (int)
                    hits.stream()
                            .filter(hit -> hit.shift == shift)
                            .filter(hit -> asked.get(hit.anchor).distinctive())
                            .mapToInt(Hit::anchor)
                            .distinct()
                            .count();
        }

        private record Vote(int shift, int votes) {}

        /// The best supported first; among equals the one nearest to none.
        private List<Integer> shifts() {
            Map<Integer, Integer> counts = new HashMap<>();
            hits.forEach(hit -> counts.merge(hit.shift, 1, Integer::sum));
            List<Vote> votes = new ArrayList<>();
            counts.forEach((shift, count) -> votes.add(new Vote(shift, count)));
            votes.sort(
                    Comparator.comparingInt((Vote vote) -> -vote.votes)
                            .thenComparingInt(vote -> Math.abs(vote.shift))
                            .thenComparingInt(Vote::shift));
            if (votes.isEmpty()) {
                return List.of(0);
            }
            // One vote each decides nothing: the nearest is the best guess.
            int needed = Math.max(2, (votes.getFirst().votes + 19) / 20);
            List<Integer> shifts = new ArrayList<>(List.of(votes.getFirst().shift));
            votes.stream()
                    .skip(1)
                    .filter(vote -> vote.votes >= needed)
                    .forEach(vote -> shifts.add(vote.shift));
            return shifts;
        }
    }
}
