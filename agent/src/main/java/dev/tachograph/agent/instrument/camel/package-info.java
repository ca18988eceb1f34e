/** Apache Camel. */
@NullMarked
package dev.tachograph.agent.instrument.camel;

import org.jspecify.annotations.NullMarked;
