/**
 * The weaver: inlines advice into methods and around calls, by Byte Buddy's {@code Advice}.
 *
 * <p>It knows bytecode and nothing of any library. What is woven where is said in the packages of
 * {@code agent.instrument}. Nothing of it, nor of Byte Buddy, is loaded before the first class that
 * is to be woven.
 */
@NullMarked
package dev.tachograph.agent.weave;

import org.jspecify.annotations.NullMarked;
