package dev.wharf.app.cli;

import dev.wharf.app.config.Setting;
import dev.wharf.app.connector.ConnectorFiles;
import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.connector.ConnectorSide;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningImport;
import dev.wharf.app.home.SharedHome;
import dev.wharf.app.local.VerbServer;
import dev.wharf.app.site.ArchiveSide;
import dev.wharf.app.site.ChildSite;
import dev.wharf.app.site.SiteCredential;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.definition.TermsAcceptance;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.feed.SiteAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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

    @Option(
            names = "--site",
            paramLabel = "URL",
            description =
                    "Archive from a site on another host, instead of running one here (its site/archive.pub is what 'wharf keys public' prints).")
    @Nullable String remote;

    @Option(
            names = "--credential",
            paramLabel = "NAME",
            description = "The connector's name at that site (standard: archive).")
    String credentialName = SiteCredential.CONNECTOR;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "File with the connector's password; else it is read from standard input.")
    @Nullable String passwordFile;

    @Option(
            names = "--accept-terms",
            description =
                    "You have read 'wharf connector terms' and accept them for your organisation, for the setting 'connectors'.")
    boolean acceptTerms;

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
        ConnectorFiles files = connectorFiles();
        if (!homes().exists(homeDirectory())) {
            files.demandAccepted();
        }
        try (NewOrOldHome opened = NewOrOldHome.open(this, recoveryKeyFile)) {
            Home home = opened.home();
            ConnectorParts parts = new ConnectorParts(home, surroundings().clock());
            files.take(parts, new ConnectorStore.By(home.actor(), reason)).forEach(this::tell);
            Optional<SiteAddress> elsewhere = remote == null ? parts.site() : given(remote);
            return elsewhere.isPresent() ? follow(home, elsewhere.get()) : run(home);
        }
    }

    private ConnectorFiles connectorFiles() {
        return ConnectorFiles.read(
                configuration().paths(Setting.CONNECTORS),
                TermsAcceptance.of(
                        Terms.current(),
                        surroundings().actor().id(),
                        surroundings().clock().instant()),
                acceptTerms);
    }

    private void tell(ConnectorFiles.Taken taken) {
        Connector connector = taken.connector();
        if (taken.change() != ConnectorFiles.Taken.Change.NONE) {
            console()
                    .say(
                            "Connector %s was %s, revision %d: %s."
                                    .formatted(
                                            connector.name(),
                                            ItemView.lower(taken.change()),
                                            connector.revision(),
                                            ConnectorView.schedule(connector.definition())));
        }
        taken.missing()
                .forEach(
                        what ->
                                console()
                                        .warn(
                                                "wharf: connector %s cannot run: %s"
                                                        .formatted(connector.name(), what)));
    }

    private Optional<SiteAddress> given(String site) throws IOException {
        URI address = address(site);
        return Optional.of(
                new SiteAddress(
                        address,
                        credentialName,
                        GivenSecret.read(this, passwordFile, "Password of the connector: ")));
    }

    /// @param site whose password is closed with this
    private ExitCode follow(Home home, SiteAddress site) throws IOException {
        Actor actor = Actor.job("up", surroundings().hostName());
        try (Secret _ = site.password();
                ConnectorSide connectors = connectors(home, actor);
                ArchiveSide archive =
                        new ArchiveSide(
                                home,
                                site,
                                people.read(this, actor),
                                connectors,
                                surroundings().clock());
                Running _ = running(home, archive, connectors)) {
            console()
                    .say(
                            "Wharf archives from %s into %s."
                                    .formatted(site.base(), home.directory()));
            stop().await();
        }
        return ExitCode.OK;
    }

    private static URI address(String site) {
        URI address = URI.create(site);
        boolean here =
                "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !here) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "--site takes an address that begins with https://; a password is not sent in the clear.");
        }
        return address;
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
                ConnectorSide connectors = connectors(home, actor);
                ArchiveSide archive =
                        new ArchiveSide(
                                home,
                                new SiteAddress(
                                        child.address(),
                                        SiteCredential.CONNECTOR,
                                        credential.connector()),
                                people.read(this, actor),
                                connectors,
                                surroundings().clock());
                Running _ = running(home, archive, connectors)) {
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

    /// What stops first, before the archive's side: connectors, then the commands of others.
    private record Running(ConnectorSide connectors, VerbServer verbs) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (verbs) {
                connectors.close();
            }
        }
    }

    private ConnectorSide connectors(Home home, Actor actor) {
        return new ConnectorSide(home, actor, surroundings().clock());
    }

    private Running running(Home home, ArchiveSide archive, ConnectorSide connectors) {
        VerbServer verbs = serve(home, archive, connectors);
        connectors.start(archive::catchUp);
        return new Running(connectors, verbs);
    }

    private VerbServer serve(Home home, ArchiveSide archive, ConnectorSide connectors) {
        SharedHome shared =
                new SharedHome(
                        home,
                        "wharf up (process %d)".formatted(ProcessHandle.current().pid()),
                        archive,
                        (_, progress) -> new RunningImport(archive, progress),
                        connectors);
        return VerbServer.start(
                home.directory(),
                ServedVerbs.version(),
                new ServedVerbs(shared::lendTo, surroundings().hostName(), surroundings().clock()),
                VerbServer.Limits.DEFAULT);
    }

    private static String text(Secret password) {
        byte[] bytes = password.bytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0);
        return text;
    }
}
