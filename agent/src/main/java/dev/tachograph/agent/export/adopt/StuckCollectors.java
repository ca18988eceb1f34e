package dev.tachograph.agent.export.adopt;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The collectors that have not returned yet, though no scrape waits for them any more. They are not
 * asked again before, so that each holds at most one thread. Thread-safe.
 */
final class StuckCollectors {
  private final Set<Object> collectors = Collections.newSetFromMap(new IdentityHashMap<>());

  synchronized void add(Object collector) {
    collectors.add(collector);
  }

  synchronized void remove(Object collector) {
    collectors.remove(collector);
  }

  synchronized boolean has(Object collector) {
    return collectors.contains(collector);
  }
}
