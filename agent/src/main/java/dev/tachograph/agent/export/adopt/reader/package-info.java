/**
 * Reads registries by their own libraries' methods. {@code LibraryLoader} loads these classes, once
 * for each class loader of the application that has such a library. Nobody else refers to them.
 */
@NullMarked
package dev.tachograph.agent.export.adopt.reader;

import org.jspecify.annotations.NullMarked;
