/**
 * The weaver: inlines advice into methods and around calls.
 *
 * <p>It knows bytecode and nothing of any library. What is woven where is said in the packages
 * beside this one.
 */
@NullMarked
package dev.tachograph.agent.instrument.weave;

import org.jspecify.annotations.NullMarked;
