/** Rules that several keys make up, and the syntax of their patterns. */
@NullMarked
package dev.tachograph.agent.config.rule;

import org.jspecify.annotations.NullMarked;
