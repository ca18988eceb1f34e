package dev.tachograph.agent.export.http.server;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * What the library's handler of scrapes has in the place of a {@link ByteArrayOutputStream}, in
 * which it collects its text before it sends it: what is written belongs to the answer from the
 * first byte, so that it is there once, in pieces, and within the bound of all answers.
 */
public final class AnswerBuffer extends ByteArrayOutputStream {
  private final Answer answer;

  /**
   * @param size how long the latest answer was, which does not matter here
   */
  public AnswerBuffer(int size) {
    super(0);
    Answer underWay = Answer.underWay();
    if (underWay == null) {
      throw new IllegalStateException("no answer is being made");
    }
    answer = underWay;
  }

  @Override
  public void write(int b) {
    answer.append(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    answer.append(bytes, offset, count);
  }

  @Override
  public int size() {
    return (int) answer.length();
  }

  /** It is there already: what the library writes to is the same answer. */
  @Override
  public void writeTo(OutputStream out) {}
}
