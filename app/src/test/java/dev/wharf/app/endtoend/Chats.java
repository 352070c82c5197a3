package dev.wharf.app.endtoend;

import java.nio.file.Path;

/// Small chats and the files that go with them.
final class Chats {

    static final String USERS =
            """
            name,phone,email
            Ana Ruiz,+34 612 345 678,ana@firm.example
            Ben Okafor,+44 7700 900123,ben@firm.example
            """;

    /// Two users of the firm and a client, three messages and an attachment that is left out.
    static final String GROUP =
            """
            9/14/26, 8:00\u202FAM - Messages and calls are end-to-end encrypted. Tap to learn more.
            9/14/26, 8:01\u202FAM - +34 612 345 678: Good morning
            9/14/26, 8:02\u202FAM - +44 7700 900123: Morning, Ana!
            9/14/26, 8:03\u202FAM - +33 6 12 34 56 78: The offer is fine
            9/14/26, 8:04\u202FAM - +34 612 345 678: <Media omitted>
            9/14/26, 8:05\u202FAM - +44 7700 900123: See you on the 23rd
            9/23/26, 9:00\u202FAM - +34 612 345 678: Here I am
            """;

    static final String LONGER =
            GROUP + "9/24/26, 9:00\u202FAM - +44 7700 900123: And gone again\n";

    /// Nothing in it tells day from month.
    static final String AMBIGUOUS =
            """
            03/04/2026, 09:12 - +34 612 345 678: Did the papers come?
            05/04/2026, 16:05 - +44 7700 900123: They came today
            """;

    private Chats() {}

    static Path users(Wharf wharf) {
        return wharf.write("users.csv", USERS);
    }

    static Path group(Wharf wharf) {
        return wharf.write("WhatsApp Chat with Offer.txt", GROUP);
    }
}
