/** Zeebe's and Camunda 8's Java clients. */
@NullMarked
package dev.tachograph.agent.instrument.zeebe;

import org.jspecify.annotations.NullMarked;
