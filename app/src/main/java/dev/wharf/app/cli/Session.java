package dev.wharf.app.cli;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.console.Console;
import dev.wharf.app.home.Homes;
import dev.wharf.app.site.Sites;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// What every verb is given.
record Session(Surroundings surroundings, Stop stop, Places places, Elsewhere elsewhere) {

    Homes homes() {
        return places.homes();
    }

    Sites sites() {
        return places.sites();
    }

    Console console(Console.Mode mode) {
        return new Console(surroundings.out(), surroundings.err(), surroundings.look(), mode);
    }

    Path homeDirectory(@Nullable String given) {
        if (given != null) {
            return surroundings.path(given);
        }
        return surroundings
                .variable("WHARF_HOME")
                .map(surroundings::path)
                .orElse(surroundings.userHome().resolve(".wharf"));
    }

    Configuration configuration(Path home) {
        return Configuration.load(
                home.resolve("config.yaml"), surroundings.environment(), surroundings.directory());
    }
}
