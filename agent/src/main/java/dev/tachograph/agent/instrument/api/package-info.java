/** The module {@code api}, through which applications record operations by themselves. */
@NullMarked
package dev.tachograph.agent.instrument.api;

import org.jspecify.annotations.NullMarked;
