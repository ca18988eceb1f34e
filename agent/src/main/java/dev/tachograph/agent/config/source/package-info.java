/** Where settings come from: agent arguments, system properties, the environment, a file. */
@NullMarked
package dev.tachograph.agent.config.source;

import org.jspecify.annotations.NullMarked;
