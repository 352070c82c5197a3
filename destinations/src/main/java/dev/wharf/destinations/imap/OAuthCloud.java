package dev.wharf.destinations.imap;

import java.net.URI;

/// Microsoft's clouds, each with its own hosts; tokens of one are worth nothing in another.
public enum OAuthCloud {
    /// Everybody, GCC too.
    GLOBAL("login.microsoftonline.com", "outlook.office365.com"),
    GCC_HIGH("login.microsoftonline.us", "outlook.office365.us"),
    DOD("login.microsoftonline.us", "outlook-dod.office365.us"),
    CHINA("login.chinacloudapi.cn", "partner.outlook.cn");

    private final String login;
    private final String imap;

    OAuthCloud(String login, String imap) {
        this.login = login;
        this.imap = imap;
    }

    public String imapHost() {
        return imap;
    }

    public String scope() {
        return "https://" + imap + "/.default";
    }

    /// @param tenant its id or one of its domains
    public URI tokenEndpoint(String tenant) {
        return URI.create("https://" + login + "/" + tenant + "/oauth2/v2.0/token");
    }
}
