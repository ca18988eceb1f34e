package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.WeakTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path templates of libraries that make their calls with an HTTP client: {@code /users/{id}}, with
 * or without scheme, host, base path and query. If a library calls the client on its own thread,
 * advice calls {@link #entered} and {@link #left} around that. Otherwise the template is kept with
 * an object that leads to the call. A template without a variable tells no more than the path, so
 * it is dropped. A template that does not fit the path is not used.
 */
public final class HttpTemplateProbe {
  private static final WeakTable<String> TEMPLATES = new WeakTable<>(null);

  private HttpTemplateProbe() {}

  /**
   * The thread enters a method that will make a call.
   *
   * @param template the template of its path; null if it has none
   * @return the argument of {@link #left}
   */
  public static @Nullable Object entered(@Nullable String template) {
    HttpClientThread thread = HttpClientThread.current();
    String before = thread.template;
    thread.template = usable(template);
    return before;
  }

  /** Like {@link #entered(String)}; {@link #known} will supply the template. */
  public static @Nullable Object entered() {
    return entered(null);
  }

  /** The method that this thread entered last will make a call with this template. */
  public static void known(@Nullable String template) {
    HttpClientThread.current().template = usable(template);
  }

  /** Like {@link #entered(String)}; the template is in a map. */
  public static @Nullable Object entered(@Nullable Map<?, ?> attributes, String key) {
    Object template = attributes == null ? null : attributes.get(key);
    return entered(template instanceof String ? (String) template : null);
  }

  /** Like {@link #entered(String)}, with the template that {@link #made} stored for this object. */
  public static @Nullable Object enteredOf(Object carrier) {
    return entered(templateAt(carrier));
  }

  /** A method for which {@code entered} was called returned or threw. */
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

  /** Whether nobody has said which template the calls of this object have. */
  public static boolean isUnknown(Object carrier) {
    return templateAt(carrier) == null;
  }

  /** An object was made on a thread that knows the template of the object's calls. */
  public static void made(Object carrier) {
    made(carrier, HttpClientThread.current().template);
  }

  /**
   * An object was made that prints its template.
   *
   * @return the argument of {@link #resolving}
   */
  public static Object printedBy(Object template) {
    return template;
  }

  /**
   * Variables are about to be filled in.
   *
   * @param carrier the object that has the template; {@link #derived} or {@link #extended} reports
   *     objects made from it
   * @param template the result of {@link #printedBy}, used unless the carrier has a template
   *     already; null if it is unknown
   */
  public static void resolving(Object carrier, @Nullable Object template) {
    if (template != null && templateAt(carrier) == null) {
      made(carrier, template.toString());
    }
  }

  /** An object was made from another one, with the same template. */
  public static void derived(Object from, Object made) {
    String template = templateAt(from);
    if (template != null && templateAt(made) == null) {
      TEMPLATES.put(made, template);
    }
  }

  /** An object was made from another one, with this path appended to its template. */
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
   * A call began with the template that {@link #made} stored for this object, if any.
   *
   * @return the call
   */
  public static @Nullable Object started(@Nullable Object carrier, @Nullable Object call) {
    template(call, templateAt(carrier));
    return call;
  }

  /** Sets the template of a call that has begun. */
  static void template(@Nullable Object call, @Nullable String template) {
    if (call instanceof HttpCall && template != null) {
      ((HttpCall) call).template = template;
    }
  }

  /** The template that {@link #made} stored for this object, or null. */
  static @Nullable String templateAt(@Nullable Object carrier) {
    return carrier == null ? null : TEMPLATES.get(carrier);
  }

  /** The template, unless it tells no more than the path. */
  static @Nullable String usable(@Nullable String template) {
    return template == null || template.indexOf('{') < 0 ? null : template;
  }
}
