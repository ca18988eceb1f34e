package dev.tachograph.agent.config.value;

import java.util.ArrayList;
import java.util.List;

/** One of a few words, in lower or upper case. Each word stands for a value. */
public final class Words<T> extends Parser<T> {
  private final List<String> words = new ArrayList<>();
  private final List<T> values = new ArrayList<>();

  /** The number of words that a message about the allowed values names. */
  private int named;

  private Words() {}

  /** The first word; the others follow by {@link #or}. */
  public static <T> Words<T> of(String word, T value) {
    return new Words<T>().or(word, value);
  }

  public static Words<Boolean> trueOrFalse() {
    return Words.of("true", true)
        .or("false", false)
        .silently("yes", true)
        .silently("on", true)
        .silently("1", true)
        .silently("no", false)
        .silently("off", false)
        .silently("0", false);
  }

  /** Adds a word. Call this while declaring the key, before other code sees it. */
  public Words<T> or(String word, T value) {
    silently(word, value);
    named = words.size();
    return this;
  }

  /** Adds another spelling, which is accepted but not named. */
  private Words<T> silently(String word, T value) {
    words.add(word);
    values.add(value);
    return this;
  }

  @Override
  public T parse(String text) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equalsIgnoreCase(text)) {
        return values.get(i);
      }
    }
    throw notAllowed();
  }

  @Override
  public String allowed() {
    StringBuilder allowed = new StringBuilder(words.get(0));
    for (int i = 1; i < named; i++) {
      allowed.append(i == named - 1 ? " or " : ", ").append(words.get(i));
    }
    return allowed.toString();
  }
}
