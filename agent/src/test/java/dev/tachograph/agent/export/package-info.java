@NullMarked
package dev.tachograph.agent.export;

import org.jspecify.annotations.NullMarked;
