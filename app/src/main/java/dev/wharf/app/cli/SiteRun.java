package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.HomeLock;
import dev.wharf.app.local.VerbServer;
import dev.wharf.app.site.LentSites;
import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.SiteProcess;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.credential.FirstStart;
import dev.wharf.site.credential.Issued;
import dev.wharf.store.key.ArchivePublicKey;

import picocli.CommandLine.Command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

@Command(
        name = "run",
        description = {
            "Run the capture site: receive WhatsApp, seal it, hand it to the archive.",
            "It needs the archive's public key in site/archive.pub ('wharf keys public' prints it)."
        })
final class SiteRun extends Verb {

    SiteRun(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    Path ownedDirectory() {
        return siteDirectory();
    }

    private Path siteDirectory() {
        return homeDirectory().resolve("site");
    }

    @Override
    ExitCode run() {
        Path directory = siteDirectory();
        Actor actor = surroundings().actor();
        HomeLock lock =
                HomeLock.takeMaking(
                        directory, HomeLock.holder(actor, surroundings().clock().instant()));
        try (lock;
                OpenSite site =
                        OpenSite.open(
                                directory,
                                configuration(),
                                surroundings().clock(),
                                new SecureRandom())) {
            ArchivePublicKey key = key(directory);
            for (Issued issued : new FirstStart(site.database(), site.credentials()).run(actor)) {
                show(issued);
            }
            try (SiteProcess running = SiteProcess.start(site, key, surroundings().hostName());
                    VerbServer _ = serve(site, running)) {
                ready(running);
                stop().await();
            }
        }
        return ExitCode.OK;
    }

    /// Other commands about the site run here, where it is open.
    private VerbServer serve(OpenSite site, SiteProcess running) {
        return VerbServer.start(
                site.directory(),
                ServedVerbs.version(),
                ServedVerbs.ofSite(
                        new LentSites(site, running.readings()),
                        surroundings().hostName(),
                        surroundings().clock()),
                VerbServer.Limits.DEFAULT);
    }

    private static ArchivePublicKey key(Path directory) {
        Path file = directory.resolve("archive.pub");
        if (!Files.exists(file)) {
            throw new WharfException(
                    ErrorCode.KEY_MISSING,
                    "%s is missing: on the archive's machine run 'wharf keys public', and put what it prints there."
                            .formatted(file));
        }
        return ArchivePublicKey.read(file);
    }

    /// To standard error, once, whatever else is printed.
    private void show(Issued issued) {
        byte[] password = issued.password().bytes();
        surroundings()
                .err()
                .printf(
                        "wharf: %s '%s' was made; its password, shown this once: %s%n",
                        issued.role() == dev.wharf.site.http.Access.ADMINISTRATOR
                                ? "administrator"
                                : "connector",
                        issued.name(),
                        new String(password, StandardCharsets.UTF_8));
        java.util.Arrays.fill(password, (byte) 0);
    }

    private void ready(SiteProcess running) {
        String address = running.address().toString();
        String health = running.healthAddress().toString();
        if (console().isJson()) {
            console().print(Json.object().with("address", address).with("health", health));
        } else {
            console().say("The site is up: " + address + "  health and metrics: " + health);
        }
    }
}
