package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds the targets of calls. Those found last are remembered, as clients name them, so that a call
 * to the same host as before costs a comparison and no memory. Bounded: a newer one takes the place
 * of an older one, which calls under way keep.
 */
final class HttpTargets {
  private static final int SLOTS = 256;
  private static final int MAX_HOST = 255;

  private static final class Entry {
    final String client;
    final String host;
    final int port;
    final HttpTarget target;

    Entry(String client, String host, int port, HttpTarget target) {
      this.client = client;
      this.host = host;
      this.port = port;
      this.target = target;
    }

    boolean isFor(String client, String host, int port) {
      return this.port == port && this.host.equals(host) && this.client.equals(client);
    }
  }

  private final HttpClientSettings settings;
  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(SLOTS);

  HttpTargets(HttpClientSettings settings) {
    this.settings = settings;
  }

  /** The target of a call; parameters as those of {@link UriTemplates#hostLabel}. */
  HttpTarget target(String client, @Nullable String host, int port, String path) {
    if (host == null) {
      return make(client, UriTemplates.hostLabel(null, port, path));
    }
    int slot = host.hashCode() + port * 31 + client.hashCode();
    slot = (slot ^ slot >>> 16) & SLOTS - 1;
    Entry entry = entries.get(slot);
    if (entry != null && entry.isFor(client, host, port)) {
      return entry.target;
    }
    HttpTarget target = make(client, UriTemplates.hostLabel(host, port, path));
    if (isWorthRemembering(host)) {
      entries.lazySet(slot, new Entry(client, host, port, target));
    }
    return target;
  }

  /** Not what says nothing of the host, which is in the path then; nor names and passwords. */
  private static boolean isWorthRemembering(String host) {
    return !host.isEmpty()
        && !host.equals("null")
        && host.length() <= MAX_HOST
        && host.indexOf('@') < 0;
  }

  private HttpTarget make(String client, String label) {
    return new HttpTarget(
        client,
        label,
        settings.isApiHost(label)
            ? null
            : HttpMetrics.current().inFlight(client, settings.templates.currentHost(label)));
  }
}
