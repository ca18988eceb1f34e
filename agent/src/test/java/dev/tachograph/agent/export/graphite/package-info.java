@NullMarked
package dev.tachograph.agent.export.graphite;

import org.jspecify.annotations.NullMarked;
