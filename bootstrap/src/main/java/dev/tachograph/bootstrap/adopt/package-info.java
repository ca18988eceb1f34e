/**
 * Registries of metrics that the application has. {@link dev.tachograph.bootstrap.adopt.AdoptProbe}
 * is the entry point; whoever exports asks it.
 */
@NullMarked
package dev.tachograph.bootstrap.adopt;

import org.jspecify.annotations.NullMarked;
