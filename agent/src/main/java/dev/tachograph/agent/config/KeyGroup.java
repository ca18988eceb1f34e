package dev.tachograph.agent.config;

import dev.tachograph.agent.config.value.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The keys of one subject, each a constant of the subclass:
 *
 * <pre>{@code
 * public static final KeyGroup GROUP = new HttpKeys();
 *
 * @Help("the port to listen on")
 * public static final Key<Integer> PORT = GROUP.key("http.port", Numbers.between(0, 65535), "9779");
 * }</pre>
 *
 * {@link KeyGroups} lists the groups; nothing else knows which there are. The constant is of this
 * type and not of its own, so that the JVM need not load each group to verify that list.
 */
public abstract class KeyGroup {
  private final List<Key<?>> keys = new ArrayList<>();

  /** Declares a key with a default that can be written. */
  public final <T> Key<T> key(String name, Parser<T> parser, String defaultText) {
    return add(new Key<>(name, parser, defaultText, defaultText));
  }

  /** Declares a key that means something only if it is set. */
  public final <T> Key<T> optional(String name, Parser<T> parser) {
    return optional(name, parser, "not set");
  }

  /** Declares a key whose default cannot be written. */
  public final <T> Key<T> optional(String name, Parser<T> parser, String defaultInWords) {
    return add(new Key<>(name, parser, null, defaultInWords));
  }

  public final <T> Key<T> add(Key<T> key) {
    keys.add(key);
    return key;
  }

  /** In the order in which they are declared, which is that in which one would explain them. */
  public final List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** Reads what is set of them; to be extended where one key depends on another. */
  protected void read(ConfigReader reader) {
    for (int i = 0; i < keys.size(); i++) {
      reader.read(keys.get(i));
    }
  }
}
