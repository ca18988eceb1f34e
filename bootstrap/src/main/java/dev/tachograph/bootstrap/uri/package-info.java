/**
 * Turns the paths that a client requests into templates, of which there are few.
 *
 * <p>It knows paths and hosts, and neither probes nor metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.uri;

import org.jspecify.annotations.NullMarked;
