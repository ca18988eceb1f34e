/** The syntax of values, by type. */
@NullMarked
package dev.tachograph.agent.config.value;

import org.jspecify.annotations.NullMarked;
