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
/// @param asked anchors on days of which the archive holds something
/// @param found those of them that are there, under one of the shifts
/// @param strong whether the anchors are distinctive lines
/// @param voices how many people said those that are there
/// @param askedVoices how many people said any of the anchors that should be there
/// @param shifts minutes to add to the capture's times, the best supported first
/// @param senders pairs of sender and party, as the anchors vote
public record Overlap(
        ConversationId chat,
        int asked,
        int found,
        boolean strong,
        int voices,
        int askedVoices,
        List<Integer> shifts,
        Senders senders) {
    private static final int STEP = 15;
    private static final int FARTHEST = 26 * 60;
    private static final int SLACK = 2;
    private static final int MOST_TWINS = 4;
    private static final int MOST_DAYS = 32;
    private static final int SAMPLE_DAYS = 4;

    public Overlap {
        shifts = List.copyOf(shifts);
    }

    public static Overlap of(Anchors anchors, HeldChat held) {
        ConversationId chat = held.chat();
        var span = held.span();
        if (span.isEmpty()) {
            return new Search(anchors, chat).overlap();
        }
        var common =
                anchors.days()
                        .subMap(span.get().firstDay() - 2, true, span.get().lastDay() + 2, true);
        ChatRows rows = ChatRows.said(held);
        Search search = new Search(anchors, chat);
        search.days(spread(common, SAMPLE_DAYS), rows);
        if (search.hits.isEmpty() && common.size() > SAMPLE_DAYS) {
            search = new Search(anchors, chat);
            search.days(spread(common, 2 * SAMPLE_DAYS), rows);
        }
        if (!search.hits.isEmpty() && common.size() > SAMPLE_DAYS) {
            search = new Search(anchors, chat);
            search.days(spread(common, MOST_DAYS), rows);
        }
        return search.overlap();
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

    private record Hit(int anchor, int shift, int sender, int party) {}

    private static final class Search {
        private final Anchors anchors;
        private final ConversationId chat;
        private final List<Hit> hits = new ArrayList<>();
        private final List<Line> asked = new ArrayList<>();
        private final List<Boolean> dayHeld = new ArrayList<>();

        Search(Anchors anchors, ConversationId chat) {
            this.anchors = anchors;
            this.chat = chat;
        }

        void days(List<List<Line>> days, ChatRows rows) {
            for (List<Line> day : days) {
                int middle = ChatRows.day(Slots.minute(day.getFirst().second()));
                Map<Long, List<long[]>> said = said(rows, middle);
                boolean held = !rows.day(middle).isEmpty();
                for (Line line : day) {
                    ask(line, said.getOrDefault(BodyToken.same(line.token()), List.of()), held);
                }
            }
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

        private void ask(Line line, List<long[]> twins, boolean held) {
            int number = asked.size();
            asked.add(line);
            dayHeld.add(held);
            if (twins.size() > MOST_TWINS) {
                return;
            }
            for (long[] twin : twins) {
                long apart = Slots.minute(twin[0]) - Slots.minute(line.second());
                int shift = Math.round(apart / (float) STEP) * STEP;
                if (Math.abs(shift) <= FARTHEST && Math.abs(apart - shift) <= SLACK) {
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
                if (found[i] || dayHeld.get(i)) {
                    askedCount++;
                    askedVoices.add(asked.get(i).sender());
                }
            }
            return new Overlap(
                    chat,
                    askedCount,
                    count,
                    anchors.areStrong(),
                    voices.size(),
                    askedVoices.size(),
                    shifts,
                    senders);
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
