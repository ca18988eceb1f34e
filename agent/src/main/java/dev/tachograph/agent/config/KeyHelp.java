package dev.tachograph.agent.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;

/** Finds the {@link Help} of keys. By reflection, so not before the application's main. */
public final class KeyHelp {
  private KeyHelp() {}

  /** What the keys of a group are about. */
  public static String heading(KeyGroup group) {
    return text(group.getClass());
  }

  /** What a key is for, in one line of Markdown. */
  public static String of(KeyGroup group, Key<?> key) {
    try {
      for (Field field : group.getClass().getFields()) {
        if (field.getType() == Key.class && field.get(null) == key) {
          return text(field);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(key + " is no constant of " + group.getClass());
  }

  private static String text(AnnotatedElement declaration) {
    Help help = declaration.getAnnotation(Help.class);
    if (help == null) {
      throw new IllegalStateException(declaration + " has no help");
    }
    return help.value();
  }

  /** The same without the marks of Markdown. */
  public static String plain(String markdown) {
    return markdown.replace("`", "");
  }
}
