package dev.tachograph.examples.live;

import java.util.Comparator;
import java.util.List;

/** One row for each kind of request to the Conductor server. */
final class RequestTable {
  private static final String REQUESTS = "api_request_time_seconds";
  private static final String REQUEST_COUNT = REQUESTS + "_count";

  private RequestTable() {}

  /** The table, or nothing if there were no requests. */
  static List<String> lines(Scrape now, Scrape earlier) {
    List<Series> requests =
        now.seriesOf(REQUEST_COUNT)
            .sorted(
                Comparator.comparing(RequestTable::request)
                    .thenComparing(series -> series.label("status")))
            .toList();
    if (requests.isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable(
            2, List.of("REQUEST TO THE SERVER", "status", "rate/s", "sent", "p50", "p99"));
    for (Series request : requests) {
      table.add(row(request, now, earlier));
    }
    return table.lines();
  }

  private static String request(Series series) {
    return series.label("method") + " " + series.label("uri");
  }

  private static List<String> row(Series requests, Scrape now, Scrape earlier) {
    Series times = requests.of(REQUESTS);
    return List.of(
        request(requests),
        requests.label("status"),
        TextTable.decimal(now.ratePerSecond(earlier, requests)),
        TextTable.whole(now.count(requests)),
        TextTable.time(now.value(times.with("quantile", "0.5"))),
        TextTable.time(now.value(times.with("quantile", "0.99"))));
  }
}
