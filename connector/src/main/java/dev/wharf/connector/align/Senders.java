package dev.wharf.connector.align;

import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which party of the archive each sender of a capture is: a bijection, found by votes; two where a
/// capture shows people by LID as well as otherwise, since nobody knows which LID is whose.
///
/// For one thread.
final class Senders {
    /// Votes from which a sender who had none before is settled on.
    private static final int ENOUGH = 3;

    private record Pair(int sender, int party) {}

    private final Map<Pair, Integer> votes = new HashMap<>();
    private final Map<Integer, Integer> parties = new HashMap<>();
    private final Set<Claim> claimed = new HashSet<>();

    private record Claim(boolean byLid, int party) {}

    /// The number of a sender: whether they are shown by LID alone, in the last bit.
    static int number(int index, Person person) {
        boolean byLid = person.lid() != null && person.phone() == null && person.name() == null;
        return index << 1 | (byLid ? 1 : 0);
    }

    private static Claim claim(int sender, int party) {
        return new Claim((sender & 1) == 1, party);
    }

    void vote(int sender, int party, int weight) {
        if (sender < 0 || party == 0) {
            return;
        }
        int sum = votes.merge(new Pair(sender, party), weight, Integer::sum);
        if (sum >= ENOUGH
                && !parties.containsKey(sender)
                && !claimed.contains(claim(sender, party))) {
            settle(sender, party);
        }
    }

    /// Takes the strongest pairs first. What was settled on before is decided anew.
    void settle() {
        parties.clear();
        claimed.clear();
        List<Map.Entry<Pair, Integer>> strongest = new ArrayList<>(votes.entrySet());
        strongest.sort(
                Map.Entry.<Pair, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparingInt(e -> e.getKey().sender)
                        .thenComparingInt(e -> e.getKey().party));
        for (Map.Entry<Pair, Integer> entry : strongest) {
            Pair pair = entry.getKey();
            if (!parties.containsKey(pair.sender)
                    && !claimed.contains(claim(pair.sender, pair.party))) {
                settle(pair.sender, pair.party);
            }
        }
    }

    private void settle(int sender, int party) {
        parties.put(sender, party);
        claimed.add(claim(sender, party));
    }

    /// Whether this sender may be this party, as far as is known.
    boolean fit(int sender, int party) {
        if (sender < 0 || party == 0) {
            return sender < 0 && party == 0;
        }
        Integer settled = parties.get(sender);
        return settled == null ? !claimed.contains(claim(sender, party)) : settled == party;
    }

    Map<Person, PartyId> images(List<Person> people) {
        Map<Person, PartyId> images = new HashMap<>();
        parties.forEach((sender, party) -> images.put(people.get(sender >> 1), new PartyId(party)));
        return images;
    }
}
