package dev.tachograph.agent.export;

import java.util.function.Predicate;

/**
 * The families that the {@code name[]} parameters of a scrape request, by their own names or by
 * those of their samples.
 *
 * <p>The library's own filter accepts every family whose name is a prefix of a requested one: for
 * {@code task_poll_time_seconds} it would add {@code task_poll_total}.
 */
final class RequestedNames implements Predicate<String> {
  private static final String[] SAMPLE_SUFFIXES = {
    "", "_total", "_count", "_sum", "_bucket", "_info", "_created"
  };

  private final String[] requested;

  RequestedNames(String[] requested) {
    this.requested = requested.clone();
  }

  @Override
  public boolean test(String family) {
    for (String name : requested) {
      if (name.startsWith(family)) {
        String suffix = name.substring(family.length());
        for (String known : SAMPLE_SUFFIXES) {
          if (suffix.equals(known)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
