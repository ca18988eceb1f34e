/**
 * Class loaders that choose by a class's package which loader to ask: those of OSGi and of JBoss
 * Modules. The agent makes them find the classes that woven code calls.
 */
@NullMarked
package dev.tachograph.agent.instrument.classloader;

import org.jspecify.annotations.NullMarked;
