package dev.wharf.app.site;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.AccountsImport;
import dev.wharf.site.account.Consents;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.alert.AlertBook;
import dev.wharf.site.alert.AlertHook;
import dev.wharf.site.alert.SignedHook;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.credential.Credentials;
import dev.wharf.site.credential.LockOut;
import dev.wharf.site.credential.PasswordHasher;
import dev.wharf.site.credential.SignIn;
import dev.wharf.site.credential.Tokens;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.enrolment.Enrolments;
import dev.wharf.site.enrolment.LinkedRisk;
import dev.wharf.site.enrolment.Linking;
import dev.wharf.site.mail.Mailer;
import dev.wharf.site.mail.SmtpMailer;
import dev.wharf.site.scope.Exclusions;
import dev.wharf.site.scope.Scopes;
import dev.wharf.site.secret.SiteKey;
import dev.wharf.site.secret.SourceSecrets;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.Argon2id;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A site's directory in the hands of this process: who is enrolled, who may ask, what is secret,
/// whom to tell. The journal opens with [SiteProcess] alone.
///
/// Safe for many threads.
public final class OpenSite implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path directory;
    private final Configuration configuration;
    private final Clock clock;
    private final SecureRandom random;
    private final SiteSetting setting;

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final SiteKey key;
    private final SourceSecrets secrets;
    private final Accounts accounts;
    private final Consents consents;
    private final LinkedDevices devices;
    private final Scopes scopes;
    private final Exclusions exclusions;
    private final Credentials credentials;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Mailer mailer;
    private final AlertBook alerts;
    private final LinkedRisk risk;
    private final Sources sources;
    private final Linking linking;
    private final Enrolments enrolments;

    private OpenSite(
            Path directory, Configuration configuration, Clock clock, SecureRandom random) {
        this.directory = directory;
        this.configuration = configuration;
        this.clock = clock;
        this.random = random;
        this.setting = new SiteSetting(configuration);
        this.database = opened(SiteDatabase.open(directory));
        this.audit = new SiteAudit(database, clock);
        this.key = opened(SiteKey.open(directory, database, random));
        this.secrets = new SourceSecrets(database, audit, key, clock);
        this.accounts = new Accounts(database, audit, clock);
        this.consents = new Consents(database, accounts, audit, clock);
        this.devices = new LinkedDevices(database, accounts, audit, clock);
        this.scopes = new Scopes(database, accounts, audit, clock);
        this.exclusions =
                new Exclusions(
                        database,
                        key,
                        clock,
                        Duration.ofDays(configuration.count(Setting.EXCLUSION_DAYS)));
        PasswordHasher hasher = opened(new PasswordHasher(2, () -> Argon2id.fresh(random)));
        this.credentials = new Credentials(database, audit, hasher, random, clock);
        this.tokens = new Tokens(database, random, clock, TOKEN_LIFE);
        this.signIn =
                new SignIn(database, audit, hasher, tokens, new LockOut(clock), random, clock);
        this.mailer = mailer();
        this.alerts =
                new AlertBook(
                        database, audit, accounts, setting.alerts(), mailer, alertHook(), clock);
        this.risk = new LinkedRisk(database, audit, clock);
        this.sources = opened(new Sources(configuration, setting, secrets, accounts, clock));
        this.linking =
                new Linking(sources.gateways(), accounts, devices, consents, risk, alerts, clock);
        this.enrolments =
                new Enrolments(
                        setting.enrolment(),
                        database,
                        audit,
                        accounts,
                        linking,
                        risk,
                        mailer,
                        setting::people,
                        random,
                        clock);
    }

    /// @param directory of the site; made when it is not there
    public static OpenSite open(
            Path directory, Configuration configuration, Clock clock, SecureRandom random) {
        try {
            DurableFiles.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new OpenSite(directory, configuration, clock, random);
    }

    private Mailer mailer() {
        return mailServer().<Mailer>map(known -> known).orElseGet(NoMailer::new);
    }

    /// As configured; empty when there is none.
    Optional<SmtpMailer> mailServer() {
        return setting.smtp()
                .map(smtp -> new SmtpMailer(smtp, () -> secrets.newest("smtp/password"), clock));
    }

    private @Nullable AlertHook alertHook() {
        return configuration
                .address(Setting.ALERTS_WEBHOOK)
                .<AlertHook>map(
                        address ->
                                new SignedHook(
                                        address,
                                        () -> secrets.newest("alert/webhook"),
                                        HOOK_TIMEOUT))
                .orElse(null);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    public Path directory() {
        return directory;
    }

    public Accounts accounts() {
        return accounts;
    }

    public AccountsImport accountsImport() {
        return new AccountsImport(database, accounts);
    }

    public Consents consents() {
        return consents;
    }

    public LinkedDevices devices() {
        return devices;
    }

    public Scopes scopes() {
        return scopes;
    }

    public Exclusions exclusions() {
        return exclusions;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Tokens tokens() {
        return tokens;
    }

    public SignIn signIn() {
        return signIn;
    }

    public SourceSecrets secrets() {
        return secrets;
    }

    public AlertBook alerts() {
        return alerts;
    }

    public LinkedRisk risk() {
        return risk;
    }

    public Linking linking() {
        return linking;
    }

    public Enrolments enrolments() {
        return enrolments;
    }

    public SiteAudit audit() {
        return audit;
    }

    public SiteDatabase database() {
        return database;
    }

    SiteKey key() {
        return key;
    }

    Sources sources() {
        return sources;
    }

    SiteSetting setting() {
        return setting;
    }

    Configuration configuration() {
        return configuration;
    }

    Clock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    @Override
    public void close() {
        Parts.close(open);
    }
}
