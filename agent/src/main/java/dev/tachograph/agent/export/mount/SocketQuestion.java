package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.export.http.UnloggedWork;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks over a plain socket, since the JDK's clients are measured, and would ask the application's
 * proxies and authenticators.
 */
final class SocketQuestion implements StatusQuestion {
  /** For one request. */
  private static final int TIMEOUT_MILLIS = 2_000;

  private static final int LONGEST_LINE = 1_000;

  private final @Nullable UnloggedWork unlogged;

  /**
   * @param unlogged does what uses TLS; null if nobody would log it
   */
  SocketQuestion(@Nullable UnloggedWork unlogged) {
    this.unlogged = unlogged;
  }

  @Override
  public int status(
      InetSocketAddress address,
      boolean secure,
      String host,
      String path,
      String token,
      long deadline) {
    int[] status = {SILENT};
    Runnable asking =
        () -> {
          try (Socket socket = connect(address, secure, soon(deadline))) {
            if (secure) {
              ((SSLSocket) socket).startHandshake();
              status[0] = LATE;
            }
            status[0] = ask(socket, host, path, token);
          } catch (SSLException | GeneralSecurityException e) {
            if (status[0] < 0 && !(e.getCause() instanceof InterruptedIOException)) {
              status[0] = UNKNOWN;
            }
          } catch (IOException e) {
            // It stays silent.
          }
        };
    if (secure && unlogged != null) {
      unlogged.run(asking);
    } else {
      asking.run();
    }
    return status[0];
  }

  private static long soon(long deadline) {
    long timeout = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    return timeout - deadline < 0 ? timeout : deadline;
  }

  private static Socket connect(InetSocketAddress address, boolean secure, long deadline)
      throws IOException, GeneralSecurityException {
    TimedSocket plain = new TimedSocket(deadline);
    try {
      plain.connect(address, plain.millisLeft());
      return secure ? Tls.over(plain, address) : plain;
    } catch (IOException | GeneralSecurityException e) {
      plain.close();
      throw e;
    }
  }

  private static int ask(Socket socket, String host, String path, String token) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUser-Agent: tachograph\r\nAccept: */*\r\n"
            + OwnPath.HEADER
            + ": "
            + token
            + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = new BufferedInputStream(socket.getInputStream());
    int status = status(in);
    readOn(in);
    return status;
  }

  /** Reads the whole answer, so that the application does not find its client gone. */
  private static void readOn(InputStream in) {
    byte[] some = new byte[8192];
    try {
      while (in.read(some) >= 0) {
        // There may be more.
      }
    } catch (IOException e) {
      // The status is known already.
    }
  }

  private static int status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    String[] parts = line.toString().trim().split(" ", 3);
    try {
      return parts.length > 1 && parts[0].startsWith("HTTP/1.")
          ? Integer.parseInt(parts[1])
          : UNKNOWN;
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** Asks no proxy, and reads until a deadline, however slowly the bytes come. */
  private static final class TimedSocket extends Socket {
    private final long deadline;

    TimedSocket(long deadline) {
      super(Proxy.NO_PROXY);
      this.deadline = deadline;
    }

    int millisLeft() throws SocketTimeoutException {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      return (int) left;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          setSoTimeout(millisLeft());
          return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          setSoTimeout(millisLeft());
          return super.read(bytes, offset, length);
        }
      };
    }
  }

  /** A class of its own, because few applications need it. */
  private static final class Tls {
    /** The server is this process. */
    private static final X509TrustManager ALL =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String authType) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String authType) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };

    static Socket over(Socket plain, InetSocketAddress address)
        throws IOException, GeneralSecurityException {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {ALL}, null);
      return context
          .getSocketFactory()
          .createSocket(plain, address.getHostString(), address.getPort(), true);
    }
  }
}
