/// Databases of Android phones, made up: real SQLite files in the shapes that WhatsApp has used
/// over the years, of any size, with an account of what is in them.
@NullMarked
package dev.wharf.testkit.android;

import org.jspecify.annotations.NullMarked;
