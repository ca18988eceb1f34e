package dev.tachograph.agent.weave;

/** A class or an advice does not fit. The class is then left as it was. */
public final class WeaveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WeaveException(String message) {
    super(message);
  }
}
