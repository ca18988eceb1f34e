/**
 * The entry points. They and the bootstrap module are the only agent classes that the application's
 * class loaders can find.
 *
 * <p>This is Java 8 bytecode, so that an older JVM gets a message instead of an abort. The package
 * is as small as possible.
 */
@NullMarked
package dev.tachograph.launcher;

import org.jspecify.annotations.NullMarked;
