package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import org.jspecify.annotations.Nullable;

/** Text that may hold values of a call: of its arguments, its object and its result. Immutable. */
public final class Template {
  /** Where the value of a {@link Part} begins. */
  public enum Source {
    TEXT,
    ARGUMENT,
    OBJECT,
    RESULT
  }

  /** Text, or a value of a call. */
  public static final class Part {
    final Source source;
    private final String text;
    private final int argument;
    private final Getter[] getters;
    private final @Nullable Bands bands;

    private Part(
        Source source, String text, int argument, String[] getters, @Nullable Bands bands) {
      this.source = source;
      this.text = text;
      this.argument = argument;
      this.getters = new Getter[getters.length];
      for (int i = 0; i < getters.length; i++) {
        this.getters[i] = new Getter(getters[i]);
      }
      this.bands = bands;
    }

    public static Part text(String text) {
      return new Part(Source.TEXT, text, -1, new String[0], null);
    }

    /**
     * A value of a call.
     *
     * @param argument the position of an argument, 0 for the first; else -1
     * @param getters the properties to ask for, one after the other
     * @param bands turns the value, a number or a size, into a name; null for the value itself
     */
    public static Part value(Source source, int argument, String[] getters, @Nullable Bands bands) {
      return new Part(source, "", argument, getters, bands);
    }

    private String of(@Nullable Object self, Object[] arguments, @Nullable Object result)
        throws ReflectiveOperationException {
      if (source == Source.TEXT) {
        return text;
      }
      Object value = start(self, arguments, result);
      for (int i = 0; i < getters.length && value != null; i++) {
        value = getters[i].of(value);
      }
      if (value == null) {
        return "";
      }
      return bands == null ? String.valueOf(value) : bands.of(value);
    }

    private @Nullable Object start(
        @Nullable Object self, Object[] arguments, @Nullable Object result) {
      switch (source) {
        case ARGUMENT:
          if (argument >= arguments.length) {
            throw new IllegalArgumentException(
                "the method has no argument " + argument + ", counted from 0");
          }
          return arguments[argument];
        case OBJECT:
          return self;
        default:
          return result;
      }
    }
  }

  private static final Object[] NO_ARGUMENTS = {};

  private final Part[] parts;

  public Template(Part... parts) {
    this.parts = parts.clone();
  }

  /** Whether a value of it is only known at the end of a call. */
  boolean needsResult() {
    for (Part part : parts) {
      if (part.source == Source.RESULT) {
        return true;
      }
    }
    return false;
  }

  /** The text if it is the same for every call; null if not. */
  @Nullable String fixed() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.source != Source.TEXT) {
        return null;
      }
      text.append(part.text);
    }
    return text.toString();
  }

  /**
   * The text for a call. A value that is null, or one of whose properties is null, is empty. If a
   * value cannot be read, this reports the error and returns null.
   */
  @Nullable String of(@Nullable Object self, Object[] arguments, @Nullable Object result) {
    if (parts.length == 1 && parts[0].source == Source.TEXT) {
      return parts[0].text;
    }
    Reading reading = Reading.begin();
    try {
      if (parts.length == 1) {
        return parts[0].of(self, arguments, result);
      }
      StringBuilder text = new StringBuilder();
      for (Part part : parts) {
        text.append(part.of(self, arguments, result));
      }
      return text.toString();
    } catch (Throwable t) {
      // A getter may throw anything, and a class may name others that are missing.
      ProbeErrors.report(t, "MethodProbe");
      return null;
    } finally {
      reading.end();
    }
  }

  /**
   * The texts of all parts when a call begins; null for what the result tells. What was given to
   * the call may change until it ends, and must not be kept.
   *
   * @return null if a value cannot be read, which this reports
   */
  @Nullable String @Nullable [] begun(@Nullable Object self, Object[] arguments) {
    Reading reading = Reading.begin();
    try {
      @Nullable String[] texts = new String[parts.length];
      for (int i = 0; i < texts.length; i++) {
        if (parts[i].source != Source.RESULT) {
          texts[i] = parts[i].of(self, arguments, null);
        }
      }
      return texts;
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return null;
    } finally {
      reading.end();
    }
  }

  /**
   * The text for a call that has ended, or with null for one that has begun.
   *
   * @param texts what {@link #begun} returned
   * @return null if a value could not be read
   */
  @Nullable String ended(@Nullable String @Nullable [] texts, @Nullable Object result) {
    if (texts == null) {
      return null;
    }
    Reading reading = Reading.begin();
    try {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < texts.length; i++) {
        String kept = texts[i];
        text.append(kept == null ? parts[i].of(null, NO_ARGUMENTS, result) : kept);
      }
      return text.toString();
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return null;
    } finally {
      reading.end();
    }
  }
}
