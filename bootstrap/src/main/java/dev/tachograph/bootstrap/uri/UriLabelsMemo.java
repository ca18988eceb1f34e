package dev.tachograph.bootstrap.uri;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what became of the paths seen last, so that a path seen before costs a comparison and
 * no memory. Bounded: a newer path takes the place of an older one. Queries are not remembered.
 */
final class UriLabelsMemo {
  private static final int SLOTS = 2048;

  /** Longer paths are worked out each time. */
  private static final int MAX_PATH = 256;

  private static final class Entry {
    final int hash;
    final String host;
    final String path;
    final @Nullable String template;
    final int version;
    final UriLabels labels;

    Entry(
        int hash,
        String host,
        String path,
        @Nullable String template,
        int version,
        UriLabels labels) {
      this.hash = hash;
      this.host = host;
      this.path = path;
      this.template = template;
      this.version = version;
      this.labels = labels;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(SLOTS);

  /** What is remembered of the path up to {@code end}, unless templates have changed since. */
  @Nullable UriLabels get(
      String host, String path, int end, @Nullable String template, int version) {
    int hash = hash(host, path, end);
    Entry entry = entries.get(hash & SLOTS - 1);
    return entry != null
            && entry.hash == hash
            && entry.version == version
            && entry.path.length() == end
            && path.startsWith(entry.path)
            && entry.host.equals(host)
            && same(entry.template, template)
        ? entry.labels
        : null;
  }

  void put(
      String host, String path, int end, @Nullable String template, int version, UriLabels labels) {
    if (end <= MAX_PATH && (template == null || template.length() <= MAX_PATH)) {
      int hash = hash(host, path, end);
      Entry entry = new Entry(hash, host, path.substring(0, end), template, version, labels);
      entries.lazySet(hash & SLOTS - 1, entry);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Mostly a constant of the application's.
  private static boolean same(@Nullable String a, @Nullable String b) {
    return a == b || (a != null && a.equals(b));
  }

  private static int hash(String host, String path, int end) {
    int hash = 0;
    if (end == path.length()) {
      hash = path.hashCode();
    } else {
      for (int i = 0; i < end; i++) {
        hash = 31 * hash + path.charAt(i);
      }
    }
    hash = (hash * 31 + host.hashCode()) * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }
}
