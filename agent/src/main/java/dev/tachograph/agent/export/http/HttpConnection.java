package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and where it stands. Confined to the server's thread.
 *
 * <p>Every state has a deadline and an end that does not need the peer's good will. A connection
 * reads until it has a whole head, is silent while the answer is made, writes until all is written,
 * and then reads the next head or, if it is to be closed, drains: it says that nothing more will
 * come and throws away what still arrives, because closing a socket with unread data makes the
 * kernel send a reset, which can overtake and destroy the response.
 */
final class HttpConnection {

  enum State {
    READING,
    ANSWERING,
    WRITING,
    DRAINING
  }

  private static final int MAX_HEAD = 8192;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final byte[] received = new byte[MAX_HEAD];
  private int receivedLength;
  private ByteBuffer[] unsent = {};
  private boolean keepAlive;
  private State state = State.READING;

  /** When the state began, and when it must end, by {@link System#nanoTime}. */
  private long since;

  private long deadline;

  HttpConnection(SocketChannel channel, SelectionKey key, long now, long headNanos) {
    this.channel = channel;
    this.key = key;
    enter(State.READING, now, headNanos);
  }

  State state() {
    return state;
  }

  long since() {
    return since;
  }

  long deadline() {
    return deadline;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Whether a request has begun, as opposed to a connection at rest. */
  boolean hasReceived() {
    return receivedLength > 0;
  }

  boolean isFull() {
    return receivedLength == MAX_HEAD;
  }

  boolean keepsAlive() {
    return keepAlive;
  }

  void enter(State next, long now, long allowedNanos) {
    state = next;
    since = now;
    deadline = now + allowedNanos;
    switch (next) {
      case READING:
      case DRAINING:
        key.interestOps(SelectionKey.OP_READ);
        break;
      case ANSWERING:
        key.interestOps(0);
        break;
      case WRITING:
        key.interestOps(SelectionKey.OP_WRITE);
        break;
    }
  }

  /**
   * Takes what has arrived, as far as there is room.
   *
   * @return false at the end of the stream
   */
  boolean receive(ByteBuffer buffer) throws IOException {
    buffer.clear().limit(Math.min(buffer.capacity(), MAX_HEAD - receivedLength));
    int count = channel.read(buffer);
    if (count < 0) {
      return false;
    }
    buffer.flip().get(received, receivedLength, count);
    receivedLength += count;
    return true;
  }

  /** Takes the next whole request off what was received; null if there is none yet. */
  @Nullable HttpRequest nextRequest() throws HttpRequestParser.Refused {
    int length = HttpRequestParser.headLength(received, receivedLength);
    if (length < 0) {
      return null;
    }
    HttpRequest request = HttpRequestParser.parse(received, length);
    receivedLength -= length;
    System.arraycopy(received, length, received, 0, receivedLength);
    return request;
  }

  void respond(HttpResponse response, boolean withBody, boolean thenKeepAlive) {
    keepAlive = thenKeepAlive;
    ByteBuffer head = ByteBuffer.wrap(response.head(thenKeepAlive));
    unsent =
        withBody
            ? new ByteBuffer[] {head, ByteBuffer.wrap(response.body)}
            : new ByteBuffer[] {head};
  }

  /**
   * Sends as much as the peer takes now. Head and body leave together: in two segments, the second
   * would wait for the peer's delayed acknowledgement of the first, some 40 ms.
   *
   * @param buffer a direct one. Handed a heap buffer, the channel would copy it to a direct one of
   *     the same size and keep that for the life of the thread, so the memory would stay that of
   *     the largest response
   * @return whether all is sent
   */
  boolean send(ByteBuffer buffer) throws IOException {
    while (true) {
      buffer.clear();
      for (ByteBuffer part : unsent) {
        ByteBuffer slice = part.duplicate();
        slice.limit(slice.position() + Math.min(slice.remaining(), buffer.remaining()));
        buffer.put(slice);
      }
      buffer.flip();
      if (!buffer.hasRemaining()) {
        unsent = new ByteBuffer[0];
        return true;
      }
      channel.write(buffer);
      int sent = buffer.position();
      for (ByteBuffer part : unsent) {
        int ofPart = Math.min(sent, part.remaining());
        part.position(part.position() + ofPart);
        sent -= ofPart;
      }
      if (buffer.hasRemaining()) {
        return false;
      }
    }
  }

  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /**
   * Throws away what has arrived.
   *
   * @return false at the end of the stream
   */
  boolean discard(ByteBuffer buffer) throws IOException {
    buffer.clear();
    return channel.read(buffer) >= 0;
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
  }
}
