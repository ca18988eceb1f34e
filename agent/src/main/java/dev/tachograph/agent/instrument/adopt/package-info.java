/** What the instrumentations of libraries with registries of metrics have in common. */
@NullMarked
package dev.tachograph.agent.instrument.adopt;

import org.jspecify.annotations.NullMarked;
