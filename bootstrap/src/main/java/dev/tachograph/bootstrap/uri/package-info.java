/**
 * Turns the paths of requests into templates, of which there are few.
 *
 * <p>This package depends on neither probes nor metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.uri;

import org.jspecify.annotations.NullMarked;
