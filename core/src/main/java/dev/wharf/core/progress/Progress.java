package dev.wharf.core.progress;

/// Told by long work how far it is; whoever listens shows rate and time left. For any thread.
public interface Progress {
    Progress NONE =
            new Progress() {
                @Override
                public void begin(String what, long total, String unit) {}

                @Override
                public void advance(long amount) {}

                @Override
                public void end() {}
            };

    /// @param total in `unit`s, -1 when unknown
    /// @param unit plural noun for a person: `messages`, `bytes`, `items`
    void begin(String what, long total, String unit);

    void advance(long amount);

    void end();
}
