package dev.tachograph.bootstrap.uri;

/**
 * A path that can be read only a limited number of times. A regular expression reads a character at
 * each step, and some need more steps than could ever finish.
 */
final class BoundedPath implements CharSequence {
  /** Enough for every path that is not made to be hard; takes a millisecond or two. */
  private static final int LEAST_STEPS = 100_000;

  private static final int STEPS_PER_CHARACTER = 4;

  /** Thrown when the limit is reached. */
  static final class ReadTooOften extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ReadTooOften INSTANCE = new ReadTooOften();

    private ReadTooOften() {
      super("read too often", null, false, false);
    }
  }

  private final String path;
  private long left;

  BoundedPath(String path) {
    this.path = path;
    this.left = LEAST_STEPS + (long) STEPS_PER_CHARACTER * path.length();
  }

  @Override
  public int length() {
    return path.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw ReadTooOften.INSTANCE;
    }
    return path.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return path.substring(start, end);
  }

  @Override
  public String toString() {
    return path;
  }
}
