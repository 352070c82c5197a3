package dev.wharf.app.cli;

import dev.wharf.app.home.Homes;
import dev.wharf.app.home.NoHomes;
import dev.wharf.app.local.VerbCall;
import dev.wharf.app.local.VerbHandler;
import dev.wharf.app.local.VerbRequest;
import dev.wharf.app.site.OwnSites;
import dev.wharf.app.site.Sites;
import dev.wharf.core.ledger.Actor;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Runs the commands of others in this process, each in its own surroundings. Safe for many
/// threads.
public final class ServedVerbs implements VerbHandler {

    private final BiFunction<Actor, String, Places> lender;
    private final String host;
    private final Clock clock;

    /// What a command may open: [dev.wharf.app.home.SharedHome#lendTo].
    @FunctionalInterface
    public interface Lender {

        /// @param command as the person would type it again
        Homes lendTo(Actor actor, String command);
    }

    /// For a process that owns a home. A site's own process has the site.
    ///
    /// @param host this machine's name
    public ServedVerbs(Lender lender, String host, Clock clock) {
        this(
                host,
                clock,
                (actor, command) ->
                        new Places(lender.lendTo(actor, command), new OwnSites(actor, clock)));
    }

    private ServedVerbs(String host, Clock clock, BiFunction<Actor, String, Places> lender) {
        this.lender = lender;
        this.host = host;
        this.clock = clock;
    }

    /// For a process that owns a site, and no home.
    public static ServedVerbs ofSite(Sites sites, String host, Clock clock) {
        return new ServedVerbs(host, clock, (_, _) -> new Places(new NoHomes(), sites));
    }

    /// This Wharf's version, which clients must share.
    public static String version() {
        return Version.text();
    }

    @Override
    public int run(VerbCall call) {
        VerbRequest request = call.request();
        Surroundings surroundings = surroundings(call);
        Stop stop = new Stop();
        call.whenStopped(stop::request);
        Places places = lender.apply(surroundings.actor(), typed(request));
        return new CommandLineRun(surroundings, stop, places, _ -> Elsewhere.NOWHERE)
                .run(request.arguments().toArray(String[]::new));
    }

    private Surroundings surroundings(VerbCall call) {
        VerbRequest request = call.request();
        return new Surroundings(
                request.environment(),
                call.in(),
                call.out(),
                call.err(),
                request.terminals(),
                request.directory(),
                request.userHome(),
                call.caller(),
                host,
                clock);
    }

    private static String typed(VerbRequest request) {
        Map<String, String> environment = request.environment();
        String program = environment.getOrDefault("WHARF_COMMAND", "wharf");
        return List.of(program, quoted(request.arguments())).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String quoted(List<String> arguments) {
        return arguments.stream()
                .map(
                        argument ->
                                argument.matches("[A-Za-z0-9_@%+=:,./-]+")
                                        ? argument
                                        : "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
