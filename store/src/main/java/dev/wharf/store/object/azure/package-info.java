/// Objects in Azure Blob Storage, by Microsoft's SDK over the JDK's HTTP client.
@NullMarked
package dev.wharf.store.object.azure;

import org.jspecify.annotations.NullMarked;
