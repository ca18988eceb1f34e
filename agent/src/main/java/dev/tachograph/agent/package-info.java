/** Start-up and life cycle, from {@code premain} to a working agent. */
@NullMarked
package dev.tachograph.agent;

import org.jspecify.annotations.NullMarked;
