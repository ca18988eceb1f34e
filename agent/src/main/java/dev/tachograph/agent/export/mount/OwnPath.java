package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.log.AgentLog;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the application itself serves the path of the mount on a port.
 *
 * <p>No server can tell: one servlet or one handler may stand for all paths. So the agent asks the
 * application once for each port and host, before it answers there for the first time: for the
 * path, and for one that nobody serves. If the answers have the same status, the path is not the
 * application's. The host counts, because a server may have several, and because a request with a
 * made-up host, which anybody can send, must decide nothing for others. Thread-safe.
 */
final class OwnPath {
  /** A request with this header is the agent's own, and meant for the application. */
  static final String HEADER = "Tachograph-Mount";

  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  /** Hosts are what clients say, so they are remembered only up to here. */
  private static final int PLACES = 64;

  private final String path;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, Boolean> byPlace = new ConcurrentHashMap<>();
  private final Set<Integer> announced = ConcurrentHashMap.newKeySet();

  /** Makes the requests. */
  private final StatusQuestion question;

  OwnPath(String path, StatusQuestion question) {
    this.path = path;
    this.question = question;
  }

  /** Whether a request with this value of {@link #HEADER} is meant for the application. */
  boolean isQuestion(String header) {
    return token.equals(header);
  }

  /** Whether it is known that the application serves the path on the port, for the host. */
  boolean isKnown(int port, String host) {
    return byPlace.getOrDefault(place(port, host), false);
  }

  private static String place(int port, String host) {
    return port + " " + host.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the application serves the path. The first call for each port and host asks it, and may
   * take some seconds.
   *
   * @param host the header of that name
   */
  synchronized boolean isServed(InetSocketAddress address, boolean secure, String host) {
    String place = place(address.getPort(), host);
    Boolean known = byPlace.get(place);
    if (known == null) {
      int status = question.status(address, secure, host, path, token);
      int other =
          status < 0 || status == NOT_FOUND
              ? status
              : question.status(address, secure, host, path + '-' + token, token);
      known = other < 0 || other == status ? free(address) : isOwn(address, status, other);
      if (known || isSettled(other)) {
        remember(place, known);
      }
    }
    return known;
  }

  /**
   * Whether an answer holds for ever. An application that is not ready yet may refuse all paths, or
   * be too slow, and serve the path later.
   */
  private static boolean isSettled(int status) {
    return status != StatusQuestion.LATE && status < SERVER_ERROR;
  }

  private void remember(String place, boolean known) {
    if (byPlace.size() >= PLACES) {
      byPlace.remove(byPlace.keySet().iterator().next());
    }
    byPlace.put(place, known);
  }

  private boolean isOwn(InetSocketAddress address, int status, int other) {
    AgentLog.warnOnce(
        "mount-own:" + address.getPort(),
        "http.mount: the application serves "
            + path
            + " on port "
            + address.getPort()
            + " itself, which is left to it: it answers by "
            + status
            + ", and by "
            + other
            + " at a path that nobody serves");
    return true;
  }

  private boolean free(InetSocketAddress address) {
    if (announced.add(address.getPort())) {
      AgentLog.info("metrics also on port " + address.getPort() + " at " + path);
    }
    return false;
  }
}
