/**
 * The keys, each declared in the class of its subject.
 *
 * <p>To add one: declare it there, with its {@code @Help}, read it by {@code config.get} where it
 * is needed, and have the documentation written anew (see {@code DocumentationTest}). A new subject
 * is a new class here, and its root in {@link dev.tachograph.agent.config.KeyGroups}.
 */
@NullMarked
package dev.tachograph.agent.config.keys;

import org.jspecify.annotations.NullMarked;
