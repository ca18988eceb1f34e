/**
 * Conductor's Java clients: org.conductoross conductor-client 4 to 6, io.orkes.conductor
 * orkes-conductor-client 4, which delegates to it, and com.netflix.conductor conductor-client 3.
 *
 * <p>They share package and class names. Version 3 runs workers in {@code TaskPollExecutor} and
 * sends requests through {@code ClientBase} and Jersey 1. Later versions have {@code TaskRunner}
 * and {@code ConductorClient}. Advice measures workers where the SDK calls them, not in their own
 * classes. So it need not search for implementations, and a worker wrapped in a worker counts once.
 */
@NullMarked
package dev.tachograph.agent.instrument.conductor;

import org.jspecify.annotations.NullMarked;
