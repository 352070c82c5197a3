package dev.wharf.testkit.imap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes what a [Dovecot] runs on.
record DovecotFolder(Path folder, Dovecot.Format format) {
    private static final String CONFIGURATION =
            """
            base_dir = FOLDER/run
            state_dir = FOLDER/run
            log_path = FOLDER/log
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <FOLDER/cert.pem
            ssl_key = <FOLDER/key.pem
            USERS
            first_valid_uid = 1
            mail_location = LOCATION
            mail_plugins = quota
            auth_master_user_separator = *
            auth_mechanisms = plain login
            auth_failure_delay = 0
            disable_plaintext_auth = no
            mail_max_userip_connections = 200
            protocol imap {
              mail_plugins = quota imap_quota
            }
            passdb {
              driver = passwd-file
              master = yes
              args = FOLDER/masters
              result_success = continue
            }
            passdb {
              driver = passwd-file
              args = FOLDER/users
            }
            userdb {
              driver = passwd-file
              args = FOLDER/users
              default_fields = uid=MAILUSER gid=MAILUSER home=FOLDER/mail/%u
            }
            plugin {
              quota = count:User quota
              quota_vsizes = yes
              quota_rule = *:storage=10G
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = PLAINPORT
              }
              inet_listener imaps {
                port = TLSPORT
                ssl = yes
              }
            }
            service anvil {
              chroot =
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service stats {
              chroot =
            }
            """;

    /// @return the configuration
    Path write(List<Dovecot.User> users, int port, int tlsPort) throws IOException {
        Path mail = Files.createDirectories(folder.resolve("mail"));
        SelfSigned.write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        StringBuilder lines = new StringBuilder();
        for (Dovecot.User user : users) {
            lines.append(user.address())
                    .append(":{PLAIN}")
                    .append(user.password())
                    .append("::::::");
            lines.append(user.disabled() ? "nologin=yes " : "");
            if (user.quotaKiB() > 0) {
                lines.append("userdb_quota_rule=*:storage=").append(user.quotaKiB()).append('K');
            }
            lines.append('\n');
        }
        Files.writeString(folder.resolve("users"), lines);
        Files.writeString(
                folder.resolve("masters"),
                Dovecot.MASTER + ":{PLAIN}" + Dovecot.MASTER_PASSWORD + "\n");
        String me = System.getProperty("user.name");
        boolean root = me.equals("root");
        String mailUser = root ? "mail" : me;
        if (root) {
            Files.setAttribute(
                    mail,
                    "posix:owner",
                    mail.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(mailUser));
        }
        String accounts =
                root
                        ? ""
                        : "default_login_user = %s%ndefault_internal_user = %s%n".formatted(me, me);
        String location =
                (format == Dovecot.Format.MDBOX ? "mdbox" : "maildir") + ":" + mail + "/%u/mails";
        String text =
                CONFIGURATION
                        .replace("FOLDER", folder.toString())
                        .replace("USERS", accounts)
                        .replace("LOCATION", location)
                        .replace("MAILUSER", mailUser)
                        .replace("PLAINPORT", Integer.toString(port))
                        .replace("TLSPORT", Integer.toString(tlsPort));
        return Files.writeString(folder.resolve("dovecot.conf"), text);
    }
}
