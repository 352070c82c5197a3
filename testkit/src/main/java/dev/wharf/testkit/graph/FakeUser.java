package dev.wharf.testkit.graph;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/// A user in the fake's directory.
///
/// @param mobilePhone may be empty
/// @param proxyAddresses as Exchange writes them: `SMTP:bob@firm.example`
public record FakeUser(
        String id,
        String displayName,
        String mail,
        String userPrincipalName,
        String mobilePhone,
        List<String> businessPhones,
        List<String> proxyAddresses,
        List<String> otherMails,
        boolean accountEnabled) {
    private static final Set<String> WITHOUT_ASKING =
            Set.of(
                    "id",
                    "displayName",
                    "mail",
                    "userPrincipalName",
                    "mobilePhone",
                    "businessPhones");

    public FakeUser {
        businessPhones = List.copyOf(businessPhones);
        proxyAddresses = List.copyOf(proxyAddresses);
        otherMails = List.copyOf(otherMails);
    }

    /// With only the fields asked for; without asking, those that Graph returns by itself.
    ObjectNode shown(Set<String> select) {
        ObjectNode all = FakeReply.JSON.createObjectNode();
        all.put("id", id)
                .put("displayName", displayName)
                .put("userPrincipalName", userPrincipalName);
        nullable(all, "mail", mail);
        nullable(all, "mobilePhone", mobilePhone);
        businessPhones.forEach(all.putArray("businessPhones")::add);
        proxyAddresses.forEach(all.putArray("proxyAddresses")::add);
        otherMails.forEach(all.putArray("otherMails")::add);
        all.put("accountEnabled", accountEnabled);
        Set<String> wanted = select.isEmpty() ? WITHOUT_ASKING : select;
        return all.retain(wanted);
    }

    private static void nullable(ObjectNode json, String name, String value) {
        if (value.isEmpty()) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
