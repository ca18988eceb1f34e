/** Executors, measured in forked JVMs by the packaged jar. */
@NullMarked
package dev.tachograph.it.executors;

import org.jspecify.annotations.NullMarked;
