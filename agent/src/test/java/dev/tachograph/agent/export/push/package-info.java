@NullMarked
package dev.tachograph.agent.export.push;

import org.jspecify.annotations.NullMarked;
