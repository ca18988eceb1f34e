/** The commands of {@code java -jar tachograph.jar}. */
@NullMarked
package dev.tachograph.agent.cli;

import org.jspecify.annotations.NullMarked;
