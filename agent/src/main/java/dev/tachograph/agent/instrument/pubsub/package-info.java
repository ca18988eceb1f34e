/** Google's client for Pub/Sub. */
@NullMarked
package dev.tachograph.agent.instrument.pubsub;

import org.jspecify.annotations.NullMarked;
