package dev.tachograph.agent.config;

import dev.tachograph.agent.config.value.Parser;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
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
 * Only {@link KeyGroups} knows all groups. The constant is of this type, not of the subclass, so
 * that the JVM need not load each group to verify that list.
 */
public abstract class KeyGroup {
  private final List<Key<?>> keys = new ArrayList<>();

  /** Declares a key with a default that can be written. */
  public final <T> Key<T> key(String name, Parser<T> parser, String defaultText) {
    return add(new Key<>(name, parser, defaultText, defaultText));
  }

  /** Declares a key that has an effect only if it is set. */
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

  /** The keys in the order of their declarations, which is the order of the documentation. */
  public final List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** The subject of its keys. Uses reflection, so do not call it before the application's main. */
  public final String heading() {
    return text(getClass());
  }

  /** The purpose of a key, in one line of Markdown. Uses reflection, like {@link #heading}. */
  public final String help(Key<?> key) {
    try {
      for (Field field : getClass().getFields()) {
        if (field.getType() == Key.class && field.get(null) == key) {
          return text(field);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(key + " is no constant of " + getClass());
  }

  private static String text(AnnotatedElement declaration) {
    Help help = declaration.getAnnotation(Help.class);
    if (help == null) {
      throw new IllegalStateException(declaration + " has no help");
    }
    return help.value();
  }

  /** Reads the assignments to its keys. A subclass extends this if one key depends on another. */
  protected void read(ConfigReader reader) {
    for (int i = 0; i < keys.size(); i++) {
      reader.read(keys.get(i));
    }
  }
}
