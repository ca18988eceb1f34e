/**
 * The page for people: its files, and the history that it draws. Loaded when somebody looks at it.
 */
@NullMarked
package dev.tachograph.agent.export.page;

import org.jspecify.annotations.NullMarked;
