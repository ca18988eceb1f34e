package dev.tachograph.agent.config.value;

/** Numbers of bytes: {@code 512k}, {@code 16m}, {@code 1g}. */
public final class Sizes extends Parser<Long> {
  private static final int MAX_NUMBER = 999_999;

  private final String min;

  private Sizes(String min) {
    this.min = min;
  }

  /** Sizes from this bound upwards, in the syntax of a value. */
  public static Sizes atLeast(String min) {
    return new Sizes(min);
  }

  @Override
  public Long parse(String text) {
    long bytes = bytes(text);
    if (bytes < bytes(min)) {
      throw notAllowed();
    }
    return bytes;
  }

  private static long bytes(String text) {
    int last = text.length() - 1;
    int unit = last < 1 ? -1 : "kmg".indexOf(Character.toLowerCase(text.charAt(last)));
    int number = unit < 0 ? -1 : Numbers.wholeNumber(text.substring(0, last));
    return number < 0 || number > MAX_NUMBER ? -1 : (long) number << (10 * (unit + 1));
  }

  @Override
  public String allowed() {
    return "a whole number with k, m or g, from " + min + " to 999999k, 999999m or 99g";
  }
}
