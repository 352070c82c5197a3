package dev.wharf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the launcher `wharf` starts Java: its options, and an archive of loaded classes that a run
/// of `wharf demo` left, as the first start after an installation does.
public final class ChildJvm {
    private static final String SOON = "-XX:CompileCommand=CompileThresholdScaling,";

    private ChildJvm() {}

    /// The same list as the launcher `wharf` has for an import, for what concerns speed.
    static List<String> options() {
        return List.of(
                "-Xmx512m",
                "-Xmn288m",
                "-XX:+UseSerialGC",
                "-XX:CompileThresholdScaling=2",
                "-XX:MaxInlineLevel=9",
                "-XX:InlineSmallCode=1200",
                "-XX:FreqInlineSize=200",
                "-XX:LoopUnrollLimit=10",
                "-XX:-UseSuperWord",
                "-XX:MetaspaceSize=64m",
                "-XX:CompileCommand=quiet",
                SOON + "com.sun.crypto.provider.GaloisCounterMode::implGCMCrypt,0.02",
                SOON + "sun.security.provider.DigestBase::implCompressMultiBlock,0.02",
                // What the archive of classes cannot do would stand among what a child prints.
                "-Xlog:disable",
                "-Xlog:all=error,cds*=off,aot*=off:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    /// The options, and an archive of classes made with them.
    ///
    /// @param work where the archive goes
    public static List<String> withClasses(Path work) throws IOException, InterruptedException {
        Path classes = work.resolve("classes.jsa");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(
                List.of(
                        "-XX:ArchiveClassesAtExit=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wharf.app.Main",
                        "demo",
                        "--quiet",
                        "--home",
                        work.resolve("training").toString()));
        int exit =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exit != 0 || !Files.exists(classes)) {
            throw new IllegalStateException("making the archive of classes ended with " + exit);
        }
        List<String> options = new ArrayList<>(options());
        options.add("-XX:SharedArchiveFile=" + classes);
        return options;
    }
}
