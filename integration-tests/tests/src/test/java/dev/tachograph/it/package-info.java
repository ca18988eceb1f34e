/** What the packaged jar does in a real JVM. */
@NullMarked
package dev.tachograph.it;

import org.jspecify.annotations.NullMarked;
