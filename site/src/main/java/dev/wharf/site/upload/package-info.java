/// Takes in files of any size, in stretches that may be interrupted, and captures them whole.
@NullMarked
package dev.wharf.site.upload;

import org.jspecify.annotations.NullMarked;
