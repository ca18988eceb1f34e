@NullMarked
package dev.tachograph.agent.export.adopt;

import org.jspecify.annotations.NullMarked;
