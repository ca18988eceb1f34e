/** Tells Prometheus where the endpoint is. */
@NullMarked
package dev.tachograph.agent.export.discovery;

import org.jspecify.annotations.NullMarked;
