package dev.tachograph.agent.export;

import dev.tachograph.agent.config.keys.AdoptChoice;
import dev.tachograph.bootstrap.adopt.FoundRegistry;
import java.time.Duration;
import java.util.function.Function;

/** Which of the application's registries are served, and how long their collectors may take. */
public final class AdoptOptions {
  private final Function<String, AdoptChoice> choices;
  private final long timeoutNanos;

  /**
   * @param choices by the name of a library
   */
  public AdoptOptions(Function<String, AdoptChoice> choices, Duration timeout) {
    this.choices = choices;
    this.timeoutNanos = timeout.toNanos();
  }

  /** Whether the agent serves the registry. */
  public boolean adopts(FoundRegistry registry) {
    AdoptChoice choice = choices.apply(registry.library());
    return choice == AdoptChoice.ALL || (choice == AdoptChoice.AUTO && !registry.isServed());
  }

  /** How long a scrape waits for one collector. */
  public long timeoutNanos() {
    return timeoutNanos;
  }
}
