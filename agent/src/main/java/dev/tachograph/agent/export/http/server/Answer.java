package dev.tachograph.agent.export.http.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, kept in pieces until all exchanges that share it have sent it. One thread makes
 * it. It does not change after that.
 */
final class Answer {
  static final int PIECE = 16 << 10;

  /** The answer that gets what the library writes on this thread. */
  private static final ThreadLocal<@Nullable Answer> UNDER_WAY = new ThreadLocal<>();

  private final AnswerMemory memory;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<byte[]> pieces = new ArrayList<>();
  private int inLastPiece = PIECE;
  private long length;
  private int status = 200;
  private int users = 1;
  private @Nullable Throwable failure;

  Answer(AnswerMemory memory) {
    this.memory = memory;
  }

  static @Nullable Answer underWay() {
    return UNDER_WAY.get();
  }

  /** Runs the code that writes this answer. */
  void make(Making making) throws IOException {
    UNDER_WAY.set(this);
    try {
      making.make();
    } finally {
      UNDER_WAY.remove();
    }
  }

  /** Writes an answer. */
  interface Making {
    void make() throws IOException;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  long length() {
    return length;
  }

  Answer begin(int status) {
    this.status = status;
    return this;
  }

  Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  void append(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (inLastPiece == PIECE) {
        memory.reserve(PIECE, length);
        pieces.add(new byte[PIECE]);
        inLastPiece = 0;
      }
      int part = Math.min(left, PIECE - inLastPiece);
      System.arraycopy(bytes, from, pieces.get(pieces.size() - 1), inLastPiece, part);
      inLastPiece += part;
      from += part;
      left -= part;
      length += part;
    }
  }

  void fail(Throwable cause) {
    failure = cause;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** Drops the content and gives back the memory. */
  void clear() {
    memory.release((long) pieces.size() * PIECE);
    pieces.clear();
    headers.clear();
    inLastPiece = PIECE;
    length = 0;
  }

  /** Sets the number of users. Call this before the answer is shared. */
  void sharedBy(int number) {
    users = number;
  }

  /**
   * @param afterPiece runs whenever the client has taken a piece
   */
  void writeTo(OutputStream out, Runnable afterPiece) throws IOException {
    for (int i = 0; i < pieces.size(); i++) {
      out.write(pieces.get(i), 0, i < pieces.size() - 1 ? PIECE : inLastPiece);
      afterPiece.run();
    }
  }

  /** One user no longer needs the answer. */
  void release() {
    boolean last;
    synchronized (this) {
      users--;
      last = users == 0;
    }
    if (last) {
      clear();
    }
  }
}
