@NullMarked
package dev.wharf.mail;

import org.jspecify.annotations.NullMarked;
