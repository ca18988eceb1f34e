package dev.tachograph.agent.cli.top;

import dev.tachograph.agent.cli.top.TopTable.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the command line of {@code top} says. */
final class TopOptions {
  String place = "http://127.0.0.1:9779";
  Order order = Order.HURT;
  boolean once;
  boolean json;

  /** Whether to redraw; null if that depends on whether there is a terminal. */
  @Nullable Boolean redraw;

  long seconds = Long.MAX_VALUE;
  private @Nullable String user;
  private @Nullable Path passwordFile;
  private @Nullable Path bearerFile;

  private TopOptions() {}

  /**
   * @throws IllegalArgumentException if an argument is wrong; the message names it
   */
  static TopOptions parse(String[] args, int from) {
    TopOptions options = new TopOptions();
    boolean placed = false;
    for (int i = from; i < args.length; i++) {
      switch (args[i]) {
        case "--once":
          options.once = true;
          break;
        case "--redraw":
          options.redraw = true;
          break;
        case "--plain":
          options.redraw = false;
          break;
        default:
          if (args[i].startsWith("--") && i + 1 < args.length) {
            options.set(args[i], args[i + 1]);
            i++;
          } else if (args[i].startsWith("-") || placed) {
            throw new IllegalArgumentException(args[i]);
          } else {
            options.place = args[i];
            placed = true;
          }
      }
    }
    return options;
  }

  private void set(String option, String value) {
    switch (option) {
      case "--format":
        check(value.equals("json") || value.equals("text"), option, value);
        json = value.equals("json");
        break;
      case "--sort":
        Order named = Order.named(value);
        check(named != null, option, value);
        order = named == null ? order : named;
        break;
      case "--seconds":
        check(value.matches("[1-9][0-9]{0,8}"), option, value);
        seconds = Long.parseLong(value);
        break;
      case "--user":
        user = value;
        break;
      case "--password-file":
        passwordFile = Path.of(value);
        break;
      case "--bearer-file":
        bearerFile = Path.of(value);
        break;
      default:
        throw new IllegalArgumentException(option);
    }
  }

  private static void check(boolean allowed, String option, String value) {
    if (!allowed) {
      throw new IllegalArgumentException(option + ' ' + value);
    }
  }

  /** The header for the endpoint; null if there are no credentials. */
  @Nullable String authorization() throws IOException {
    if (bearerFile != null) {
      return "Bearer " + Files.readString(bearerFile).strip();
    }
    if (user == null) {
      return null;
    }
    String password = passwordFile == null ? "" : Files.readString(passwordFile).strip();
    return MetricsPlace.basic(user + ':' + password);
  }
}
