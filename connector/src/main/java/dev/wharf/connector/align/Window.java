package dev.wharf.connector.align;

import dev.wharf.connector.align.BodyToken.Form;
import dev.wharf.connector.align.Plan.Action;

import java.util.List;

/// Matches the lines of one window with the slots of the archive, in four rounds from the surest to
/// the least sure; a slot is given once.
final class Window {
    private static final int NEAR_MINUTES = 2;
    private static final int NEAR_MINUTES_DISTINCTIVE = 10;

    /// How far two phones' seconds may be apart for a short text to be the same.
    private static final int SECONDS_APART = 10;

    private final ChatRows rows;
    private final List<Integer> shifts;
    private final Senders senders;
    private final boolean distinctiveOnly;
    private final Marks taken = new Marks();
    private int shift;

    /// A line and what was found for it.
    private static final class Place {
        final Line line;
        int shift;
        int otherShift;
        boolean found;
        Action action = Action.NEW;
        long sequence;

        Place(Line line, int shift) {
            this.line = line;
            this.shift = shift;
            this.otherShift = shift;
            this.found = line.known();
        }
    }

    /// @param distinctiveOnly see [Aligner]
    Window(ChatRows rows, List<Integer> shifts, Senders senders, boolean distinctiveOnly) {
        this.distinctiveOnly = distinctiveOnly;
        this.rows = rows;
        this.shifts = shifts;
        this.senders = senders;
        this.shift = shifts.getFirst();
    }

    void decide(List<Line> lines, Plan plan) {
        List<Place> places = lines.stream().map(line -> new Place(line, shift)).toList();
        if (shifts.size() > 1) {
            shiftByAnchors(places);
        }
        List<Place> sought = distinctiveOnly ? distinctive(places) : places;
        for (Place place : left(sought)) {
            if (place.line.exact()) {
                exact(place, true, true);
            }
        }
        for (Place place : left(sought)) {
            exact(place, false, true);
        }
        for (Place place : distinctive(left(places))) {
            exact(place, false, false);
        }
        left(sought).forEach(this::near);
        if (!distinctiveOnly) {
            left(places).forEach(this::otherState);
        }
        places.forEach(place -> plan.add(place.action, place.sequence, place.shift));
    }

    private static List<Place> left(List<Place> places) {
        return places.stream().filter(place -> !place.found).toList();
    }

    private static List<Place> distinctive(List<Place> places) {
        return places.stream().filter(place -> place.line.distinctive()).toList();
    }

    /// Every line takes the shift of the anchor before it, and may take that of the one after.
    private void shiftByAnchors(List<Place> places) {
        int pending = 0;
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.line.distinctive()) {
                int found = shiftOf(place.line);
                if (found != Integer.MIN_VALUE) {
                    for (Place between : places.subList(pending, i)) {
                        between.otherShift = found;
                    }
                    place.shift = found;
                    place.otherShift = found;
                    shift = found;
                    pending = i + 1;
                    continue;
                }
            }
            place.shift = shift;
            place.otherShift = shift;
        }
    }

    private int shiftOf(Line line) {
        if (isThere(line, shift)) {
            return shift;
        }
        for (int other : shifts) {
            if (other != shift && isThere(line, other)) {
                return other;
            }
        }
        return Integer.MIN_VALUE;
    }

    private boolean isThere(Line line, int by) {
        long minute = minute(line, by);
        Slots slots = rows.around(minute);
        for (int at = slots.from(minute); slots.isAt(at, minute); at++) {
            int slot = slots.slot(at);
            if (!taken(slots, slot) && slots.saying(slot, line.token()) != Slots.END) {
                return true;
            }
        }
        return false;
    }

    private void exact(Place place, boolean sameSecond, boolean askSender) {
        exact(place, place.shift, sameSecond, askSender);
        if (!place.found && place.otherShift != place.shift) {
            exact(place, place.otherShift, sameSecond, askSender);
        }
    }

    /// The same token in the same minute, or second.
    private void exact(Place place, int by, boolean sameSecond, boolean askSender) {
        Line line = place.line;
        long minute = minute(line, by);
        Slots slots = rows.around(minute);
        for (int at = slots.from(minute); slots.isAt(at, minute); at++) {
            int slot = slots.slot(at);
            int item = taken(slots, slot) ? Slots.END : slots.saying(slot, line.token());
            if (item == Slots.END
                    || apart(line, by, slots, item) > (sameSecond ? 0 : SECONDS_APART)
                    || (askSender && !fits(line, slots, item))) {
                continue;
            }
            place.shift = by;
            same(place, slots, slot);
            if (askSender) {
                senders.vote(line.sender(), slots.sender(slot), line.distinctive() ? 3 : 1);
            }
            return;
        }
    }

    /// Seconds between a line and an item where both know theirs; none when either knows minutes
    /// only, which an item whose second is zero may.
    private static long apart(Line line, int by, Slots slots, int item) {
        long second = slots.second(item);
        return line.exact() && Math.floorMod(second, 60L) != 0
                ? Math.abs(line.second() + by * 60L - second)
                : 0;
    }

    /// The same token a little earlier or later: phones' clocks differ.
    private void near(Place place) {
        int reach = place.line.distinctive() ? NEAR_MINUTES_DISTINCTIVE : NEAR_MINUTES;
        for (int apart = 1; apart <= reach && !place.found; apart++) {
            near(place, -apart);
            if (!place.found) {
                near(place, apart);
            }
        }
    }

    private void near(Place place, int apart) {
        Line line = place.line;
        long minute = minute(line, place.shift) + apart;
        Slots slots = rows.around(minute);
        for (int at = slots.from(minute); slots.isAt(at, minute); at++) {
            int slot = slots.slot(at);
            int item = taken(slots, slot) ? Slots.END : slots.saying(slot, line.token());
            if (item != Slots.END
                    && (line.distinctive()
                            || apart(line, place.shift, slots, item) <= SECONDS_APART)
                    && fits(line, slots, item)) {
                same(place, slots, slot);
                return;
            }
        }
    }

    /// The same message in another state: edited, deleted, with its file or without.
    private void otherState(Place place) {
        Line line = place.line;
        long minute = minute(line, place.shift);
        Slots slots = rows.around(minute);
        for (int at = slots.from(minute); slots.isAt(at, minute); at++) {
            int slot = slots.slot(at);
            if (taken(slots, slot) || !fits(line, slots, slot)) {
                continue;
            }
            Action action = States.change(line.token(), slots, slot);
            if (action != Action.NEW) {
                give(place, slots, slot, slot, action);
                return;
            }
        }
    }

    private void same(Place place, Slots slots, int slot) {
        int item = slots.saying(slot, place.line.token());
        boolean more = States.bringsFile(place.line.token(), slots.tag(item));
        give(place, slots, slot, more ? slot : item, more ? Action.COMPLETION : Action.SAME);
    }

    private void give(Place place, Slots slots, int slot, int item, Action action) {
        place.found = true;
        place.action = slots.erased(slot) ? Action.ERASED : action;
        place.sequence = slots.sequence(item);
        taken.add(slots.sequence(slot));
    }

    private boolean taken(Slots slots, int slot) {
        return taken.contains(slots.sequence(slot));
    }

    /// System lines name their actor by phrase, so who it was is not asked.
    private boolean fits(Line line, Slots slots, int item) {
        Form form = BodyToken.form(line.token());
        return form == Form.SYSTEM
                || form == Form.OTHER
                || form == Form.CALL
                || senders.fit(line.sender(), slots.sender(item));
    }

    private static long minute(Line line, int by) {
        return Slots.minute(line.second()) + by;
    }
}
