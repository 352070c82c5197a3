package dev.wharf.app.architecture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rooms of the house and, for each, the rooms it may import from: the arrows of the
/// architecture.
enum Room {
    CORE,
    CAPTURE(CORE),
    STORE(CORE),
    SITE(CORE, STORE),
    MAIL(CORE),
    DESTINATIONS(CORE, MAIL),
    CONNECTOR(CORE, STORE, MAIL),
    ARCHIVE(CORE, STORE),
    COMPLIANCE(CORE, STORE),
    TESTKIT(CORE),
    APP(CORE, CAPTURE, STORE, SITE, MAIL, DESTINATIONS, CONNECTOR, ARCHIVE, COMPLIANCE);

    private final List<Room> arrows;

    Room(Room... arrows) {
        this.arrows = List.of(arrows);
    }

    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }

    String packages() {
        return "dev.wharf." + directory() + "..";
    }

    String[] forbidden() {
        Set<Room> forbidden = EnumSet.allOf(Room.class);
        forbidden.remove(this);
        arrows.forEach(forbidden::remove);
        return packagesOf(forbidden);
    }

    /// Those that run in production and take clock, environment and output from whoever composes
    /// them.
    static String[] composed() {
        return packagesOf(EnumSet.complementOf(EnumSet.of(APP, TESTKIT)));
    }

    private static String[] packagesOf(Set<Room> rooms) {
        return rooms.stream().map(Room::packages).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return directory()
                + " → "
                + Arrays.toString(arrows.stream().map(Room::directory).toArray());
    }
}
