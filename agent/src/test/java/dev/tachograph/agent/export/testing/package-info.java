@NullMarked
package dev.tachograph.agent.export.testing;

import org.jspecify.annotations.NullMarked;
