package dev.tachograph.agent.cli.top;

import dev.tachograph.agent.cli.top.TopTable.Order;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Shows what a worker does, second by second, until it ends or Ctrl-C is pressed. */
public final class TopCommand {
  public static final String USAGE =
      "top [URL|PID|FILE] [--once] [--format text|json] [--sort COLUMN]";

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final int RATE_SECONDS = 10;
  private static final int PRINT_SECONDS = 5;
  private static final int ATTEMPTS = 3;
  private static final String CLEAR_TO_END = "\u001b[J";
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";

  private final TopOptions options;
  private final MetricsPlace place;
  private final PrintStream out;
  private final boolean redraw;
  private final Deque<Reading> recent = new ArrayDeque<>();
  private int shown;

  /** Lines that were typed since the table was shown: each moves the cursor down. */
  private final AtomicInteger typedLines = new AtomicInteger();

  private volatile Order order;
  private volatile boolean ended;

  private TopCommand(TopOptions options, MetricsPlace place, PrintStream out) {
    this.options = options;
    this.place = place;
    this.out = out;
    this.order = options.order;
    Boolean wanted = options.redraw;
    this.redraw = !options.json && (wanted == null ? isTerminal() : wanted);
  }

  /**
   * Runs the command.
   *
   * @param args its arguments, from {@code args[1]}
   * @return 0 = shown, 1 = there are no metrics, 2 = wrong arguments
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    TopOptions options;
    try {
      options = TopOptions.parse(args, 1);
    } catch (IllegalArgumentException e) {
      err.println("Unexpected: " + e.getMessage());
      err.println("Usage: java -jar tachograph.jar " + USAGE);
      err.println("  COLUMN is hurt, name, rate, failed, p99 or executed.");
      err.println("  --seconds N ends after that time; --redraw and --plain say whether this is a");
      err.println("  terminal; --user NAME --password-file FILE, or --bearer-file FILE log in.");
      return MISUSED;
    }
    try {
      MetricsPlace place = MetricsPlace.of(options.place, options.authorization());
      new TopCommand(options, place, out).run();
      return OK;
    } catch (IOException | RuntimeException e) {
      err.println("No metrics from " + withoutUser(options.place) + ": " + reason(e));
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static String withoutUser(String place) {
    return place.replaceFirst("//[^/@]*@", "//");
  }

  private static @Nullable String reason(Exception e) {
    if (e instanceof ConnectException) {
      return "nothing listens there";
    }
    return e instanceof NoSuchFileException ? "the file is gone" : e.getMessage();
  }

  private void run() throws IOException, InterruptedException {
    if (options.once) {
      once();
      return;
    }
    if (redraw) {
      listen();
    }
    for (long second = 0; !ended; second++) {
      recent.addLast(read());
      if (recent.size() > RATE_SECONDS + 1) {
        recent.removeFirst();
      }
      boolean last = second >= options.seconds;
      if (redraw || last || (second > 0 && second % PRINT_SECONDS == 0)) {
        show();
      }
      if (last) {
        return;
      }
      Thread.sleep(1000);
    }
  }

  /** Rates need two readings. A file is the same a second later, as a rule. */
  private void once() throws IOException, InterruptedException {
    recent.addLast(read());
    if (!place.isFile()) {
      Thread.sleep(1000);
      recent.addLast(read());
    }
    show();
  }

  /** One answer that fails to come is no reason to leave. */
  private Reading read() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return place.read();
      } catch (IOException e) {
        if (attempt == ATTEMPTS || recent.isEmpty()) {
          throw e;
        }
        Thread.sleep(1000);
      }
    }
  }

  private void show() {
    Reading now = recent.getLast();
    Reading earlier = recent.getFirst();
    if (options.json) {
      out.println(TopTable.json(now, earlier, order));
      return;
    }
    List<String> lines = new ArrayList<>(TopTable.lines(now, earlier, order));
    if (!options.once) {
      lines.add("");
      lines.add(
          "rate/s over "
              + RATE_SECONDS
              + " s; p50 to p99 of the last 1000 that succeeded; sorted by "
              + order.name().toLowerCase(Locale.ROOT));
    }
    if (redraw && !options.once) {
      lines.add("h n r f p e and Enter sort by hurt, name, rate, failed, p99, executed; q ends");
    }
    print(lines);
  }

  /** Replaces what was shown before, if this is a terminal. */
  private void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (redraw) {
      if (shown > 0) {
        text.append("\u001b[").append(shown + typedLines.getAndSet(0)).append('F');
      }
      // A line that wraps would be two on the screen, and the cursor would not find the top again.
      text.append(CLEAR_TO_END).append(WRAP_OFF);
    }
    for (String line : lines) {
      text.append(line).append(System.lineSeparator());
    }
    text.append(redraw ? WRAP_ON : options.once ? "" : System.lineSeparator());
    shown = lines.size();
    out.print(text);
    out.flush();
  }

  /** Takes what the user types while the table is shown. */
  private void listen() {
    Thread listener = new Thread(this::obey, "keys");
    listener.setDaemon(true);
    listener.start();
  }

  private void obey() {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String typed = line.strip().toLowerCase(Locale.ROOT);
        Order named = Order.named(typed);
        ended |= typed.equals("q");
        order = named == null ? order : named;
        typedLines.incrementAndGet();
      }
    } catch (IOException e) {
      // Nobody types any more.
    }
  }

  /** Since JDK 22, a JVM without a terminal has a console as well. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
