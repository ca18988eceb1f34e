package dev.tachograph.agent.log;

/** Replaces {@code org.slf4j.LoggerFactory}, as {@link QuietFacade} replaces its loggers. */
public final class QuietFacadeFactory {
  private static final QuietFacade QUIET =
      new QuietFacade() {
        @Override
        public boolean isDebugEnabled() {
          return false;
        }

        @Override
        public void debug(String message, Object argument) {}

        @Override
        public void debug(String message, Throwable thrown) {}
      };

  private QuietFacadeFactory() {}

  public static QuietFacade getLogger(Class<?> type) {
    return QUIET;
  }
}
