package dev.tachograph.agent.instrument.method;

/** Names as Prometheus writes them. */
final class SnakeCase {
  private SnakeCase() {}

  /** {@code sendMail} as {@code send_mail}, {@code readURLOf} as {@code read_url_of}. */
  static String of(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean startsWord =
          Character.isUpperCase(c)
              && i > 0
              && (Character.isLowerCase(name.charAt(i - 1))
                  || Character.isDigit(name.charAt(i - 1))
                  || (Character.isUpperCase(name.charAt(i - 1))
                      && i + 1 < name.length()
                      && Character.isLowerCase(name.charAt(i + 1))));
      if (startsWord) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
