/// Plain-text mails to employees and administrators, over an encrypted connection.
@NullMarked
package dev.wharf.site.mail;

import org.jspecify.annotations.NullMarked;
