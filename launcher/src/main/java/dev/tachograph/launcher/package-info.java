/**
 * The way in: the only agent classes in the application's class loader.
 *
 * <p>Java 8 bytecode, so that an older JVM gets a message instead of an abort, and as small as can
 * be: everything else is in the agent's own class loader.
 */
@NullMarked
package dev.tachograph.launcher;

import org.jspecify.annotations.NullMarked;
