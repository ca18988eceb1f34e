package dev.tachograph.examples.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Shows what a worker does, second by second, until Ctrl-C or until the worker ends. */
public final class LiveTable {
  private static final String USAGE =
      """
      usage: LiveTable [--redraw] [--seconds N] URL

        URL          the worker's metrics, such as http://127.0.0.1:9779/metrics
        --redraw     keep one table on the terminal up to date; without it, print one every 5 s
        --seconds N  end after N seconds, not with Ctrl-C""";

  private static final int RATE_SECONDS = 10;
  private static final int PRINT_SECONDS = 5;
  private static final int ATTEMPTS = 3;

  private final Endpoint endpoint;
  private final Display display;
  private final boolean redraw;
  private final Deque<Scrape> recent = new ArrayDeque<>();

  private LiveTable(Options options) {
    endpoint = new Endpoint(options.uri());
    display = new Display(System.out, options.redraw());
    redraw = options.redraw();
  }

  private record Options(URI uri, boolean redraw, long seconds) {
    static Options parse(String[] args) {
      URI uri = null;
      boolean redraw = false;
      long seconds = Long.MAX_VALUE;
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--redraw")) {
          redraw = true;
        } else if (args[i].equals("--seconds") && i + 1 < args.length) {
          seconds = Long.parseLong(args[++i]);
        } else if (uri == null && args[i].startsWith("http://")) {
          uri = URI.create(args[i]);
        } else {
          throw new IllegalArgumentException("unexpected: " + args[i]);
        }
      }
      if (uri == null) {
        throw new IllegalArgumentException("the URL is missing");
      }
      return new Options(uri, redraw, seconds);
    }
  }

  /** Exits with 0 after the time that was given, 1 if the worker is gone, 2 on a wrong argument. */
  public static void main(String[] args) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    try {
      new LiveTable(options).run(options.seconds());
    } catch (IOException e) {
      String why =
          e instanceof ConnectException ? "nothing listens there any more" : e.getMessage();
      System.err.println("No metrics from " + options.uri() + ": " + why);
      System.exit(1);
    }
  }

  private void run(long seconds) throws IOException, InterruptedException {
    for (long second = 0; ; second++) {
      recent.addLast(scrape());
      if (recent.size() > RATE_SECONDS + 1) {
        recent.removeFirst();
      }
      boolean last = second >= seconds;
      if (redraw || last || (second > 0 && second % PRINT_SECONDS == 0)) {
        display.show(lines());
      }
      if (last) {
        return;
      }
      Thread.sleep(1000);
    }
  }

  /** One answer that fails to come is no reason to leave. */
  private Scrape scrape() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return endpoint.scrape();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(1000);
      }
    }
  }

  private List<String> lines() {
    Scrape now = recent.getLast();
    Scrape earlier = recent.getFirst();
    List<String> lines = new ArrayList<>(TaskTable.lines(now, earlier));
    if (lines.size() == 1) {
      lines.add("(no task has been executed yet)");
    }
    List<String> requests = RequestTable.lines(now, earlier);
    if (!requests.isEmpty()) {
      lines.add("");
      lines.addAll(requests);
    }
    lines.add("");
    lines.add("rate/s over " + RATE_SECONDS + " s; p50 to p99 of the last 1000 that succeeded");
    return lines;
  }
}
