package dev.wharf.site.account;

import dev.wharf.core.directory.User;

import java.util.List;
import java.util.Optional;

/// Who may have which number when. Pure.
final class LinePolicy {
    private LinePolicy() {}

    /// What speaks against an account's own lines.
    static Optional<String> within(Account account) {
        List<User.Line> lines = account.lines();
        boolean oneDevice = account.method().sourceKind() != null;
        for (int i = 0; i < lines.size(); i++) {
            User.Line line = lines.get(i);
            for (User.Line other : lines.subList(0, i)) {
                if (line.overlaps(other)) {
                    return Optional.of(line.phone() + " stands twice for the same days");
                }
                if (oneDevice
                        && line.overlaps(
                                new User.Line(line.phone(), other.from(), other.until()))) {
                    return Optional.of(
                            "two numbers on the same days; one device has one number: enrol another"
                                    + " account of the same person, with another label");
                }
            }
        }
        return Optional.empty();
    }

    /// What speaks against a line, seeing who else has the number.
    static Optional<String> among(
            String account, User.Line line, List<AccountRepository.Held> holders) {
        return holders.stream()
                .filter(held -> !held.account().equals(account) && held.line().overlaps(line))
                .findFirst()
                .map(
                        held ->
                                "account %s has this number at the same time; end it there first, or reassign it"
                                        .formatted(held.account()));
    }
}
