package dev.wharf.core.event;

import dev.wharf.core.party.Person;

import java.util.List;

/// A poll as it stood when it was captured.
public record Poll(String question, List<Option> options) {
    public Poll {
        options = List.copyOf(options);
    }

    /// @param votes number of votes, -1 when unknown
    /// @param voters who, as far as the source tells; exports tell numbers only
    public record Option(String name, int votes, List<Person> voters) {
        public Option {
            voters = List.copyOf(voters);
        }
    }
}
