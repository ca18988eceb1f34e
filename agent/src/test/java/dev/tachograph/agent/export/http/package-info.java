@NullMarked
package dev.tachograph.agent.export.http;

import org.jspecify.annotations.NullMarked;
