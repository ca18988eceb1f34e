package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.log.AgentLog;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  /** So servers answer plain text at a port for TLS. */
  private static final int BAD_REQUEST = 400;

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

  /**
   * Asks again for a path that was left to the application because it was slow; null if that is not
   * due. The path is the application's meanwhile.
   */
  @Nullable Runnable again(InetSocketAddress address, boolean secure, String host) {
    Known known = byPlace.get(place(address.getPort(), host));
    return known != null && known.isDue()
        ? () -> known.askAgain(new Place(address, secure, host))
        : null;
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

    /** Whether the path was left to the application only because it was not answered in time. */
    private volatile boolean isLeft;

    /** When it was left, or when somebody was told to ask again. */
    private final AtomicLong leftLast = new AtomicLong();

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

    /** Whether to ask again, which one caller is told a minute. */
    boolean isDue() {
      long now = nanoTime.getAsLong();
      long last = leftLast.get();
      return isLeft && now - last >= FREE_NANOS && leftLast.compareAndSet(last, now);
    }

    synchronized void askAgain(Place place) {
      ask(place);
    }

    private void ask(Place place) {
      Asking asking = new Asking(place);
      Owner answer = asking.owner(slow > 0);
      slow = asking.isSlow ? slow + 1 : 0;
      if (slow >= SLOW_QUESTIONS) {
        asking.leave("it does not answer in time");
        owner = Owner.APPLICATION;
        leftLast.set(nanoTime.getAsLong());
        isLeft = true;
      } else if (answer != Owner.UNKNOWN) {
        owner = answer;
        isLeft = false;
      }
      // An application that is only slow has not become another one.
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

    /**
     * @param nobodysFirst whether the path that nobody serves is asked first: who is asked first
     *     may find a server that is not warm yet
     */
    Owner owner(boolean nobodysFirst) {
      String nobodys = path + '-' + token;
      int other = nobodysFirst ? first(nobodys) : StatusQuestion.UNKNOWN;
      if (isLate(other)) {
        return Owner.UNKNOWN;
      }
      int status = other >= 0 ? status(path) : first(path);
      if (isLate(status)) {
        isSlow = (other >= 0 ? other : status(nobodys)) >= 0;
        return Owner.UNKNOWN;
      }
      if (status == StatusQuestion.UNKNOWN || status == NOT_FOUND) {
        return Owner.NOBODY;
      }
      if (other < 0) {
        other = status(nobodys);
      }
      if (other < 0) {
        return Owner.UNKNOWN;
      }
      if (other == status) {
        return Owner.NOBODY;
      }
      leave("it answers by " + status + ", and by " + other + " at a path that nobody serves");
      return Owner.APPLICATION;
    }

    private boolean isLate(int status) {
      return status == StatusQuestion.SILENT || status == StatusQuestion.LATE;
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
     * Asks in the other way, too, if the answer may be that to a wrong way. Behind a proxy that
     * ends TLS, a server may call plain connections secure. Then it may wait for the end of a line,
     * which TLS does not send. Where TLS is spoken, it may be slow, and plain text may be answered
     * by 400.
     */
    private int first(String asked) {
      int status = status(asked);
      if (status != StatusQuestion.UNKNOWN
          && !(secure ? status == StatusQuestion.SILENT : status == BAD_REQUEST)) {
        return status;
      }
      secure = !secure;
      int again = status(asked);
      boolean isPlainAtTls = !secure && again == BAD_REQUEST && status == StatusQuestion.SILENT;
      if (again >= 0 && !isPlainAtTls || again == StatusQuestion.LATE) {
        return again;
      }
      secure = !secure;
      return status == StatusQuestion.UNKNOWN ? again : status;
    }

    private int status(String asked) {
      return question.status(place.address, secure, place.host, asked, token, deadline);
    }
  }
}
