package dev.tachograph.agent.weave;

/** A class or an advice that does not fit; the class is then left as it was. */
public final class WeaveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WeaveException(String message) {
    super(message);
  }
}
