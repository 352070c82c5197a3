/// Objects in an S3-compatible store, by Amazon's SDK over the JDK's HTTP client.
@NullMarked
package dev.wharf.store.object.s3;

import org.jspecify.annotations.NullMarked;
