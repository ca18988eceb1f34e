/**
 * Class loaders that decide by a class's package whom they ask for it: those of OSGi and of JBoss
 * Modules. They are made to find the classes that woven code calls.
 */
@NullMarked
package dev.tachograph.agent.instrument.classloader;

import org.jspecify.annotations.NullMarked;
