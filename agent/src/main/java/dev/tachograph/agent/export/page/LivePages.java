package dev.tachograph.agent.export.page;

import dev.tachograph.agent.export.http.Page;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The page at {@code /}, its files, and the data that its scripts ask for, by path. */
public final class LivePages implements Function<String, @Nullable Page> {
  static final String PREFIX = "/page/";

  private static final String INDEX = "index.html";

  /** The files of {@code src/main/page}. */
  static final String[] FILES = {
    INDEX,
    "page.css",
    "icon.svg",
    "main.js",
    "store.js",
    "numbers.js",
    "views.js",
    "table.js",
    "charts.js",
    "detail.js",
    "agent.js",
    "queries.js",
    "dom.js"
  };

  private final Map<String, Page> pages = new HashMap<>();

  /**
   * @param own has the agent's own series; null if the registry shows the sum of several processes
   * @param about supplies the JSON of what the agent says of itself
   * @param history how long a recording lasts without a visitor, and how far it goes back
   */
  public LivePages(
      Supplier<PrometheusRegistry> registry,
      @Nullable Supplier<MetricRegistry> own,
      Supplier<byte[]> about,
      Duration history) {
    for (String file : FILES) {
      pages.put(file.equals(INDEX) ? "/" : PREFIX + file, new PageFile(file));
    }
    pages.put(PREFIX + "data.json", new DataPage(new Recorder(registry, own, history)));
    pages.put(
        PREFIX + "agent.json",
        new JsonPage() {
          @Override
          public byte[] content() {
            return about.get();
          }
        });
  }

  @Override
  public @Nullable Page apply(String path) {
    return pages.get(path);
  }
}
