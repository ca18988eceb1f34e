@NullMarked
package dev.tachograph.agent.export.watch;

import org.jspecify.annotations.NullMarked;
