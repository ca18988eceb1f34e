/**
 * Serves the registries of metrics that the application has. {@link
 * dev.tachograph.agent.export.adopt.Adoption} is the entry point. What a registry holds is read by
 * classes of the package {@code reader}, which see the application's library.
 */
@NullMarked
package dev.tachograph.agent.export.adopt;

import org.jspecify.annotations.NullMarked;
