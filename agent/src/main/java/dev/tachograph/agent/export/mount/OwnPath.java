package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.log.AgentLog;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the application itself serves the path of the mount on a port.
 *
 * <p>No server can tell: one servlet or one handler may stand for all paths. So the agent asks the
 * application, before it answers at a port and host: for the path, and for one that nobody serves.
 * If the answers have the same status, the path is not the application's. It may become the
 * application's later, when that is deployed, so the agent asks again after a minute. The host
 * counts, because a server may have several, and because a request with a made-up host, which
 * anybody can send, must decide nothing for others. Thread-safe.
 */
final class OwnPath {
  /** A request with this header is the agent's own, and meant for the application. */
  static final String HEADER = "Tachograph-Mount";

  /** To whom the path belongs. */
  enum Owner {
    APPLICATION,
    NOBODY,
    /** The application does not say, but may do so later. */
    UNKNOWN
  }

  private static final long FREE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int NOT_FOUND = 404;

  /** One may hit a server that is not warm yet. */
  private static final int SLOW_QUESTIONS = 2;

  /** Hosts are what clients say, so they are remembered only up to here. */
  private static final int PLACES = 64;

  private final String path;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, Known> byPlace = new ConcurrentHashMap<>();
  private final Set<Integer> announced = ConcurrentHashMap.newKeySet();

  /** Makes the requests. */
  private final StatusQuestion question;

  private final LongSupplier nanoTime;

  OwnPath(String path, StatusQuestion question, LongSupplier nanoTime) {
    this.path = path;
    this.question = question;
    this.nanoTime = nanoTime;
  }

  /** Whether a request with this value of {@link #HEADER} is meant for the application. */
  boolean isQuestion(String header) {
    return token.equals(header);
  }

  /** Whether it is known that the application serves the path on the port, for the host. */
  boolean isKnown(int port, String host) {
    Known known = byPlace.get(place(port, host));
    return known != null && known.owner == Owner.APPLICATION;
  }

  private static String place(int port, String host) {
    return port + " " + host.toLowerCase(Locale.ROOT);
  }

  /**
   * To whom the path belongs. A call may ask the application, which takes some seconds at most.
   *
   * @param host the header of that name
   */
  Owner owner(InetSocketAddress address, boolean secure, String host) {
    String place = place(address.getPort(), host);
    if (byPlace.size() >= PLACES && !byPlace.containsKey(place)) {
      byPlace.remove(byPlace.keySet().iterator().next());
    }
    return byPlace
        .computeIfAbsent(place, any -> new Known())
        .owner(new Place(address, secure, host));
  }

  /** Where to ask. */
  private static final class Place {
    final InetSocketAddress address;
    final boolean secure;
    final String host;

    Place(InetSocketAddress address, boolean secure, String host) {
      this.address = address;
      this.secure = secure;
      this.host = host;
    }
  }

  /** What is known of a port and host. */
  private final class Known {
    private volatile Owner owner = Owner.UNKNOWN;

    /** When the last question ended; null before that. */
    private @Nullable Long asked;

    /** How often in a row only the path has not been answered in time. */
    private int slow;

    Owner owner(Place place) {
      long arrived = nanoTime.getAsLong();
      synchronized (this) {
        if (!isCurrent(arrived)) {
          ask(place);
        }
        return owner;
      }
    }

    /** Who had to wait for a question shares its answer, whatever that is. */
    private boolean isCurrent(long arrived) {
      if (asked == null) {
        return false;
      }
      long age = arrived - asked;
      return age < 0 || owner == Owner.APPLICATION || owner == Owner.NOBODY && age < FREE_NANOS;
    }

    private void ask(Place place) {
      Asking asking = new Asking(place);
      Owner answer = asking.owner();
      slow = asking.isSlow ? slow + 1 : 0;
      if (slow == SLOW_QUESTIONS) {
        asking.leave("it does not answer in time");
        answer = Owner.APPLICATION;
      }
      // An application that is only slow has not become another one.
      if (answer != Owner.UNKNOWN) {
        owner = answer;
      }
      asked = nanoTime.getAsLong();
      int port = place.address.getPort();
      if (owner == Owner.UNKNOWN) {
        AgentLog.warnOnce(
            "mount-silent:" + port,
            "http.mount: the server on port "
                + port
                + " does not answer when asked whether the application serves "
                + path
                + "; scrapes get 503 until it does");
      } else if (owner == Owner.NOBODY && announced.add(port)) {
        AgentLog.info("metrics also on port " + port + " at " + path);
      }
    }
  }

  /** A question, with one deadline for all its requests. */
  private final class Asking {
    private final Place place;
    private final long deadline = nanoTime.getAsLong() + PATIENCE_NANOS;
    private boolean secure;

    /** Whether the path alone was not answered in time: something must be there. */
    boolean isSlow;

    Asking(Place place) {
      this.place = place;
      this.secure = place.secure;
    }

    Owner owner() {
      int status = first();
      if (status == StatusQuestion.SILENT) {
        isSlow = status(path + '-' + token) >= 0;
        return Owner.UNKNOWN;
      }
      if (status == StatusQuestion.UNKNOWN || status == NOT_FOUND) {
        return Owner.NOBODY;
      }
      int other = status(path + '-' + token);
      if (other == StatusQuestion.SILENT || other == StatusQuestion.UNKNOWN) {
        return Owner.UNKNOWN;
      }
      if (other == status) {
        return Owner.NOBODY;
      }
      leave("it answers by " + status + ", and by " + other + " at a path that nobody serves");
      return Owner.APPLICATION;
    }

    void leave(String why) {
      AgentLog.warnOnce(
          "mount-own:" + place.address.getPort(),
          "http.mount: the application serves "
              + path
              + " on port "
              + place.address.getPort()
              + " itself, which is left to it: "
              + why);
    }

    /**
     * Behind a proxy that ends TLS, a server may call plain connections secure. Then it may wait
     * for the end of a line, which TLS does not send.
     */
    private int first() {
      int status = status(path);
      if (status == StatusQuestion.UNKNOWN || status == StatusQuestion.SILENT && secure) {
        secure = !secure;
        int again = status(path);
        return again == StatusQuestion.UNKNOWN ? status : again;
      }
      return status;
    }

    private int status(String asked) {
      return question.status(place.address, secure, place.host, asked, token, deadline);
    }
  }
}
