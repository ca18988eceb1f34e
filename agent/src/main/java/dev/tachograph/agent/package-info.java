/** Start-up and life cycle: what happens between {@code premain} and a working agent. */
@NullMarked
package dev.tachograph.agent;

import org.jspecify.annotations.NullMarked;
