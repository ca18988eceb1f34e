package dev.tachograph.agent.export.push;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request with its body and its status, on a socket of its own.
 *
 * <p>The JDK's own connection would write into the application's loggers, ask the application's
 * authenticator, proxy selector and cookie handler, follow redirects with the credentials, and keep
 * a thread for idle connections. This one does nothing but the request, so a proxy is not used.
 */
final class PlainConnection extends HttpURLConnection {
  /** How much of an answer is kept: it ends up in a log line. */
  private static final int MAX_ANSWER = 300;

  private static final int MAX_HEAD = 64 * 1024;
  private static final int CONTINUE = 100;

  /** For how long a server may take to ask for the body, in milliseconds. */
  private static final int ASKS_WITHIN = 1000;

  private final @Nullable SSLSocketFactory tls;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private byte[] answer = {};
  private boolean done;
  private volatile boolean aborted;
  private volatile @Nullable Socket socket;

  /**
   * @param tls null for http
   */
  PlainConnection(URL url, @Nullable SSLSocketFactory tls, Map<String, String> headers) {
    super(url);
    this.tls = tls;
    this.headers.putAll(headers);
  }

  @Override
  public void connect() {
    connected = true;
  }

  @Override
  public void setRequestProperty(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public int getResponseCode() throws IOException {
    if (!done) {
      exchange();
      done = true;
    }
    return responseCode;
  }

  @Override
  public InputStream getErrorStream() {
    return new ByteArrayInputStream(answer);
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  /** Closes the socket, so that whoever waits for it fails. */
  @Override
  public void disconnect() {
    aborted = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is unusable, which is what was wanted.
      }
    }
  }

  private void exchange() throws IOException {
    try (Socket opened = open()) {
      OutputStream out = new BufferedOutputStream(opened.getOutputStream());
      PushbackInputStream in =
          new PushbackInputStream(new BufferedInputStream(opened.getInputStream()));
      out.write(head().getBytes(StandardCharsets.ISO_8859_1));
      if (!mayBeRefused() || isWanted(opened, out, in)) {
        body.writeTo(out);
        out.flush();
        read(in);
        if (responseCode == CONTINUE) {
          read(in);
        }
      }
    }
  }

  /**
   * Whether the body is asked for before it is sent. A server that does not know the user closes
   * the connection without reading the body, and its answer would be lost with what is under way.
   */
  private boolean mayBeRefused() {
    return headers.containsKey("Authorization");
  }

  /** Waits for the server to ask for the body, or to answer without it. */
  private boolean isWanted(Socket opened, OutputStream out, PushbackInputStream in)
      throws IOException {
    out.flush();
    int patience = opened.getSoTimeout();
    try {
      opened.setSoTimeout(patience == 0 ? ASKS_WITHIN : Math.min(patience, ASKS_WITHIN));
      int first = in.read();
      if (first >= 0) {
        in.unread(first);
      }
    } catch (SocketTimeoutException e) {
      // It does not know that it was asked.
      return true;
    } finally {
      opened.setSoTimeout(patience);
    }
    read(in);
    return responseCode == CONTINUE;
  }

  private Socket open() throws IOException {
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    String host = url.getHost();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetSocketAddress address = new InetSocketAddress(name, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host " + name);
    }
    Socket plain = new Socket();
    socket = plain;
    try {
      plain.connect(address, getConnectTimeout());
      plain.setSoTimeout(getReadTimeout());
      plain.setTcpNoDelay(true);
      if (aborted) {
        throw new IOException("given up");
      }
      return tls == null ? plain : secured(tls, plain, name, port);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(SSLSocketFactory factory, Socket plain, String host, int port)
      throws IOException {
    SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    // Without this, the certificate of any host would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(url.getFile()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getAuthority()).append("\r\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.size()).append("\r\n");
    if (mayBeRefused()) {
      head.append("Expect: 100-continue\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }

  private void read(InputStream in) throws IOException {
    String status = line(in);
    String[] parts = status.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/") || !parts[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("the answer is not HTTP");
    }
    responseCode = Integer.parseInt(parts[1]);
    responseMessage = parts.length < 3 ? "" : parts[2];
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      length += header.length();
      if (length > MAX_HEAD) {
        throw new IOException("the answer has too many headers");
      }
    }
    if (responseCode >= HTTP_MULT_CHOICE) {
      answer = in.readNBytes(MAX_ANSWER);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_HEAD) {
        throw new IOException(c < 0 ? "the answer ends too early" : "the answer is not HTTP");
      }
      line.append((char) c);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }
}
