/** SmallRye's implementation of MicroProfile Reactive Messaging. */
@NullMarked
package dev.tachograph.agent.instrument.smallryemessaging;

import org.jspecify.annotations.NullMarked;
