package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path templates, of libraries that leave their calls to an HTTP client: {@code /users/{id}}, with
 * or without scheme, host, base path and query. A library that calls the client on its own thread
 * says so around that with {@link #entered} and {@link #left}; another one names the template with
 * an object that leads to the call. A template without a variable says no more than the path, and
 * is none; one that does not fit the path is not used.
 */
public final class HttpTemplateProbe {
  private static final WeakTable<String> TEMPLATES = new WeakTable<>(null);

  private HttpTemplateProbe() {}

  /**
   * A method is entered that will make a call on this thread.
   *
   * @param template the template of its path; null if it has none
   * @return what {@link #left} wants
   */
  public static @Nullable Object entered(@Nullable String template) {
    HttpClientThread thread = HttpClientThread.current();
    String before = thread.template;
    thread.template = usable(template);
    return before;
  }

  /** The same; the template is not known yet, but will be by {@link #known}. */
  public static @Nullable Object entered() {
    return entered(null);
  }

  /** The method that this thread has entered last will make a call with this template. */
  public static void known(@Nullable String template) {
    HttpClientThread.current().template = usable(template);
  }

  /** The same; the template is in a map. */
  public static @Nullable Object entered(@Nullable Map<?, ?> attributes, String key) {
    Object template = attributes == null ? null : attributes.get(key);
    return entered(template instanceof String ? (String) template : null);
  }

  /** The same; the template was {@link #made} known of this object. */
  public static @Nullable Object enteredOf(Object carrier) {
    return entered(templateAt(carrier));
  }

  /** A method that {@code entered} was called for returned, or threw. */
  public static void left(@Nullable Object before) {
    HttpClientThread.current().template = (String) before;
  }

  /** An object was made that stands for calls with this template. */
  public static void made(@Nullable Object carrier, @Nullable String template) {
    String usable = usable(template);
    if (carrier != null && usable != null) {
      TEMPLATES.put(carrier, usable);
    }
  }

  /** An object was made on a thread that knows the template of the calls that it stands for. */
  public static void made(Object carrier) {
    made(carrier, HttpClientThread.current().template);
  }

  /**
   * An object was made that prints what it has of a template.
   *
   * @return what {@link #resolving} wants
   */
  public static Object printedBy(Object template) {
    return template;
  }

  /**
   * Variables are about to be filled in.
   *
   * @param carrier what has the template; of what is made of it, {@link #derived} or {@link
   *     #extended} tells
   * @param template what {@link #printedBy} returned: it counts, unless this was said of the
   *     carrier before; null if it is not known
   */
  public static void resolving(Object carrier, @Nullable Object template) {
    if (template != null && templateAt(carrier) == null) {
      made(carrier, template.toString());
    }
  }

  /** An object was made of another one, with the same template. */
  public static void derived(Object from, Object made) {
    String template = templateAt(from);
    if (template != null && templateAt(made) == null) {
      TEMPLATES.put(made, template);
    }
  }

  /** An object was made of another one, with a template that goes on with this path. */
  public static void extended(Object from, String path, Object made) {
    String template = templateAt(from);
    if (template != null) {
      String before = withoutQuery(template);
      String base = before.endsWith("/") ? before.substring(0, before.length() - 1) : before;
      TEMPLATES.put(made, base + (path.startsWith("/") ? path : '/' + path));
    }
  }

  private static String withoutQuery(String template) {
    int query = template.indexOf('?');
    return query < 0 ? template : template.substring(0, query);
  }

  /**
   * A call began whose template is the one that was {@link #made} known of this object, if any.
   *
   * @return the call
   */
  public static @Nullable Object started(@Nullable Object carrier, @Nullable Object call) {
    template(call, templateAt(carrier));
    return call;
  }

  /** The template of a call that has begun. */
  static void template(@Nullable Object call, @Nullable String template) {
    if (call instanceof HttpCall && template != null) {
      ((HttpCall) call).template = template;
    }
  }

  /** What was {@link #made} known of this object, or null. */
  static @Nullable String templateAt(@Nullable Object carrier) {
    return carrier == null ? null : TEMPLATES.get(carrier);
  }

  private static @Nullable String usable(@Nullable String template) {
    return template == null || template.indexOf('{') < 0 ? null : template;
  }
}
