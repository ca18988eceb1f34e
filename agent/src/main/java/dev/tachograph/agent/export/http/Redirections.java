package dev.tachograph.agent.export.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that class files refer to now, and the names to use instead. Not thread-safe while it
 * is made.
 */
final class Redirections {
  private final Map<String, Call> calls = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> strings = new HashMap<>();

  /** A method that is called instead. */
  static final class Call {
    final String owner;
    final String name;
    final String descriptor;

    /** Whether the receiver of the call becomes its first argument. */
    final boolean becomesStatic;

    Call(String owner, String name, String descriptor, boolean becomesStatic) {
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
      this.becomesStatic = becomesStatic;
    }
  }

  /** Redirects a static method to the one of the same name and parameters in {@code target}. */
  Redirections staticCall(String owner, String name, String descriptor, String target) {
    return call(owner, name, descriptor, new Call(target, name, descriptor, false));
  }

  /** Redirects an instance method to a static one in {@code target} that takes the object. */
  Redirections call(String owner, String name, String descriptor, String target) {
    String withObject = "(L" + owner + ';' + descriptor.substring(1);
    return call(owner, name, descriptor, new Call(target, name, withObject, true));
  }

  /** Redirects a method to another one of the same class. */
  Redirections rename(String owner, String name, String descriptor, String newName) {
    return call(owner, name, descriptor, new Call(owner, newName, descriptor, false));
  }

  private Redirections call(String owner, String name, String descriptor, Call call) {
    calls.put(owner + '.' + name + descriptor, call);
    return this;
  }

  /** Renames a class everywhere: by itself, in a type, or in the type of a method. */
  Redirections type(String name, String newName) {
    classes.put(name, newName);
    return this;
  }

  /** Replaces a string constant as a whole. */
  Redirections string(String text, String newText) {
    strings.put(text, newText);
    return this;
  }

  @Nullable Call call(String owner, String name, String descriptor) {
    return calls.get(owner + '.' + name + descriptor);
  }

  String text(String text) {
    String other = strings.get(text);
    if (other != null) {
      return other;
    }
    for (Map.Entry<String, String> entry : classes.entrySet()) {
      String name = entry.getKey();
      if (text.equals(name)) {
        return entry.getValue();
      }
      if (text.contains(name)) {
        text = text.replace('L' + name + ';', 'L' + entry.getValue() + ';');
      }
    }
    return text;
  }
}
