package dev.tachograph.it.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on plain sockets, one of them with TLS. It keeps the bytes of every request. The first
 * part of the path selects the response; the rest of the path is ignored:
 *
 * <ul>
 *   <li>{@code /ok}: 200; {@code /late}: the same after a while
 *   <li>{@code /empty}, {@code /broken}, {@code /unavailable}: 204, 500, 503; anything else: 404
 *   <li>{@code /redirect}: 302 to {@code /ok/redirected}
 *   <li>{@code /flaky}: closes the connection without a response to the first request of its kind
 *   <li>{@code /busy}: 503 to the first request, with leave to repeat it at once
 *   <li>{@code /silent}: no response until the client gives up
 *   <li>{@code /large}: 2 MB, chunked; {@code /slowly}: the body waits for {@link #release}
 *   <li>{@code /echo}: the request's body
 *   <li>{@code /full}: 413 at once, and the connection is reset; the body is not read
 *   <li>{@code /nonsense}: bytes that are not HTTP
 *   <li>{@code /secured}: 401 until the request has credentials; {@code /barred}: always 401
 * </ul>
 *
 * <p>A client may repeat a request that is never answered, and decides itself when it does: the
 * JDK's client does so if its connection closes before it knows why. The server keeps such a
 * request once, however often it comes, so that tests can count everything else.
 *
 * <p>It is written by hand, because the tests compare requests, including their framing, byte for
 * byte with those sent without the agent. MockWebServer shows them parsed, and has no upgrade to
 * HTTP/2.
 */
public final class HttpTestServer implements AutoCloseable {
  private static final int LARGE = 2 << 20;
  private static final String CHALLENGE = "WWW-Authenticate: Basic realm=\"test\"\r\n";

  private final ServerSocket clear;
  private final ServerSocket secure;
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore released = new Semaphore(0);
  private final AtomicLong held = new AtomicLong();
  private volatile int accepted;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  private HttpTestServer() throws IOException {
    InetAddress local = InetAddress.getByName("127.0.0.1");
    clear = new ServerSocket(0, 200, local);
    secure = TestKeys.context().getServerSocketFactory().createServerSocket(0, 200, local);
    thread(() -> accept(clear));
    thread(() -> accept(secure));
  }

  public static HttpTestServer start() {
    try {
      return new HttpTestServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 127.0.0.1:port}. */
  public String authority() {
    return "127.0.0.1:" + clear.getLocalPort();
  }

  public String url(String path) {
    return "http://" + authority() + path;
  }

  /** Over TLS. */
  public String secureUrl(String path) {
    return "https://127.0.0.1:" + secure.getLocalPort() + path;
  }

  /** The same by a name that the server's certificate does not have. */
  public String wrongNameUrl(String path) {
    return "https://localhost:" + secure.getLocalPort() + path;
  }

  /** The requests so far, byte for byte, sorted, since clients may send them side by side. */
  public List<String> requests() {
    return requests.stream()
        .map(request -> new String(request, StandardCharsets.ISO_8859_1))
        .sorted()
        .toList();
  }

  /** How many requests for this path have come. */
  public long requestsFor(String path) {
    return requests().stream().filter(request -> request.contains(" " + path)).count();
  }

  /** How many connections clients have opened. */
  public int connectionsAccepted() {
    return accepted;
  }

  /** For how long it has kept clients waiting that asked for what is late. */
  public double heldSeconds() {
    return held.get() / 1e9;
  }

  /** Forgets the requests and connections so far. */
  public void forget() {
    requests.clear();
    held.set(0);
    accepted = 0;
    seen.clear();
    unanswered.clear();
    released.drainPermits();
  }

  /** Lets one response go on that waits. */
  public void release() {
    released.release();
  }

  @Override
  public void close() {
    try {
      clear.close();
      secure.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        synchronized (this) {
          accepted++;
        }
        thread(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String head = readHead(in, raw);
        if (head.isEmpty()) {
          return;
        }
        if (head.contains(" /full")) {
          write(connection.getOutputStream(), "HTTP/1.1 413 Full\r\nContent-Length: 0\r\n\r\n");
          connection.setSoLinger(true, 0);
          return;
        }
        byte[] body = readBody(in, head, raw);
        boolean repeated = isRepeated(head);
        if (isAnswered(head, repeated) || unanswered.add(head)) {
          requests.add(raw.toByteArray());
        }
        if (!answer(head, repeated, body, in, connection.getOutputStream())) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has gone, as some of the tests want it to.
    } finally {
      connections.remove(connection);
    }
  }

  private static String readHead(InputStream in, ByteArrayOutputStream raw) throws IOException {
    int ended = 0;
    while (ended < 4) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      raw.write(b);
      boolean expected = b == (ended % 2 == 0 ? '\r' : '\n');
      ended = expected ? ended + 1 : b == '\r' ? 1 : 0;
    }
    return raw.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] readBody(InputStream in, String head, ByteArrayOutputStream raw)
      throws IOException {
    if (header(head, "transfer-encoding").equals("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(in, raw); size > 0; size = chunkSize(in, raw)) {
        byte[] chunk = in.readNBytes(size);
        body.writeBytes(chunk);
        raw.writeBytes(chunk);
        raw.writeBytes(in.readNBytes(2));
      }
      raw.writeBytes(in.readNBytes(2));
      return body.toByteArray();
    }
    String length = header(head, "content-length");
    byte[] body = length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    raw.writeBytes(body);
    return body;
  }

  private static int chunkSize(InputStream in, ByteArrayOutputStream raw) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      raw.write(b);
      if (b == '\n') {
        break;
      }
      line.append((char) b);
    }
    return Integer.parseInt(line.toString().trim(), 16);
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse("");
  }

  /** The first part of the path. */
  private static String first(String head) {
    String[] line = head.lines().findFirst().orElseThrow().split(" ");
    String[] path = line[1].replaceFirst("^https?://[^/]*", "").split("[/?]");
    return path.length > 1 ? path[1] : "";
  }

  private static boolean isAnswered(String head, boolean repeated) {
    String first = first(head);
    return !first.equals("silent")
        && !first.equals("nonsense")
        && (!first.equals("flaky") || repeated);
  }

  /** Whether the connection is kept. */
  private boolean answer(
      String head, boolean repeated, byte[] body, InputStream in, OutputStream out)
      throws IOException {
    boolean headOnly = head.startsWith("HEAD ");
    switch (first(head)) {
      case "ok":
        return respond(out, 200, "", "fine".getBytes(StandardCharsets.UTF_8), headOnly);
      case "late":
        long begun = System.nanoTime();
        Await.pause(50);
        held.addAndGet(System.nanoTime() - begun);
        return respond(out, 200, "", "late".getBytes(StandardCharsets.UTF_8), headOnly);
      case "empty":
        return respond(out, 204, "", new byte[0], headOnly);
      case "broken":
        return respond(out, 500, "", new byte[] {'b'}, headOnly);
      case "unavailable":
        return respond(out, 503, "", new byte[] {'u'}, headOnly);
      case "redirect":
        return respond(out, 302, "Location: /ok/redirected\r\n", new byte[0], false);
      case "echo":
        return respond(out, 200, "", body, headOnly);
      case "secured":
        boolean known = !header(head, "authorization").isEmpty();
        return respond(out, known ? 200 : 401, known ? "" : CHALLENGE, new byte[] {'s'}, headOnly);
      case "barred":
        return respond(out, 401, CHALLENGE, new byte[] {'b'}, headOnly);
      case "busy":
        String wait = repeated ? "" : "Retry-After: 0\r\n";
        return respond(out, repeated ? 200 : 503, wait, new byte[] {'y'}, headOnly);
      case "flaky":
        return repeated && respond(out, 200, "", new byte[] {'f'}, headOnly);
      case "nonsense":
        write(out, "SSH-2.0-nonsense\r\n");
        return false;
      case "silent":
        return in.read() >= 0;
      case "slowly":
        write(out, "HTTP/1.1 200 Fine\r\nContent-Length: 4\r\n\r\n");
        released.acquireUninterruptibly();
        write(out, "slow");
        return true;
      case "large":
        return large(out);
      default:
        return respond(out, 404, "", "none".getBytes(StandardCharsets.UTF_8), headOnly);
    }
  }

  /** Whether such a request has come before: to the same host, for the same path. */
  private boolean isRepeated(String head) {
    return !seen.add(head.lines().findFirst().orElseThrow() + header(head, "host"));
  }

  private static boolean respond(
      OutputStream out, int status, String headers, byte[] body, boolean headOnly)
      throws IOException {
    boolean none = status == 204 || status == 304;
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    String length = none ? "" : "Content-Length: " + body.length + "\r\n";
    write(response, "HTTP/1.1 " + status + " Status\r\n" + headers + length + "\r\n");
    if (!headOnly && !none) {
      response.writeBytes(body);
    }
    out.write(response.toByteArray());
    out.flush();
    return true;
  }

  private static boolean large(OutputStream out) throws IOException {
    write(out, "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n");
    byte[] chunk = new byte[1 << 16];
    for (int i = 0; i < LARGE / chunk.length; i++) {
      Arrays.fill(chunk, (byte) i);
      write(out, Integer.toHexString(chunk.length) + "\r\n");
      out.write(chunk);
      write(out, "\r\n");
    }
    write(out, "0\r\n\r\n");
    return true;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void thread(Runnable body) {
    Thread thread = new Thread(body, "http-test-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** A port that nobody listens on, at least a moment ago. */
  public static String refusingUrl(String path) {
    return "http://127.0.0.1:" + Ports.free() + path;
  }
}
