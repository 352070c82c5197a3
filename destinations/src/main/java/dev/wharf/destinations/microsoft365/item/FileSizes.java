package dev.wharf.destinations.microsoft365.item;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The sizes that the files of an item must have in the end, as the property `WharfFiles` holds
/// them: so that somebody who does not have the mail can tell whether its item is whole.
public record FileSizes(List<Long> ascending) {
    public FileSizes {
        ascending = ascending.stream().sorted().toList();
    }

    public static FileSizes of(List<MailFile> files) {
        return new FileSizes(files.stream().map(MailFile::size).toList());
    }

    public String written() {
        StringBuilder text = new StringBuilder();
        text.append(ascending.size()).append(':');
        for (int i = 0; i < ascending.size(); i++) {
            text.append(i == 0 ? " " : ",").append(ascending.get(i));
        }
        return text.toString();
    }

    /// @return null when it is not as [#written] writes it
    public static @Nullable FileSizes read(String text) {
        if (!text.matches("\\d{1,4}:( \\d{1,18}(,\\d{1,18})*)?")) {
            return null;
        }
        int colon = text.indexOf(':');
        String list = text.substring(colon + 1).strip();
        List<Long> sizes = new ArrayList<>();
        for (String size : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            sizes.add(Long.valueOf(size));
        }
        boolean whole = sizes.size() == Integer.parseInt(text.substring(0, colon));
        return whole ? new FileSizes(sizes) : null;
    }

    /// Whether files that Exchange counts so can be these.
    public boolean match(List<Long> counted, FileLimits limits) {
        List<Long> found = counted.stream().sorted().toList();
        if (found.size() != ascending.size()) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            if (!limits.fits(ascending.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }
}
