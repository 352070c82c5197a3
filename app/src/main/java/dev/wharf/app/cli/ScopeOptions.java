package dev.wharf.app.cli;

import dev.wharf.connector.intake.Scope;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/// Options that limit what of the files may be archived.
final class ScopeOptions {

    @Option(
            names = "--only-chat",
            paramLabel = "CHAT",
            description = {
                "Only this chat: its title (* and ? stand for any text and character), its address",
                "(…@g.us), or the other one's number. May be repeated."
            })
    List<String> chats = new ArrayList<>();

    @Option(
            names = "--only-person",
            paramLabel = "PERSON",
            description = {
                "Only direct chats with this person, and what they said and did in groups: a number",
                "or a name. May be repeated."
            })
    List<String> people = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only from this day or time on (UTC).")
    @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only to the end of this day, or before this time (UTC).")
    @Nullable String until;

    @Option(
            names = "--keep-originals",
            description =
                    "Keep the files whole all the same; else only their digests are kept when"
                            + " something of them is out of scope.")
    boolean keepOriginals;

    /// @throws dev.wharf.core.error.WharfException `CONFIG_INVALID` naming the option that is wrong
    Scope scope() {
        return Scope.given(chats, people, from, until, keepOriginals);
    }
}
