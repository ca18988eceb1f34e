package dev.tachograph.it.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client of an endpoint that can stop anywhere. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();

  public RawClient(int port) throws IOException {
    this(port, 0);
  }

  /**
   * @param receiveBuffer how much the system takes before the client reads it; 0 for its default
   */
  public RawClient(int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** No more will be sent. */
  public RawClient endOfRequests() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** All that comes until the server ends the connection; a reset is an end too. */
  public String toEnd() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[1 << 16];
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        read.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException e) {
      return read.toString(ISO_8859_1);
    }
    return read.toString(ISO_8859_1);
  }

  /** Ends the connection without a farewell. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
