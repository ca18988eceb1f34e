package dev.tachograph.agent.config.rule;

import java.util.Locale;

/**
 * Names packages, or classes in them: {@code com.acme.**}, {@code com.acme.jobs.*}; see {@link
 * ClassPattern}. Immutable.
 */
public final class PackagePattern {
  private final String name;
  private final ClassPattern classes;

  private PackagePattern(String name, ClassPattern classes) {
    this.name = name;
    this.classes = classes;
  }

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why
   */
  public static PackagePattern parse(String text) {
    String last = text.substring(text.lastIndexOf('.') + 1);
    if (last.indexOf('*') < 0 && last.equals(last.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "it names no class; write " + text + ".** or " + text + ".*");
    }
    return new PackagePattern(text, ClassPattern.parse(text));
  }

  /** The text of the pattern, which is also the label {@code rule} of its metrics. */
  public String name() {
    return name;
  }

  /** Whether it names the class, {@code com/acme/Mailer}, or the class that this is nested in. */
  public boolean matches(String internalName) {
    int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
    return classes.matches(internalName)
        || (nested > 0 && classes.matches(internalName.substring(0, nested)));
  }

  @Override
  public String toString() {
    return name;
  }
}
