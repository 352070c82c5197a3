package dev.wharf.app.connector;

import dev.wharf.core.destination.Destination;
import dev.wharf.destinations.microsoft365.Microsoft365Destination;
import dev.wharf.destinations.microsoft365.Microsoft365Settings;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.limits.Limits;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// `microsoft365`: docs/destination-microsoft365.md says what each setting means.
final class Microsoft365Kind implements Kind<Destination> {
    private static final Set<String> OWN =
            Set.of(
                    "folder",
                    "hidden",
                    "message-class",
                    "flags",
                    "category",
                    "recipients",
                    "largest",
                    "mailboxes-at-once",
                    "requests-at-once",
                    "chains");

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(OWN);
        keys.addAll(MicrosoftSignIn.KEYS);
        return keys;
    }

    @Override
    public Opening<Destination> read(KindSettings settings) {
        Opening<Microsoft365Settings> all = settings(settings);
        return supplies ->
                new Microsoft365Destination(
                        all.open(supplies), supplies.clock(), Pause.REAL, UUID::randomUUID);
    }

    /// Lower than Microsoft documents, where a tenant counts otherwise.
    private static Limits limits(KindSettings settings) {
        Limits documented = Limits.DOCUMENTED;
        return KindSettings.made(
                "requests-at-once",
                key ->
                        new Limits(
                                documented.mailboxRequests(),
                                documented.mailboxRequestSpan(),
                                documented.mailboxBytes(),
                                documented.mailboxByteSpan(),
                                documented.mailboxAtOnce(),
                                settings.number("chains", documented.chains()),
                                documented.requestsPerSecond(),
                                settings.number(key, documented.allAtOnce()),
                                documented.eager(),
                                documented.batch(),
                                documented.batchBytes()));
    }

    /// The same settings for whoever proves them.
    static Opening<Microsoft365Settings> settings(KindSettings settings) {
        Opening<SignInSettings> signIn = MicrosoftSignIn.read(settings);
        FolderForm folder =
                KindSettings.made(
                        "folder",
                        key ->
                                new FolderForm(
                                        settings.text(key, FolderForm.USUAL.name()),
                                        settings.isOn("hidden", false)));
        ItemForm item =
                KindSettings.made(
                        "message-class",
                        key ->
                                new ItemForm(
                                        settings.text(key, ItemForm.USUAL.messageClass()),
                                        settings.number("flags", ItemForm.USUAL.flags()),
                                        settings.text("category").orElse(null),
                                        settings.number(
                                                "recipients", ItemForm.USUAL.recipients())));
        FileLimits documented = FileLimits.DOCUMENTED;
        FileLimits files =
                KindSettings.made(
                        "largest",
                        key ->
                                new FileLimits(
                                        documented.createBytes(),
                                        documented.postBelow(),
                                        documented.chunkBytes(),
                                        settings.size(key, documented.messageBytes()),
                                        documented.files(),
                                        documented.sizeSlack()));
        Limits limits = limits(settings);
        int atOnce = settings.number("mailboxes-at-once", 200);
        return supplies -> {
            Microsoft365Settings usual =
                    Microsoft365Settings.usual(signIn.open(supplies))
                            .with(folder)
                            .with(item)
                            .with(files);
            return new Microsoft365Settings(
                    usual.signIn(), folder, item, files, limits, usual.pace(), atOnce);
        };
    }
}
