package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.scope.Choice;
import dev.wharf.site.scope.Scope;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@Command(
        name = "set",
        description = {
            "Set what may be captured of an account from now on (needs --reason).",
            "What is not named stays as it is; --default begins from the beginning."
        })
final class SiteScopeSet extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    @Option(names = "--default", description = "Begin with what holds where nothing was said.")
    boolean standard;

    @Option(
            names = "--direct",
            paramLabel = "CHATS",
            description = "Which direct chats: all, none, or addresses parted by commas.")
    @Nullable String direct;

    @Option(
            names = "--groups",
            paramLabel = "CHATS",
            description = "Which groups: all, none, or addresses (…@g.us) parted by commas.")
    @Nullable String groups;

    @Option(
            names = "--only",
            paramLabel = "NUMBERS",
            description = "Direct chats with these numbers and no others; '' for every number.")
    @Nullable String only;

    @Option(
            names = "--never",
            paramLabel = "NUMBERS",
            description = "No direct chats with these numbers; '' for none.")
    @Nullable String never;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Nothing from before this day or time (UTC); '' for no limit.")
    @Nullable String from;

    @Option(
            names = "--unknown-numbers",
            paramLabel = "yes|no",
            description = "Direct chats whose number is hidden, where numbers decide.")
    @Nullable String unknownNumbers;

    @Option(
            names = "--history",
            paramLabel = "yes|no",
            description = "What was said before enrolment.")
    @Nullable String history;

    @Option(names = "--receipts", paramLabel = "yes|no", description = "Delivered, read.")
    @Nullable String receipts;

    @Option(names = "--context", paramLabel = "yes|no", description = "Members of groups, names.")
    @Nullable String context;

    @Option(names = "--broadcasts", paramLabel = "yes|no", description = "Broadcast lists.")
    @Nullable String broadcasts;

    @Option(names = "--status", paramLabel = "yes|no", description = "Stories.")
    @Nullable String status;

    @Option(names = "--channels", paramLabel = "yes|no", description = "Public channels.")
    @Nullable String channels;

    SiteScopeSet(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.accounts().require(id);
        Scope set = changed(standard ? Scope.DEFAULT : site.scopes().of(id));
        site.scopes().set(id, set, SiteInput.reason(this), actor());
        new SiteScopeView(id, set).show(console());
        return ExitCode.OK;
    }

    private Scope changed(Scope now) {
        return new Scope(
                direct == null ? now.direct() : choice("--direct", direct),
                groups == null ? now.groups() : choice("--groups", groups),
                only == null ? now.only() : phones(only),
                never == null ? now.never() : phones(never),
                flag("--unknown-numbers", unknownNumbers, now.unknownNumbers()),
                from == null ? now.from() : time(from),
                flag("--history", history, now.history()),
                flag("--receipts", receipts, now.receipts()),
                flag("--context", context, now.context()),
                flag("--broadcasts", broadcasts, now.broadcasts()),
                flag("--status", status, now.status()),
                flag("--channels", channels, now.channels()));
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : ArchiveVerb.instant("--from", text);
    }

    private static boolean flag(String option, @Nullable String text, boolean now) {
        return switch (text) {
            case null -> now;
            case "yes" -> true;
            case "no" -> false;
            default ->
                    throw SiteInput.invalid(
                            "%s takes yes or no, not '%s'.".formatted(option, text));
        };
    }

    private static Choice choice(String option, String text) {
        if (text.equals("all")) {
            return new Choice.All();
        }
        if (text.equals("none")) {
            return new Choice.None();
        }
        Set<String> chats = parted(text, Function.identity());
        if (chats.isEmpty()
                || !chats.stream().allMatch(chat -> chat.matches("[0-9A-Za-z._:-]+@[a-z.]+"))) {
            throw SiteInput.invalid(
                    "%s takes all, none, or addresses of chats such as 447700900001@s.whatsapp.net or 120363…@g.us."
                            .formatted(option));
        }
        return new Choice.Listed(chats);
    }

    private static Set<PhoneNumber> phones(String text) {
        return parted(text, SiteInput::phone);
    }

    private static <T> Set<T> parted(String text, Function<String, T> read) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(read)
                .collect(Collectors.toUnmodifiableSet());
    }
}
