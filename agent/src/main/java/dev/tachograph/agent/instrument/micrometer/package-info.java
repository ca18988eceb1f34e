/** What serves the registries of Micrometer. */
@NullMarked
package dev.tachograph.agent.instrument.micrometer;

import org.jspecify.annotations.NullMarked;
