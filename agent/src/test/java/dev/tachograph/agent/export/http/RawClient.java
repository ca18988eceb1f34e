package dev.tachograph.agent.export.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client that can stop anywhere. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** One response, by its Content-Length; without a body if it answers HEAD. */
  String response(boolean withBody) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      readInto(read);
    }
    String head = read.toString(ISO_8859_1);
    if (withBody) {
      String length = head.replaceAll("(?is).*Content-Length: (\\d+).*", "$1");
      int left = Integer.parseInt(length);
      byte[] body = socket.getInputStream().readNBytes(left);
      if (body.length < left) {
        throw new IOException("ended after " + body.length + " bytes of " + left);
      }
      read.writeBytes(body);
    }
    return read.toString(ISO_8859_1);
  }

  String response() throws IOException {
    return response(true);
  }

  private void readInto(ByteArrayOutputStream read) throws IOException {
    int b = socket.getInputStream().read();
    if (b < 0) {
      throw new IOException("ended after: " + read.toString(ISO_8859_1));
    }
    read.write(b);
  }

  /** All that comes until the server ends it; a reset is an end too. */
  int bytesToEnd() {
    int count = 0;
    try {
      byte[] buffer = new byte[1 << 16];
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        count += n;
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException e) {
      return count;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
