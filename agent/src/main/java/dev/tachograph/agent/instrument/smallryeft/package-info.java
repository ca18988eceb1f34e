/** SmallRye Fault Tolerance, in Quarkus too. */
@NullMarked
package dev.tachograph.agent.instrument.smallryeft;

import org.jspecify.annotations.NullMarked;
