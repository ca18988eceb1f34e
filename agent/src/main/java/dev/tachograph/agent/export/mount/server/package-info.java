/**
 * Web servers, by their own methods. {@code LibraryLoader} loads these classes, once for each class
 * loader of a server. Nobody else may refer to them.
 */
@NullMarked
package dev.tachograph.agent.export.mount.server;

import org.jspecify.annotations.NullMarked;
