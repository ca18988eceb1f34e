package dev.tachograph.bootstrap.probe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path templates, of libraries that leave their calls to an HTTP client. A template without a
 * variable says no more than the path, and is none.
 */
public final class HttpTemplateProbe {
  private HttpTemplateProbe() {}

  /**
   * A method is entered that will make a call on this thread.
   *
   * @param template the template of its path; null if it has none
   * @return what {@link #left} wants
   */
  public static @Nullable Object entered(@Nullable String template) {
    return HttpClientProbe.templateEntered(usable(template));
  }

  /** The same; the template is in a map. */
  public static @Nullable Object entered(@Nullable Map<?, ?> attributes, String key) {
    Object template = attributes == null ? null : attributes.get(key);
    return entered(template instanceof String ? (String) template : null);
  }

  /** The same; the template was {@link #made} known of this object. */
  public static @Nullable Object enteredOf(Object carrier) {
    return entered(HttpClientProbe.templateAt(carrier));
  }

  /** A method that {@code entered} was called for returned, or threw. */
  public static void left(@Nullable Object before) {
    HttpClientProbe.templateLeft(before);
  }

  /** An object was made that stands for calls with this template. */
  public static void made(@Nullable Object carrier, @Nullable String template) {
    HttpClientProbe.templateOf(carrier, usable(template));
  }

  private static @Nullable String usable(@Nullable String template) {
    return template == null || template.indexOf('{') < 0 ? null : template;
  }
}
