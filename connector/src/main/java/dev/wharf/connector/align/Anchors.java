package dev.wharf.connector.align;

import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// The first few distinctive lines of every day of a capture: what other chats are asked for.
///
/// A chat too small to have any is represented by its first lines of whatever length.
public final class Anchors {
    private static final int A_DAY = 8;
    private static final int FEW = 3;
    private static final int WEAK = 64;

    private final Lines lines = new Lines();
    private final TreeMap<Integer, List<Line>> days = new TreeMap<>();
    private final List<Line> weak = new ArrayList<>();
    private final int mostDays;
    private int strong;

    public Anchors() {
        this(Integer.MAX_VALUE);
    }

    /// @param mostDays days that are remembered: always the same ones, evenly spread
    public Anchors(int mostDays) {
        this.mostDays = mostDays;
    }

    public void add(Event event) {
        add(event, event.sender());
    }

    /// @param sender by whom to know the sender, of whom a capture may show a number here and
    ///   something else there
    public void add(Event event, @Nullable Person sender) {
        Line line = lines.of(event, sender);
        boolean text = BodyToken.form(line.token()) == BodyToken.Form.TEXT;
        if (line.distinctive()) {
            List<Line> day = days.computeIfAbsent(day(line), _ -> new ArrayList<>(2));
            if (day.size() < A_DAY) {
                day.add(line);
                strong++;
            }
            if (days.size() > mostDays) {
                strong -= forgetOneDay();
            }
        } else if (text && weak.size() < WEAK) {
            weak.add(line);
        }
    }

    private int forgetOneDay() {
        int last = days.keySet().stream().max(Comparator.comparingInt(Anchors::lot)).orElseThrow();
        return Objects.requireNonNull(days.remove(last)).size();
    }

    /// Numbers a day so that days far apart and near one another are drawn alike.
    private static int lot(int day) {
        return (day * 0x9E3779B9) >>> 1;
    }

    /// Whether there are distinctive lines enough to tell chats apart by them.
    boolean areStrong() {
        return strong >= FEW;
    }

    /// Anchors by day.
    NavigableMap<Integer, List<Line>> days() {
        if (areStrong()) {
            return days;
        }
        TreeMap<Integer, List<Line>> all = new TreeMap<>();
        days.forEach((day, strongOnes) -> all.put(day, new ArrayList<>(strongOnes)));
        weak.forEach(line -> all.computeIfAbsent(day(line), _ -> new ArrayList<>()).add(line));
        return all;
    }

    List<Person> people() {
        return lines.people();
    }

    private static int day(Line line) {
        return ChatRows.day(Slots.minute(line.second()));
    }
}
