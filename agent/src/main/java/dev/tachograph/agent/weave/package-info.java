/**
 * The weaver: inlines advice into methods and around calls, by Byte Buddy's {@code Advice}.
 *
 * <p>The weaver knows bytecode, but no library. The packages of {@code agent.instrument} hold plans
 * and advice. The JVM loads the weaver and Byte Buddy only when the first class is to be woven.
 */
@NullMarked
package dev.tachograph.agent.weave;

import org.jspecify.annotations.NullMarked;
