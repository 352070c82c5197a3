package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningImport;
import dev.wharf.app.home.SharedHome;
import dev.wharf.app.local.VerbServer;
import dev.wharf.app.site.ArchiveSide;
import dev.wharf.app.site.ChildSite;
import dev.wharf.app.site.SiteCredential;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.feed.SiteAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

@Command(
        name = "up",
        description = {
            "Run everything on this machine: the capture site and the archive, as two processes.",
            "The site's never receives the private key. Other commands work beside it."
        })
final class Up extends Verb {

    @Mixin PeopleOptions people = new PeopleOptions();

    @Option(
            names = "--recovery-key-file",
            paramLabel = "FILE",
            description = "Where the recovery key of a new home goes, instead of the terminal.")
    @Nullable String recoveryKeyFile;

    Up(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return true;
    }

    @Override
    ExitCode run() throws IOException {
        people.read(this, surroundings().actor());
        try (NewOrOldHome opened = NewOrOldHome.open(this, recoveryKeyFile)) {
            return run(opened.home());
        }
    }

    private ExitCode run(Home home) throws IOException {
        Path site = home.directory().resolve("site");
        Actor actor = Actor.job("up", surroundings().hostName());
        SiteCredential credential =
                SiteCredential.prepare(
                        site,
                        configuration(),
                        home.keys().publicKey(),
                        actor,
                        surroundings().clock());
        credential
                .administrator()
                .ifPresent(
                        password ->
                                surroundings()
                                        .err()
                                        .printf(
                                                "wharf: administrator 'admin' of the site was made; its password, shown this once: %s%n",
                                                text(password)));
        try (ChildSite child = ChildSite.start(home.directory());
                ArchiveSide archive =
                        new ArchiveSide(
                                home,
                                new SiteAddress(
                                        child.address(),
                                        SiteCredential.CONNECTOR,
                                        credential.connector()),
                                people.read(this, actor),
                                surroundings().clock());
                VerbServer _ = serve(home, archive)) {
            console()
                    .say(
                            "Wharf is up. Site: %s  health and metrics: %s  home: %s"
                                    .formatted(child.address(), child.health(), home.directory()));
            child.onExit(stop()::request);
            stop().await();
            if (!child.isAlive()) {
                surroundings().err().println("wharf: the site ended; stopping.");
                return ExitCode.FAILED;
            }
        }
        return ExitCode.OK;
    }

    private VerbServer serve(Home home, ArchiveSide archive) {
        SharedHome shared =
                new SharedHome(
                        home,
                        "wharf up (process %d)".formatted(ProcessHandle.current().pid()),
                        archive,
                        (_, progress) -> new RunningImport(archive, progress));
        return VerbServer.start(
                home.directory(),
                ServedVerbs.version(),
                new ServedVerbs(shared::lendTo, surroundings().hostName(), surroundings().clock()),
                VerbServer.Limits.DEFAULT);
    }

    private static String text(dev.wharf.core.key.Secret password) {
        byte[] bytes = password.bytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0);
        return text;
    }
}
