package dev.wharf.testkit;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The folder of real inputs that is no part of the repository: system property `wharf.samples`,
/// else the environment's `WHARF_SAMPLES`, else `../shared/samples` beside the checkout.
public final class Samples {
    private Samples() {}

    /// @param folder within the samples: `phone/exports`
    /// @return the folder, absolute; the test is skipped, saying so, when there is none
    public static Path require(String folder) {
        for (Path root : roots()) {
            Path found = root.resolve(folder);
            if (Files.isDirectory(found)) {
                return found.toAbsolutePath().normalize();
            }
        }
        String why =
                "SKIPPED: no samples in %s; set WHARF_SAMPLES to the folder that holds %s"
                        .formatted(roots(), folder);
        System.err.println(why);
        Assumptions.abort(why);
        throw new IllegalStateException(why);
    }

    private static List<Path> roots() {
        String given =
                Objects.requireNonNullElse(
                        System.getProperty("wharf.samples"),
                        Objects.requireNonNullElse(System.getenv("WHARF_SAMPLES"), ""));
        if (!given.isBlank()) {
            return List.of(Path.of(given));
        }
        return Stream.of("../shared/samples", "../../shared/samples").map(Path::of).toList();
    }
}
