/** Rules that several keys make up, and the language they are written in. */
@NullMarked
package dev.tachograph.agent.config.rule;

import org.jspecify.annotations.NullMarked;
