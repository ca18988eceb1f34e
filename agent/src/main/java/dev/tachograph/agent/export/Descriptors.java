package dev.tachograph.agent.export;

import java.io.IOException;
import java.nio.channels.Selector;

/**
 * Whether the process has some file descriptors left.
 *
 * <p>A class of the JDK that reads a file or a library when it is first used is of no use to
 * anybody in this JVM ever again if that fails. The application may use such classes only after it
 * has closed something; so the agent must not be the first to use them when there are no
 * descriptors.
 */
public final class Descriptors {
  private Descriptors() {}

  /**
   * To be called while there are some: a selector is not to be closed for the first time without,
   * after which no channel of this JVM could be closed any more.
   */
  public static void prepare() throws IOException {
    Selector.open().close();
  }

  /** Takes six to nine for a moment. */
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
