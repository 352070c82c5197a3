/// Encrypted Android backups of WhatsApp, made as its app makes them.
@NullMarked
package dev.wharf.testkit.crypt;

import org.jspecify.annotations.NullMarked;
