/** What {@code java -jar tachograph.jar} does. */
@NullMarked
package dev.tachograph.agent.cli;

import org.jspecify.annotations.NullMarked;
