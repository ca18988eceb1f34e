package dev.tachograph.agent.export;

import java.io.IOException;
import java.nio.channels.Selector;

/**
 * Tells whether the process has some file descriptors left.
 *
 * <p>Some classes of the JDK read a file or a library at their first use. If that fails, the class
 * is unusable in this JVM for good. The application may use such classes later, after it has closed
 * something. So the agent must not be the first to use them when no descriptors are left.
 */
public final class Descriptors {
  private Descriptors() {}

  /**
   * Call this while descriptors are left. If the first close of a selector came without any, no
   * channel of this JVM could be closed any more.
   */
  public static void prepare() throws IOException {
    Selector.open().close();
  }

  /** Takes six to nine descriptors for a moment. */
  public static boolean areLeft() {
    try (Selector one = Selector.open();
        Selector two = Selector.open();
        Selector three = Selector.open()) {
      return one.isOpen() && two.isOpen() && three.isOpen();
    } catch (IOException e) {
      return false;
    }
  }
}
